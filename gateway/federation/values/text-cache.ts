import { TextLru } from './text-lru.ts';

/** Default limit of the characters of all texts in a cache: a cached value is many times as large as its text. */
const MAX_CHARACTERS = 1_000_000;

// what was asked for once has a place among this many and this share of the characters
const NEW_ENTRIES = 100;
const NEW_CHARACTERS_SHARE = 0.2;

/**
 * Cache of values derived from texts, in two parts: a value is among the new ones until it is asked for again, then
 * among the known ones; each part evicts its least recently used value.
 *
 * So texts that never recur, as some clients build them, evict no others, and take little memory: what they leave would
 * grow old in the heap, where collecting it pauses everything.
 *
 * The number of entries and the total length of the texts are both bounded, since clients choose the length of texts. A
 * value whose text is longer than a tenth of the total is not cached: it would evict everything else.
 */
export class TextCache<Value> {
  readonly #new: TextLru<Value>;
  readonly #known: TextLru<Value>;
  readonly #longest: number;

  constructor(maxEntries: number, maxCharacters = MAX_CHARACTERS) {
    const newEntries = Math.min(NEW_ENTRIES, Math.ceil(maxEntries / 2));
    const newCharacters = maxCharacters * NEW_CHARACTERS_SHARE;
    this.#new = new TextLru(newEntries, newCharacters);
    this.#known = new TextLru(maxEntries - newEntries, maxCharacters - newCharacters);
    this.#longest = maxCharacters / 10;
  }

  /** The values: new ones, then known ones, of each the least recently used first. */
  values(): Value[] {
    return [...this.#new.values(), ...this.#known.values()];
  }

  /** The value of a text, which is known from now on. */
  get(key: string): Value | undefined {
    const fresh = this.#new.take(key);
    if (!fresh) return this.#known.get(key);
    this.#known.set(key, fresh.value, fresh.length);
    return fresh.value;
  }

  /** The value of a text, without counting as a use. */
  peek(key: string): Value | undefined {
    return this.#new.peek(key) ?? this.#known.peek(key);
  }

  /**
   * @param length  of the text, where the key is not the text itself
   * @param isKnown whether the text will recur
   */
  set(key: string, value: Value, length = key.length, isKnown = false): void {
    const wasKnown = this.#known.peek(key) !== undefined;
    this.delete(key);
    if (length > this.#longest) return;
    const part = isKnown || wasKnown ? this.#known : this.#new;
    part.set(key, value, length);
  }

  delete(key: string): void {
    this.#new.take(key);
    this.#known.take(key);
  }
}
