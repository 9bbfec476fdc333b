/** Most versions that are remembered: a change of more rows at once is read twice. */
const MOST_VERSIONS = 100_000;

/**
 * Versions of the rows that were read lately, so that the overlap for late commits reads only those it has not seen. Those
 * that were read before the overlap are forgotten.
 */
export class KnownVersions {
  readonly #retentionMs: number;
  readonly #versions = new Map<string, string>();
  /** keys by the time they were read, the oldest first */
  readonly #readAt = new Map<string, number>();

  constructor(retentionMs: number) {
    this.#retentionMs = retentionMs;
  }

  /** by key */
  get versions(): ReadonlyMap<string, string> {
    return this.#versions;
  }

  /** Whether this version of a row was read lately. */
  has({ key, version }: { readonly key: string; readonly version: string }): boolean {
    return this.#versions.get(key) === version;
  }

  /** Remembers rows. @param now by a clock that never runs backwards, ms */
  add(rows: readonly { readonly key: string; readonly version: string }[], now: number): void {
    for (const { key, version } of rows) {
      this.#versions.set(key, version);
      // to the end of the order
      this.#readAt.delete(key);
      this.#readAt.set(key, now);
    }
    this.#forget(now - this.#retentionMs);
  }

  #forget(horizon: number): void {
    for (const [key, readAt] of this.#readAt) {
      if (readAt >= horizon && this.#readAt.size <= MOST_VERSIONS) return;
      this.#readAt.delete(key);
      this.#versions.delete(key);
    }
  }
}
