import type { GraphQLError } from 'graphql';
import type { TransportOperation } from '../../platform/subgraph/transport-operation.ts';
import type { SubscriptionOutlet } from '../federation/subscriptions/subscriber.ts';
import type { SubscriptionEvent } from '../federation/subscriptions/subscription-event.ts';
import type { Subscription } from '../federation/subscriptions/subscription-hub.ts';
import type { WebSocketConnection } from './websocket-connection.ts';

/** One subscription on a WebSocket: clients of a shared one are sent the same text, and none is awaited. */
export class WebSocketOutlet implements SubscriptionOutlet {
  readonly #connection: WebSocketConnection;
  readonly #operation: TransportOperation;
  #subscription: Subscription | undefined;

  constructor(connection: WebSocketConnection, operation: TransportOperation) {
    this.#connection = connection;
    this.#operation = operation;
  }

  get isReady(): boolean {
    return this.#connection.isReady;
  }

  /** From now on the subscription is resumed when the client is ready again, and closed when it leaves or has left. */
  open(subscription: Subscription): void {
    this.#subscription = subscription;
    this.#connection.add(this);
    this.#operation.own(() => {
      this.#connection.remove(this);
      subscription.close();
    });
    // the client may have become ready during the opening
    subscription.resume();
  }

  deliver(event: SubscriptionEvent): void {
    void this.#operation.next(event.text);
  }

  resume(): void {
    this.#subscription?.resume();
  }

  fail(errors: readonly GraphQLError[]): void {
    this.#operation.fail(errors);
  }

  complete(): void {
    this.#operation.complete();
  }
}
