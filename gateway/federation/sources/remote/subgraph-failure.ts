/**
 * Why a subgraph of another process gave no answer.
 *
 * - `connection`: there was none, or it broke
 * - `busy`: status 502, 503 or 504
 * - `timeout`: no answer in time
 * - `unreadable`: something that is no GraphQL answer, or a refusal of the gateway itself
 * - `abandoned`: nobody waits any more
 */
export type CallFault = 'connection' | 'busy' | 'timeout' | 'unreadable' | 'abandoned';

/** A subgraph gave no answer. The message is for the log. */
export class SubgraphFailure extends Error {
  override readonly name = 'SubgraphFailure';
  readonly fault: CallFault;

  constructor(fault: CallFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
