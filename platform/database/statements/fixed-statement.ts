import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely';

/** Place of a value in the text of a {@link FixedStatement}. */
class Slot {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

interface Compiled {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * A statement of a hot path: its text is built once, and filled with the values of each use. Building the text of a long
 * statement costs more than sending it.
 */
export class FixedStatement<Row> {
  readonly #build: (slots: readonly unknown[]) => RawBuilder<Row>;
  readonly #slots: readonly Slot[];
  #compiled: Compiled | undefined;

  /**
   * @param size  number of values
   * @param build builds the statement; each slot stands for the value at its position
   */
  constructor(size: number, build: (slots: readonly unknown[]) => RawBuilder<Row>) {
    this.#slots = Array.from({ length: size }, (_, index) => new Slot(index));
    this.#build = build;
  }

  /** Runs the statement. @returns its rows */
  async execute(db: Kysely<never>, values: readonly unknown[]): Promise<readonly Row[]> {
    this.#compiled ??= this.#build(this.#slots).compile(db);
    const { sql, parameters } = this.#compiled;
    const filled = parameters.map((value) => (value instanceof Slot ? values[value.index] : value));
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(sql, filled));
    return rows;
  }
}
