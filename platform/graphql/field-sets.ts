import type { RequestedFields } from './requested-fields.ts';

// each has statements of its own, which a server prepares once per connection
const MOST_SETS = 64;

/**
 * Fields of a row that must be read for the fields that an operation requests.
 *
 * Equal sets are one object, so that statements can be kept with them; beyond a number of different sets, every field is
 * read.
 */
export class FieldSets<Field extends string> {
  readonly all: readonly Field[];
  readonly #readsOf: (requested: string) => readonly Field[] | undefined;
  readonly #always: readonly Field[];
  readonly #sets = new Map<string, readonly Field[]>();
  readonly #known = new WeakMap<RequestedFields, readonly Field[]>();

  /**
   * @param all     every field of the row
   * @param readsOf fields that a field of the graph is made from; undefined for all
   * @param always  fields that are read whatever is requested
   */
  constructor(
    all: readonly Field[],
    readsOf: (requested: string) => readonly Field[] | undefined,
    always: readonly Field[] = [],
  ) {
    this.all = all;
    this.#readsOf = readsOf;
    this.#always = always;
  }

  /** Fields to read, in the order of all. */
  of(requested: RequestedFields): readonly Field[] {
    const known = this.#known.get(requested);
    if (known) return known;
    const fields = this.#find(requested);
    this.#known.set(requested, fields);
    return fields;
  }

  #find(requested: RequestedFields): readonly Field[] {
    const wanted = new Set(this.#always);
    for (const name of requested) {
      const reads = this.#readsOf(name);
      if (!reads) return this.all;
      for (const field of reads) wanted.add(field);
    }
    const fields = this.all.filter((field) => wanted.has(field));
    const key = fields.join(' ');
    const found = this.#sets.get(key);
    if (found) return found;
    if (fields.length === this.all.length || this.#sets.size === MOST_SETS) return this.all;
    this.#sets.set(key, fields);
    return fields;
  }
}
