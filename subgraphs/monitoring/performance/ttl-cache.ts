/**
 * Cache of promises with a time to live: callers share a computation under way, and one that fails is not kept.
 *
 * Hand-made, because a library's cache would need this class around it for both.
 */
export class TtlCache<Value> {
  readonly #ttlMs: number;
  readonly #most: number;
  /** the oldest first */
  readonly #entries = new Map<string, { readonly value: Promise<Value>; readonly since: number }>();

  /**
   * @param ttlMs time to live of a value, milliseconds
   * @param most  values kept at a time
   */
  constructor(ttlMs: number, most: number) {
    this.#ttlMs = ttlMs;
    this.#most = most;
  }

  /** Value of a key, computed unless it is cached. */
  get(key: string, compute: () => Promise<Value>): Promise<Value> {
    const kept = this.#entries.get(key);
    if (kept && performance.now() - kept.since < this.#ttlMs) return kept.value;
    this.#entries.delete(key);
    const entry = { value: compute(), since: performance.now() };
    this.#entries.set(key, entry);
    for (const oldest of [...this.#entries.keys()].slice(0, -this.#most)) this.#entries.delete(oldest);
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry.value;
  }
}
