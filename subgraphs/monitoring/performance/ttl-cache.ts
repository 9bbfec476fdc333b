/** Keeps what is costly to compute for some seconds: whoever asks for the same meanwhile shares it, also under way. */
export class ShortCache<Value> {
  readonly #keptMs: number;
  readonly #most: number;
  /** the oldest first */
  readonly #entries = new Map<string, { readonly value: Promise<Value>; readonly since: number }>();

  /**
   * @param keptMs how long a value is kept, milliseconds
   * @param most   values kept at a time
   */
  constructor(keptMs: number, most: number) {
    this.#keptMs = keptMs;
    this.#most = most;
  }

  /** The value of a key, computed unless it is kept. One that fails is not kept. */
  get(key: string, compute: () => Promise<Value>): Promise<Value> {
    const kept = this.#entries.get(key);
    if (kept && performance.now() - kept.since < this.#keptMs) return kept.value;
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
