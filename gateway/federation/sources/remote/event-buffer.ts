/** Events that came and were not read yet, in order; read by one reader. */
export class EventBuffer<Event> implements AsyncIterable<Event> {
  readonly #limit: number;
  readonly #overflow: () => unknown;
  #events: Event[] = [];
  #end: { readonly error?: unknown } | undefined;
  #wake = (): void => undefined;

  /**
   * @param limit    events that may wait
   * @param overflow makes the error that the reader gets, after what waits, when there are more
   */
  constructor(limit: number, overflow: () => unknown) {
    this.#limit = limit;
    this.#overflow = overflow;
  }

  /** Adds an event, unless the buffer has ended. @returns whether it has */
  push(event: Event): boolean {
    if (this.#end) return true;
    if (this.#events.length >= this.#limit) this.fail(this.#overflow());
    else this.#events.push(event);
    this.#wake();
    return this.#end !== undefined;
  }

  /** Nothing more comes. */
  end(): void {
    this.#end ??= {};
    this.#wake();
  }

  /** Nothing more comes; the reader gets an error after what waits. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** Nothing more is read: what waits is dropped. */
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
