import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../../platform/errors.ts';
import type { SubscriptionEvent } from './subscription-event.ts';

/** Where the events of one client's subscription go: one subscription of a socket, or a stream of its own. */
export interface SubscriptionOutlet {
  /** Whether the client takes an event now. Once it does again, `resume()` of the subscription is to be called. */
  readonly isReady: boolean;
  deliver(event: SubscriptionEvent): void;
  /** No more events will come, because of these errors. */
  fail(errors: readonly GraphQLError[]): void;
  /** No more events will come. */
  complete(): void;
}

/**
 * What happens to events that a client does not take in time: `lossless` keeps them, and ends the subscription when
 * there are too many; `latest` keeps the newest only.
 */
export type QueuePolicy = 'lossless' | 'latest';

/** What a subscriber tells those who know it. */
export interface SubscriberOptions {
  readonly policy: QueuePolicy;
  /** events kept for a client that does not take them */
  readonly queueLimit: number;
  /** where the client goes on when it was handed nothing */
  readonly cursor: unknown;
  /** an event was replaced by a newer one */
  readonly onDropped: () => void;
  /** the subscription has ended, whoever ended it; called once */
  readonly onEnded: (subscriber: Subscriber) => void;
}

/** One client's part in a shared subscription: a bounded queue between it and the client. */
export class Subscriber {
  readonly #outlet: SubscriptionOutlet;
  readonly #options: SubscriberOptions;
  #waiting: SubscriptionEvent[] | undefined;
  #cursor: unknown;
  #isEnded = false;

  constructor(outlet: SubscriptionOutlet, options: SubscriberOptions) {
    this.#outlet = outlet;
    this.#options = options;
    this.#cursor = options.cursor;
  }

  /** Events that wait for the client. */
  get waiting(): number {
    return this.#waiting?.length ?? 0;
  }

  /** Hands an event over now, or keeps it until the client takes it. */
  push(event: SubscriptionEvent): void {
    if (this.#isEnded) return;
    if (this.waiting === 0 && this.#outlet.isReady) this.#deliver(event);
    else this.#keep(event);
  }

  /** The client takes events again. */
  resume(): void {
    const waiting = this.#waiting;
    while (waiting && waiting.length > 0 && this.#outlet.isReady) this.#deliver(waiting.shift() as SubscriptionEvent);
  }

  /** The client leaves. */
  close(): void {
    this.#end();
  }

  /** Ends the subscription normally, after what the client has been handed. */
  complete(): void {
    if (this.#end()) this.#outlet.complete();
  }

  /** Ends the subscription for a reason of ours; a lossless one learns where to go on. */
  fail(message: string, code: ErrorCode): void {
    const cursor = this.#options.policy === 'lossless' ? { cursor: this.#cursor ?? null } : {};
    this.failWith([new GraphQLError(message, { extensions: { ...cursor, code } })]);
  }

  /** Ends the subscription with the errors of its owner. */
  failWith(errors: readonly GraphQLError[]): void {
    if (this.#end()) this.#outlet.fail(errors);
  }

  #deliver(event: SubscriptionEvent): void {
    this.#cursor = event.cursor;
    this.#outlet.deliver(event);
  }

  #keep(event: SubscriptionEvent): void {
    this.#waiting ??= [];
    if (this.#options.policy === 'latest') {
      if (this.#waiting.length > 0) this.#options.onDropped();
      this.#waiting[0] = event;
    } else if (this.#waiting.length < this.#options.queueLimit) this.#waiting.push(event);
    else {
      const { queueLimit } = this.#options;
      this.fail(
        `found more than ${queueLimit} events waiting, expected a client that reads them`,
        'SUBSCRIBER_TOO_SLOW',
      );
    }
  }

  #end(): boolean {
    if (this.#isEnded) return false;
    this.#isEnded = true;
    this.#waiting = undefined;
    this.#options.onEnded(this);
    return true;
  }
}
