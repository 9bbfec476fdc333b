// thousands of connections are not asked in the same moment
const GROUPS = 16;

/** A connection that is asked for signs of life. */
export interface Beating {
  /** called once in every interval */
  beat(): void;
}

/** Asks every open connection for a sign of life once in every interval, a group at a time. */
export class Heartbeat {
  readonly #groups: readonly Set<Beating>[] = Array.from({ length: GROUPS }, () => new Set());
  readonly #timer: NodeJS.Timeout;
  #added = 0;
  #turn = 0;

  /** @param everyMs interval, milliseconds */
  constructor(everyMs: number) {
    this.#timer = setInterval(() => this.#beat(), everyMs / GROUPS).unref();
  }

  add(connection: Beating): void {
    this.#groups[this.#added++ % GROUPS]?.add(connection);
  }

  remove(connection: Beating): void {
    for (const group of this.#groups) group.delete(connection);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const connection of this.#groups[this.#turn++ % GROUPS] ?? []) connection.beat();
  }
}
