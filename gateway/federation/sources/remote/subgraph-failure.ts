/**
 * Reason why a subgraph of another process did not respond.
 *
 * - `connection`: it could not be opened, or broke
 * - `busy`: status 502, 503 or 504
 * - `timeout`: no response in time
 * - `unreadable`: not a GraphQL response, or a refusal of the gateway itself
 * - `abandoned`: every caller has left
 */
export type CallFault = 'connection' | 'busy' | 'timeout' | 'unreadable' | 'abandoned';

/** Thrown when a subgraph did not respond. The message is for the log. */
export class SubgraphFailure extends Error {
  override readonly name = 'SubgraphFailure';
  readonly fault: CallFault;

  constructor(fault: CallFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
