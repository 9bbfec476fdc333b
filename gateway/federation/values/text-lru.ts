/** Value in a {@link TextLru}. */
export interface TextEntry<Value> {
  readonly value: Value;
  /** of the text, characters */
  readonly length: number;
}

/** LRU cache of values derived from texts, bounded by their number and by the total length of the texts. */
export class TextLru<Value> {
  readonly #maxEntries: number;
  readonly #maxCharacters: number;
  // a Map keeps insertion order: the first entry is the least recently used
  readonly #entries = new Map<string, TextEntry<Value>>();
  #characters = 0;

  constructor(maxEntries: number, maxCharacters: number) {
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

  /** The value, without counting as a use. */
  peek(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Adds a value whose key is absent, and evicts the least recently used beyond the limits. */
  set(key: string, value: Value, length: number): void {
    this.#entries.set(key, { value, length });
    this.#characters += length;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries && this.#characters <= this.#maxCharacters) return;
      this.take(oldest);
    }
  }

  /** Removes and returns an entry. */
  take(key: string): TextEntry<Value> | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#characters -= entry.length;
    return entry;
  }
}
