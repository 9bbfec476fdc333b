import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { GraphObserver } from '../observe/observer.ts';
import type { SubgraphResult } from '../sources/source.ts';
import { backoffMs } from './backoff.ts';
import type { LiveOperation } from './live-operation.ts';
import { OrderedResults } from './ordered-results.ts';
import { Subscriber, type SubscriptionOutlet } from './subscriber.ts';
import type { SubscriptionEvent } from './subscription-event.ts';

/** Events of one stream that are completed concurrently. */
const EVENTS_AT_ONCE = 16;

/** Longest pause of a stream while every one of its clients is behind, milliseconds. */
const LONGEST_PAUSE_MS = 1_000;

/** Time after which a stream counts as stable: losing it later starts the backoff anew, milliseconds. */
const STABLE_MS = 60_000;

const PASSING: ReadonlySet<unknown> = new Set<ErrorCode>([
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'DATABASE_UNAVAILABLE',
  'DATABASE_BUSY',
  'SHUTTING_DOWN',
]);

/** Dependencies and settings of shared subscriptions. */
export interface SharingOptions {
  readonly log: Logger;
  readonly observer: GraphObserver;
  /** events queued for a slow client */
  readonly queueLimit: number;
  /** shortest pause before a lost stream is reopened, milliseconds */
  readonly reconnectMs: number;
  /** random number in [0, 1) */
  readonly random: () => number;
}

/** One opening of the owner's stream. */
interface Opening {
  readonly controller: AbortController;
  readonly work: OrderedResults<SubscriptionEvent>;
  readonly openedAt: number;
}

/**
 * Equal subscriptions of any number of clients: one stream of the owner, each of its events completed once.
 *
 * It opens with the first client and closes with the last. A lost stream is reopened; a resumable one at the last
 * event, so that none is missing or duplicated.
 */
export class SharedSubscription {
  readonly #options: SharingOptions;
  readonly #onClosed: () => void;
  readonly #subscribers = new Set<Subscriber>();
  #operation: LiveOperation;
  #opening: Opening | undefined;
  #cursor: unknown;
  #losses = 0;
  #pulled = 0;
  #behind = 0;
  #isClosed = false;
  #reopening: NodeJS.Timeout | undefined;

  /** @param onClosed called once, when the last client has left */
  constructor(operation: LiveOperation, options: SharingOptions, onClosed: () => void) {
    this.#operation = operation;
    this.#options = options;
    this.#onClosed = onClosed;
    this.#cursor = operation.after;
  }

  get operation(): LiveOperation {
    return this.#operation;
  }

  /**
   * Whether another client of an equal subscription may join. A subscription that starts at a cursor is joinable only
   * until its first event: a later client with the same cursor would miss events.
   */
  get isJoinable(): boolean {
    const { after } = this.#operation;
    return after === undefined || after === null || after === this.#cursor;
  }

  /** Adds a client; it gets the events from now on. */
  join(outlet: SubscriptionOutlet): Subscriber {
    const { observer, queueLimit } = this.#options;
    const { field, isResumable } = this.#operation;
    const subscriber = new Subscriber(outlet, {
      policy: isResumable ? 'lossless' : 'latest',
      queueLimit,
      cursor: this.#cursor,
      onDropped: () => observer.dropped(field),
      onEnded: (ended) => this.#leave(ended),
    });
    this.#subscribers.add(subscriber);
    observer.subscribed(field, 1);
    if (!this.#opening) this.#open();
    return subscriber;
  }

  /**
   * Continues the subscription on another graph. An equal stream stays open; any other is reopened there, at the last
   * event.
   */
  async rebase(operation: LiveOperation): Promise<void> {
    const isSame = operation.sharesStreamWith(this.#operation);
    this.#operation = operation;
    if (isSame || this.#isClosed) return;
    const work = this.#opening?.work;
    this.#abort();
    await work?.idle();
    this.#reopen();
  }

  /** Ends the subscription of every client. */
  endAll(end: (subscriber: Subscriber) => void): void {
    for (const subscriber of this.#subscribers) end(subscriber);
  }

  #open(): void {
    const deliver = (event: SubscriptionEvent): void => this.#deliver(event);
    const opening: Opening = {
      controller: new AbortController(),
      work: new OrderedResults(EVENTS_AT_ONCE, { deliver, fail: (error) => this.#lose(opening, error) }),
      openedAt: performance.now(),
    };
    this.#opening = opening;
    this.#options.observer.streamed(this.#operation.field, 1);
    void this.#read(opening);
  }

  /** Reads one opening to its end. Never rejects. */
  async #read(opening: Opening): Promise<void> {
    try {
      const after = this.#operation.isResumable ? this.#cursor : undefined;
      for await (const event of this.#operation.open(after, opening.controller.signal)) {
        if (this.#opening !== opening) return;
        if (event.data === undefined) throw new StreamRefused(event);
        this.#losses = 0;
        await opening.work.add(this.#operation.complete(event));
        await this.#pace();
      }
      await opening.work.idle();
      if (this.#opening === opening) this.endAll((subscriber) => subscriber.complete());
    } catch (error) {
      await this.#lose(opening, error);
    }
  }

  #deliver(event: SubscriptionEvent): void {
    if (event.cursor !== undefined) this.#cursor = event.cursor;
    let behind = 0;
    for (const subscriber of this.#subscribers) {
      subscriber.push(event);
      if (subscriber.waiting > 0) behind += 1;
    }
    this.#behind = behind;
  }

  /**
   * Lets sockets write between events, so that clients do not count as slow because of a burst; and pauses when every
   * client is nearly too slow, before the next event ends their subscriptions.
   */
  async #pace(): Promise<void> {
    this.#pulled += 1;
    if (this.#behind > 0 || this.#pulled % EVENTS_AT_ONCE === 0) await nextTurn();
    for (let pauseMs = 1; pauseMs < LONGEST_PAUSE_MS && this.#isCrowded(); pauseMs *= 2) await delay(pauseMs);
  }

  /** Whether no client has room for the events in progress. */
  #isCrowded(): boolean {
    if (this.#behind < this.#subscribers.size || !this.#operation.isResumable) return false;
    const least = this.#options.queueLimit - EVENTS_AT_ONCE;
    for (const { waiting } of this.#subscribers) if (waiting < least) return false;
    return this.#subscribers.size > 0;
  }

  async #lose(opening: Opening, error: unknown): Promise<void> {
    if (this.#opening !== opening) return;
    this.#abort();
    const errors = error instanceof StreamRefused ? error.errors : [error];
    if (!errors.every(isPassing)) {
      const published = errors.map((reason) => this.#operation.publish(reason));
      this.endAll((subscriber) => subscriber.failWith(published));
      return;
    }
    if (performance.now() - opening.openedAt > STABLE_MS) this.#losses = 0;
    const { log, reconnectMs, random } = this.#options;
    const waitMs = backoffMs(this.#losses, reconnectMs, random());
    this.#losses += 1;
    log.warn({ field: this.#operation.field, losses: this.#losses, waitMs, err: error }, 'stream lost');
    await opening.work.idle();
    // the last client may have left meanwhile, or a new one opened the stream
    if (this.#isClosed || this.#opening) return;
    clearTimeout(this.#reopening);
    this.#reopening = setTimeout(() => this.#reopen(), waitMs);
  }

  #reopen(): void {
    if (!this.#isClosed && !this.#opening) this.#open();
  }

  #leave(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    this.#options.observer.subscribed(this.#operation.field, -1);
    if (this.#subscribers.size > 0 || this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#reopening);
    this.#abort();
    this.#onClosed();
  }

  #abort(): void {
    if (!this.#opening) return;
    this.#opening.controller.abort();
    this.#opening = undefined;
    this.#options.observer.streamed(this.#operation.field, -1);
  }
}

/** Thrown when the owner responds with errors instead of a stream. */
class StreamRefused extends Error {
  override readonly name = 'StreamRefused';
  readonly errors: readonly unknown[];

  constructor({ errors = [] }: SubgraphResult) {
    super(errors.map(({ message }) => message).join('\n') || 'found neither data nor errors');
    this.errors = errors.length > 0 ? errors : [new TypeError(this.message)];
  }
}

/** Whether reopening the stream may succeed after this error. */
function isPassing(error: unknown): boolean {
  return PASSING.has((error as Partial<GraphQLError>).extensions?.code);
}
