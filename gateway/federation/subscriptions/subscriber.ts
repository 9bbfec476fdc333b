import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../../platform/errors.ts';
import type { SubscriptionEvent } from './subscription-event.ts';

/** Destination of one client's events: a subscription of a socket, or a response stream. */
export interface SubscriptionOutlet {
  /** Whether the client can receive an event now. Once it can again, `resume()` of the subscription must be called. */
  readonly isReady: boolean;
  deliver(event: SubscriptionEvent): void;
  /** Ends the subscription with errors. */
  fail(errors: readonly GraphQLError[]): void;
  /** Ends the subscription normally. */
  complete(): void;
}

/**
 * Handling of events that a client does not receive in time: `lossless` queues them, and ends the subscription when
 * there are too many; `latest` keeps the newest only.
 */
export type QueuePolicy = 'lossless' | 'latest';

/** Settings and callbacks of a subscriber. */
export interface SubscriberOptions {
  readonly policy: QueuePolicy;
  /** events queued for a slow client */
  readonly queueLimit: number;
  /** cursor at which a client resumes before its first event */
  readonly cursor: unknown;
  /** an event was replaced by a newer one */
  readonly onDropped: () => void;
  /** the subscription has ended, for any reason; called once */
  readonly onEnded: (subscriber: Subscriber) => void;
}

/** One client of a shared subscription, with a bounded queue of its events. */
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

  /** Number of queued events. */
  get waiting(): number {
    return this.#waiting?.length ?? 0;
  }

  /** Delivers an event now, or queues it until the client is ready. */
  push(event: SubscriptionEvent): void {
    if (this.#isEnded) return;
    if (this.waiting === 0 && this.#outlet.isReady) this.#deliver(event);
    else this.#keep(event);
  }

  /** Continues delivery: the client is ready again. */
  resume(): void {
    const waiting = this.#waiting;
    while (waiting && waiting.length > 0 && this.#outlet.isReady) this.#deliver(waiting.shift() as SubscriptionEvent);
  }

  /** Ends the subscription because the client left. */
  close(): void {
    this.#end();
  }

  /** Ends the subscription normally, after the delivered events. */
  complete(): void {
    if (this.#end()) this.#outlet.complete();
  }

  /** Ends the subscription with an error of the gateway; a lossless one gets the cursor at which to resume. */
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
