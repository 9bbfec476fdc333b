/** Receiver of results. Neither method may throw. */
export interface Handover<Result> {
  deliver(result: Result): void;
  /** one piece of work rejected; the following results are still delivered */
  fail(error: unknown): void;
}

/**
 * Runs work concurrently and delivers its results in the order of its start.
 *
 * A result that is ready at once, with none before it, is delivered synchronously.
 */
export class OrderedResults<Result> {
  readonly #max: number;
  readonly #handover: Handover<Result>;
  /** of each piece of work, oldest first: settles when its result has been delivered */
  readonly #underWay: Promise<void>[] = [];

  /** @param max concurrent pieces of work, 1 or more */
  constructor(max: number, handover: Handover<Result>) {
    this.#max = max;
    this.#handover = handover;
  }

  /**
   * Adds a piece of work that has started.
   *
   * @returns a promise to await before more work starts; undefined when there is capacity
   */
  add(work: Result | Promise<Result>): Promise<void> | undefined {
    if (this.#underWay.length === 0 && !(work instanceof Promise)) {
      this.#handover.deliver(work);
      return undefined;
    }
    this.#underWay.push(this.#handOver(work, this.#underWay.at(-1)));
    return this.#underWay.length < this.#max ? undefined : this.#underWay[0];
  }

  /** Resolves when all results so far have been delivered. */
  async idle(): Promise<void> {
    await this.#underWay.at(-1);
  }

  async #handOver(work: Result | Promise<Result>, before: Promise<void> | undefined): Promise<void> {
    try {
      const result = await work;
      await before;
      this.#handover.deliver(result);
    } catch (error) {
      await before;
      this.#handover.fail(error);
    }
    this.#underWay.shift();
  }
}
