import type { GraphQLError } from 'graphql';
import type { SubscriptionOutlet } from '../graph/subscriptions/subscriber.ts';
import type { SubscriptionEvent } from '../graph/subscriptions/subscription-event.ts';
import type { Subscription } from '../graph/subscriptions/subscription-hub.ts';
import type { WebSocketConnection } from './websocket-connection.ts';

/** Why a subscription ended before its time. */
export class SubscriptionFailed extends Error {
  override readonly name = 'SubscriptionFailed';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}

type End = IteratorResult<never, undefined>;

const DONE: End = { done: true, value: undefined };

/**
 * One subscription on a WebSocket.
 *
 * graphql-ws sees an iterator without values, which ends when the subscription does; so it keeps the rules of the
 * protocol. The events go past it: all clients of a shared subscription are sent the same text, and none is awaited.
 */
export class WebSocketOutlet implements SubscriptionOutlet, AsyncIterableIterator<never, undefined> {
  readonly #connection: WebSocketConnection;
  readonly #prefix: string;
  #subscription: Subscription | undefined;
  #failure: SubscriptionFailed | undefined;
  #isEnded = false;
  #onEnd: (() => void) | undefined;

  /** @param id of the client's `subscribe` message */
  constructor(connection: WebSocketConnection, id: string) {
    this.#connection = connection;
    this.#prefix = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  }

  get isReady(): boolean {
    return this.#connection.isReady;
  }

  /** From now on the subscription hears when the client takes events again, and when it leaves. */
  open(subscription: Subscription): void {
    this.#subscription = subscription;
    if (!this.#isEnded) this.#connection.add(this);
  }

  deliver(event: SubscriptionEvent): void {
    this.#connection.send(`${this.#prefix}${event.text}}`);
  }

  resume(): void {
    this.#subscription?.resume();
  }

  fail(errors: readonly GraphQLError[]): void {
    this.#failure = new SubscriptionFailed(errors);
    this.#end();
  }

  complete(): void {
    this.#end();
  }

  /** Called once, by graphql-ws. */
  next(): Promise<End> {
    return new Promise((resolve, reject) => {
      this.#onEnd = () => (this.#failure ? reject(this.#failure) : resolve(DONE));
      if (this.#isEnded) this.#onEnd();
    });
  }

  /** The client leaves. */
  async return(): Promise<End> {
    this.#subscription?.close();
    this.#end();
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): void {
    this.#isEnded = true;
    this.#connection.remove(this);
    this.#onEnd?.();
  }
}
