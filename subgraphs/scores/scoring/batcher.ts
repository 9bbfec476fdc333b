/** Settings of a {@link Batcher}. */
export interface BatcherOptions<Item, Result> {
  /** most items in one batch */
  readonly maxBatch: number;
  /** most batches under way at once: one, and others beside it while there are items for full ones */
  readonly maxInFlight: number;
  /** Handles one batch: one result or one error per item, in order. Throwing fails every item of the batch. */
  readonly process: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>;
  /** Called each time that the last batch has ended and no item waits. */
  readonly onIdle?: () => void;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Joins the items that arrive in one tick, or while earlier batches are under way, into one batch.
 *
 * No timed window: a lone item starts at the end of its tick, and batches grow with the load, as items arrive while
 * earlier batches are under way.
 */
export class Batcher<Item, Result> {
  readonly #options: BatcherOptions<Item, Result>;
  #queue: Waiting<Item, Result>[] = [];
  #inFlight = 0;
  #scheduled = false;
  #onIdle: (() => void)[] = [];

  constructor(options: BatcherOptions<Item, Result>) {
    this.#options = options;
  }

  /** Adds an item to the next batch; rejects with the error of the item or of its batch. */
  submit(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when no item waits and no batch is under way. */
  async drain(): Promise<void> {
    if (this.#queue.length === 0 && this.#inFlight === 0) return;
    await new Promise<void>((resolve) => this.#onIdle.push(resolve));
  }

  #schedule(): void {
    if (this.#scheduled || !this.#mayBegin()) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#runNext();
    });
  }

  /** Beside one under way only a full batch: two halves cost nearly twice as much as the whole. */
  #mayBegin(): boolean {
    const { maxBatch, maxInFlight } = this.#options;
    return this.#inFlight === 0 || (this.#inFlight < maxInFlight && this.#queue.length >= maxBatch);
  }

  async #runNext(): Promise<void> {
    const batch = this.#queue.splice(0, this.#options.maxBatch);
    this.#inFlight++;
    if (this.#queue.length > 0) this.#schedule();
    try {
      settle(batch, await this.#options.process(batch.map(({ item }) => item)));
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
    this.#inFlight--;
    if (this.#queue.length > 0) this.#schedule();
    else if (this.#inFlight === 0) this.#rest();
  }

  #rest(): void {
    this.#options.onIdle?.();
    for (const idle of this.#onIdle.splice(0)) idle();
  }
}

function settle<Item, Result>(batch: readonly Waiting<Item, Result>[], replies: readonly (Result | Error)[]): void {
  if (replies.length !== batch.length)
    throw new RangeError(`found ${replies.length} replies to a batch of ${batch.length} items`);
  for (const [index, waiting] of batch.entries()) {
    const reply = replies[index] as Result | Error;
    if (reply instanceof Error) waiting.reject(reply);
    else waiting.resolve(reply);
  }
}
