import type { ExecutionResult } from 'graphql';

/** One event as every client of a shared subscription sees it. */
export class SubscriptionEvent {
  readonly result: ExecutionResult;
  /** where the stream goes on after this event; undefined when the subscription is not resumable */
  readonly cursor: unknown;
  #text: string | undefined;

  constructor(result: ExecutionResult, cursor: unknown) {
    this.result = result;
    this.cursor = cursor;
  }

  /** The result as JSON, written once for all clients. */
  get text(): string {
    this.#text ??= JSON.stringify(this.result);
    return this.#text;
  }
}
