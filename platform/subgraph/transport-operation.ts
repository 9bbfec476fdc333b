import { Lifetime } from '../lifetime.ts';

/** Sends a text to the client. Resolves when the socket takes more. */
export type SendText = (text: string) => void | Promise<void>;

/**
 * One operation of a client by graphql-transport-ws, from its `subscribe` message to its end.
 *
 * It owns what serves it, and releases that at its end: the client completes it or leaves, or the server completes or
 * fails it. After its end nothing more is sent, also when the client has begun another one of the same id.
 */
export class TransportOperation {
  readonly #id: string;
  readonly #send: SendText;
  readonly #lifetime = new Lifetime();

  /** @param id of the client's `subscribe` message */
  constructor(id: string, send: SendText) {
    this.#id = JSON.stringify(id);
    this.#send = send;
  }

  get isEnded(): boolean {
    return this.#lifetime.isEnded;
  }

  /** Takes over a resource: releases it at the end, or now when the end has come already. */
  own(release: () => void): void {
    this.#lifetime.own(release);
  }

  /** Sends a result. @param payload its JSON */
  next(payload: string): void | Promise<void> {
    if (!this.isEnded) return this.#send(`{"id":${this.#id},"type":"next","payload":${payload}}`);
  }

  /** Ends it with errors, at least one. */
  fail(errors: readonly unknown[]): void {
    if (this.#lifetime.end()) void this.#send(`{"id":${this.#id},"type":"error","payload":${JSON.stringify(errors)}}`);
  }

  /** Ends it normally. */
  complete(): void {
    if (this.#lifetime.end()) void this.#send(`{"id":${this.#id},"type":"complete"}`);
  }

  /** Ends it for the client, which expects nothing more. */
  leave(): void {
    this.#lifetime.end();
  }
}
