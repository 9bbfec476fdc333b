import type { ExecutionResult } from 'graphql';

/** One event, the same for every client of a shared subscription. */
export class SubscriptionEvent {
  readonly result: ExecutionResult;
  /** cursor after this event; undefined when the subscription is not resumable */
  readonly cursor: unknown;
  #text: string | undefined;

  constructor(result: ExecutionResult, cursor: unknown) {
    this.result = result;
    this.cursor = cursor;
  }

  /** The result as JSON, serialised once for all clients. */
  get text(): string {
    this.#text ??= JSON.stringify(this.result);
    return this.#text;
  }
}
