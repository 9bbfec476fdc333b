/** Characters of text that a cache holds at most, unless told otherwise: what hangs on a text is many times its length. */
const MAX_CHARACTERS = 1_000_000;

interface Entry<Value> {
  readonly value: Value;
  readonly length: number;
}

/**
 * Keeps what was made of texts, the least recently used go first.
 *
 * Both the number of entries and the sum of the texts' lengths are bounded, since clients choose how long texts are. What
 * comes from a text longer than a tenth of that sum is not kept: it would drive out everything else.
 */
export class TextCache<Value> {
  readonly #maxEntries: number;
  readonly #maxCharacters: number;
  // a Map keeps the order of insertion: the first is the one not used for longest
  readonly #entries = new Map<string, Entry<Value>>();
  #characters = 0;

  constructor(maxEntries: number, maxCharacters = MAX_CHARACTERS) {
    this.#maxEntries = maxEntries;
    this.#maxCharacters = maxCharacters;
  }

  /** The values, the least recently used first. */
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
