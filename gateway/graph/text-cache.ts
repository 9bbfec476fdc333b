/** Characters of text that a cache holds at most, unless told otherwise: what hangs on a text is many times its length. */
const MAX_CHARACTERS = 1_000_000;

/**
 * Keeps values by text, the least recently used go first.
 *
 * Both the number of entries and the sum of their lengths are bounded, since clients choose how long texts are. A text
 * longer than a tenth of that sum is not kept: it would drive out everything else.
 */
export class TextCache<Value> {
  readonly #maxEntries: number;
  readonly #maxCharacters: number;
  // a Map keeps the order of insertion: the first is the one not used for longest
  readonly #entries = new Map<string, Value>();
  #characters = 0;

  constructor(maxEntries: number, maxCharacters = MAX_CHARACTERS) {
    this.#maxEntries = maxEntries;
    this.#maxCharacters = maxCharacters;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The values, the least recently used first. */
  values(): Value[] {
    return [...this.#entries.values()];
  }

  get(text: string): Value | undefined {
    const value = this.#entries.get(text);
    if (value === undefined) return undefined;
    this.#entries.delete(text);
    this.#entries.set(text, value);
    return value;
  }

  set(text: string, value: Value): void {
    this.delete(text);
    if (text.length > this.#maxCharacters / 10) return;
    this.#entries.set(text, value);
    this.#characters += text.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries && this.#characters <= this.#maxCharacters) return;
      this.delete(oldest);
    }
  }

  delete(text: string): void {
    if (this.#entries.delete(text)) this.#characters -= text.length;
  }
}
