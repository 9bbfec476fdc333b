/** Queue of events between a stream and its one reader. */
export class EventBuffer<Event> implements AsyncIterable<Event> {
  readonly #limit: number;
  readonly #overflow: () => unknown;
  #events: Event[] = [];
  #end: { readonly error?: unknown } | undefined;
  #wake = (): void => undefined;

  /**
   * @param limit    events that may wait
   * @param overflow creates the error that the reader gets, after the waiting events, when there are more
   */
  constructor(limit: number, overflow: () => unknown) {
    this.#limit = limit;
    this.#overflow = overflow;
  }

  /** Adds an event, unless the buffer has ended. @returns whether it has ended */
  push(event: Event): boolean {
    if (this.#end) return true;
    if (this.#events.length >= this.#limit) this.fail(this.#overflow());
    else this.#events.push(event);
    this.#wake();
    return this.#end !== undefined;
  }

  /** Ends the buffer after the waiting events. */
  end(): void {
    this.#end ??= {};
    this.#wake();
  }

  /** Ends the buffer; the reader gets an error after the waiting events. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** Ends the buffer, and drops the waiting events. */
  close(): void {
    this.#events = [];
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event> {
    for (;;) {
      while (this.#events.length > 0) yield this.#events.shift() as Event;
      if (this.#end) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if ('error' in this.#end) throw this.#end.error;
  }
}
