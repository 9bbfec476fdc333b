/** What becomes of work. Neither may throw. */
export interface Handover<Result> {
  deliver(result: Result): void;
  /** a piece of work rejected; those after it are handed over still */
  fail(error: unknown): void;
}

/**
 * Lets work run at the same time and hands over its results in the order in which it was begun.
 *
 * A result that is there at once, with nothing before it, is handed over at once.
 */
export class OrderedResults<Result> {
  readonly #max: number;
  readonly #handover: Handover<Result>;
  /** of each piece of work, oldest first: ends when it has been handed over */
  readonly #underWay: Promise<void>[] = [];

  /** @param max pieces of work under way, 1 or more */
  constructor(max: number, handover: Handover<Result>) {
    this.#max = max;
    this.#handover = handover;
  }

  /**
   * Takes a piece of work that has begun.
   *
   * @returns what to wait for before more is begun; undefined when there is room
   */
  add(work: Result | Promise<Result>): Promise<void> | undefined {
    if (this.#underWay.length === 0 && !(work instanceof Promise)) {
      this.#handover.deliver(work);
      return undefined;
    }
    this.#underWay.push(this.#handOver(work, this.#underWay.at(-1)));
    return this.#underWay.length < this.#max ? undefined : this.#underWay[0];
  }

  /** Ends when everything begun so far has been handed over. */
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
