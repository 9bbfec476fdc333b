import { TextCache } from '../federation/values/text-cache.ts';

const MAX_ENTRIES = 1_000;

/**
 * In-process store of Apollo Server, bounded by the length of the texts of its values. Apollo's own store measures a
 * document by printing it as JSON, which takes longer than parsing it.
 */
export class ApolloStore<Value> {
  readonly #values: TextCache<Value>;
  readonly #lengthOf: (value: Value) => number;
  readonly #isKnown: boolean;

  /** @param isKnown whether every value will be asked for again */
  constructor(lengthOf: (value: Value) => number, maxCharacters: number, isKnown = false) {
    this.#values = new TextCache(MAX_ENTRIES, maxCharacters);
    this.#lengthOf = lengthOf;
    this.#isKnown = isKnown;
  }

  async get(key: string): Promise<Value | undefined> {
    return this.#values.get(key);
  }

  async set(key: string, value: Value): Promise<void> {
    this.#values.set(key, value, this.#lengthOf(value), this.#isKnown);
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
  }
}
