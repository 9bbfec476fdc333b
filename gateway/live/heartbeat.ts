// thousands of connections are not pinged at once
const GROUPS = 16;

/** A connection with a heartbeat. */
export interface HeartbeatTarget {
  /** called once per interval */
  beat(): void;
}

/** Beats every open connection once per interval, a group at a time. */
export class Heartbeat {
  readonly #groups: readonly Set<HeartbeatTarget>[] = Array.from({ length: GROUPS }, () => new Set());
  readonly #timer: NodeJS.Timeout;
  #added = 0;
  #turn = 0;

  /** @param everyMs interval, milliseconds */
  constructor(everyMs: number) {
    this.#timer = setInterval(() => this.#beat(), everyMs / GROUPS).unref();
  }

  add(connection: HeartbeatTarget): void {
    this.#groups[this.#added++ % GROUPS]?.add(connection);
  }

  remove(connection: HeartbeatTarget): void {
    for (const group of this.#groups) group.delete(connection);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const connection of this.#groups[this.#turn++ % GROUPS] ?? []) connection.beat();
  }
}
