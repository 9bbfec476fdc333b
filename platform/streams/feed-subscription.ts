import { isAfter, type StreamPosition } from './stream-position.ts';
import type { StreamPage, StreamStart } from './stream-table.ts';

/** Interface of a feed to its subscriptions. */
export interface SubscriptionFeed<Row extends StreamPosition> {
  /** reads the rows that follow a place */
  read(after: StreamPosition): Promise<StreamPage<Row>>;
  /**
   * Hands every further row to the subscription, by `offer`.
   *
   * @returns false when the feed is ahead of the subscription, which then has to read pages on its own
   */
  attach(subscription: FeedSubscription<Row>): boolean;
  detach(subscription: FeedSubscription<Row>): void;
  /** Resolves when reading may succeed again; throws an error that does not pass. */
  recover(error: unknown): Promise<void>;
}

/** Most rows that wait for a live subscriber; the feed's rows are shared, so each costs a pointer. */
const MOST_WAITING = 1_000;

/**
 * One subscriber of a feed, from its start to its end.
 *
 * It reads pages on its own until it has caught up, then consumes the pages of the feed. When it is too slow for that, it
 * resumes reading pages from its position: nothing is lost, and no more than a page waits in memory.
 */
export class FeedSubscription<Row extends StreamPosition> {
  readonly #feed: SubscriptionFeed<Row>;
  readonly #accepts: (row: Row) => boolean;
  readonly #known: StreamStart['known'];
  #position: StreamPosition;
  #waiting: Row[] = [];
  #isLive = false;
  #isClosed = false;
  #wake = (): void => undefined;

  constructor(feed: SubscriptionFeed<Row>, { position, known }: StreamStart, accepts: (row: Row) => boolean) {
    this.#feed = feed;
    this.#position = position;
    this.#known = known;
    this.#accepts = accepts;
  }

  /** Everything up to here has been taken, or was none of this subscriber's. */
  get position(): StreamPosition {
    return this.#position;
  }

  /** The next row, as soon as there is one; undefined once it is closed. */
  async next(): Promise<Row | undefined> {
    while (!this.#isClosed) {
      const row = this.#waiting.shift();
      if (row) return row;
      if (this.#isLive) await this.#nextPage();
      else await this.#readOn();
    }
    return undefined;
  }

  /** Takes rows that the feed has read, in order; those it has already are passed over. */
  offer({ rows, end }: Pick<StreamPage<Row>, 'rows' | 'end'>): void {
    for (const row of rows) {
      if (!isAfter(row, this.#position)) continue;
      if (this.#isNews(row)) {
        if (this.#waiting.length >= MOST_WAITING) {
          this.fallBehind();
          return;
        }
        this.#waiting.push(row);
      }
      this.#position = row;
    }
    if (isAfter(end, this.#position)) this.#position = end;
    if (this.#waiting.length > 0) this.#wake();
  }

  /** Detaches from the feed: from here on it reads pages on its own, until it has caught up. */
  fallBehind(): void {
    this.#isLive = false;
    this.#feed.detach(this);
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    this.#feed.detach(this);
    this.#wake();
  }

  #isNews(row: Row): boolean {
    return !this.#known?.sees(row.transactionId) && this.#accepts(row);
  }

  async #readOn(): Promise<void> {
    try {
      const page = await this.#feed.read(this.#position);
      if (this.#isClosed) return;
      this.#waiting = page.rows.filter((row) => this.#isNews(row));
      this.#position = page.end;
      if (page.isLast) this.#isLive = this.#feed.attach(this);
    } catch (error) {
      await this.#feed.recover(error);
    }
  }

  #nextPage(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
