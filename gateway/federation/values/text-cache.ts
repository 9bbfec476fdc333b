/** Default limit of the characters of all texts in a cache: a cached value is many times as large as its text. */
const MAX_CHARACTERS = 1_000_000;

interface Entry<Value> {
  readonly value: Value;
  readonly length: number;
}

/**
 * LRU cache of values derived from texts.
 *
 * The number of entries and the total length of the texts are both bounded, since clients choose the length of texts. A
 * value whose text is longer than a tenth of the total is not cached: it would evict everything else.
 */
export class TextCache<Value> {
  readonly #maxEntries: number;
  readonly #maxCharacters: number;
  // a Map keeps insertion order: the first entry is the least recently used
  readonly #entries = new Map<string, Entry<Value>>();
  #characters = 0;

  constructor(maxEntries: number, maxCharacters = MAX_CHARACTERS) {
    this.#maxEntries = maxEntries;
    this.#maxCharacters = maxCharacters;
  }

  /** The values, least recently used first. */
  values(): Value[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param length of the text, where the key is not the text itself */
  set(key: string, value: Value, length = key.length): void {
    this.delete(key);
    if (length > this.#maxCharacters / 10) return;
    this.#entries.set(key, { value, length });
    this.#characters += length;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries && this.#characters <= this.#maxCharacters) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#characters -= entry.length;
  }
}
