import { setTimeout as sleep } from 'node:timers/promises';
import { OutageLog } from '../background/outage-log.ts';
import type { Events } from '../database/events.ts';
import { isDatabaseOutage } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { FeedSubscription, type SubscriptionFeed } from './feed-subscription.ts';
import { StreamIterator } from './stream-iterator.ts';
import { isAfter, type StreamPosition } from './stream-position.ts';
import type { StreamPage, StreamTable } from './stream-table.ts';

/** Settings and dependencies of a feed. */
export interface FeedOptions<Row extends StreamPosition> {
  readonly table: Pick<StreamTable<Row>, 'cursorOf' | 'start' | 'read'>;
  readonly events: Events;
  /** topic of the notifications about new rows */
  readonly topic: string;
  readonly log: Logger;
  /** how often to poll without a notification; default 500 ms */
  readonly pollMs?: number | undefined;
}

/** Request of a subscriber. */
export interface FeedRequest<Row> {
  /** a cursor: also what was recorded after it; absent: what is recorded from now on */
  readonly after?: string | null | undefined;
  /** which rows it wants */
  readonly accepts: (row: Row) => boolean;
}

const POLL_MS = 500;
const PAGE_ROWS = 500;
// under load one poll for the commits of this time costs far less than one for each
const PACE_MS = 20;

/**
 * Follows a stream for everybody in this process who subscribed to it: new rows are read once and handed to all.
 *
 * It polls on each notification, and every half second in case one was lost. Without a subscriber that has caught up it
 * does nothing at all. An outage of the database ends no subscription: it resumes from its position.
 */
export class Feed<Row extends StreamPosition> {
  readonly #options: FeedOptions<Row>;
  readonly #live = new Set<FeedSubscription<Row>>();
  readonly #open = new Set<StreamIterator<Row>>();
  /** up to where the live subscribers have been served; only changed as a whole */
  #position: StreamPosition = { transactionId: 0, sequence: 0 };
  readonly #outage: OutageLog;
  /** how long to wait for rows that are not settled, ms */
  #patienceMs = PACE_MS;
  #interrupt = (): void => undefined;
  #running: Promise<void> | undefined;
  /** when the live subscribers last had everything that was committed, by a clock that never runs backwards */
  #caughtUpAt = 0;
  #isClosed = false;

  constructor(options: FeedOptions<Row>) {
    this.#options = options;
    this.#outage = new OutageLog(options.log, `stream ${options.topic} cannot be read; will try again`);
  }

  /** Time since the live subscribers had everything that was committed, ms; 0 without subscribers, or between polls. */
  get lagMs(): number {
    if (this.#live.size === 0) return 0;
    // between two polls nothing is known to be missing
    return Math.max(0, performance.now() - this.#caughtUpAt - this.#pollMs);
  }

  /** Tells everybody, in this process and others, that rows were committed. */
  publish(): void {
    this.#options.events.publish(this.#options.topic);
  }

  /** Cursor of a row, for `after`. */
  cursorOf(row: StreamPosition): string {
    return this.#options.table.cursorOf(row);
  }

  /**
   * Opens a subscription: what was missed since the cursor, then what comes, in order, without gap or duplicate.
   *
   * @throws {DomainError} CURSOR_INVALID, CURSOR_EXPIRED, also later, when a slow subscriber's rows are no longer kept
   */
  async subscribe({ after, accepts }: FeedRequest<Row>): Promise<AsyncIterableIterator<Row>> {
    const start = await this.#options.table.start(after ?? undefined);
    const subscription = new FeedSubscription<Row>(this.#asSeenBelow, start, accepts);
    const iterator = new StreamIterator<Row>(
      () => subscription.next(),
      () => {
        this.#open.delete(iterator);
        subscription.close();
      },
    );
    this.#open.add(iterator);
    // closed while the start was read: nothing else would end this one
    if (this.#isClosed) await iterator.return();
    return iterator;
  }

  /** Ends every subscription, also those that are being opened, and then itself. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const iterator of this.#open) await iterator.return();
    await this.#running;
  }

  readonly #asSeenBelow: SubscriptionFeed<Row> = {
    read: (after) => this.#options.table.read(after, PAGE_ROWS),
    attach: (subscription) => this.#attach(subscription),
    detach: (subscription) => {
      this.#live.delete(subscription);
      if (this.#live.size === 0) this.#interrupt();
    },
    recover: async (error) => {
      if (!isDatabaseOutage(error)) throw error;
      this.#outage.failed(error);
      await sleep(this.#pollMs, undefined, { ref: false });
    },
  };

  get #pollMs(): number {
    return this.#options.pollMs ?? POLL_MS;
  }

  #attach(subscription: FeedSubscription<Row>): boolean {
    if (this.#live.size === 0) [this.#position, this.#caughtUpAt] = [subscription.position, performance.now()];
    else if (isAfter(this.#position, subscription.position)) return false;
    this.#live.add(subscription);
    this.#running ??= this.#run();
    return true;
  }

  async #run(): Promise<void> {
    const unsubscribe = this.#options.events.subscribe(this.#options.topic, () => this.#interrupt());
    while (this.#live.size > 0) {
      // listen before reading: a change during the read must not wait for the pause after it
      const woken = new Promise<void>((resolve) => {
        this.#interrupt = resolve;
      });
      const pauseMs = await this.#turn();
      if (pauseMs > 0 && this.#live.size > 0) await pause(pauseMs, woken);
    }
    // in the moment of that last poll: a later subscriber starts the feed again
    this.#running = undefined;
    unsubscribe();
  }

  /** Reads one page and hands it out; returns how long to pause, in ms, unless it is woken. */
  async #turn(): Promise<number> {
    const from = this.#position;
    try {
      const page = await this.#options.table.read(from, PAGE_ROWS);
      this.#outage.recovered();
      // all subscribers of this page have left; a new one, from another position, must not get it
      if (this.#position !== from) return 0;
      this.#handOut(page);
      if (!page.isLast) return 0;
      if (!page.hasUnsettled) this.#caughtUpAt = performance.now();
      if (page.rows.length > 0) await sleep(PACE_MS, undefined, { ref: false });
      // writers in this process notify after their commit; others may keep their transactions open for long
      this.#patienceMs = page.hasUnsettled ? Math.min(2 * this.#patienceMs, this.#pollMs) : PACE_MS;
      return page.hasUnsettled ? this.#patienceMs : this.#pollMs;
    } catch (error) {
      this.#outage.failed(error);
      // each then fails, or continues, on its own
      if (!isDatabaseOutage(error)) for (const subscription of this.#live) subscription.fallBehind();
      return this.#pollMs;
    }
  }

  #handOut(page: StreamPage<Row>): void {
    this.#position = page.end;
    for (const subscription of this.#live) subscription.offer(page);
  }
}

async function pause(ms: number, interrupted: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms).unref();
  });
  await Promise.race([elapsed, interrupted]);
  clearTimeout(timer);
}
