/** Uses after which a statement is worth preparing. */
const WORTH_PREPARING = 3;
/** Statements that are watched or prepared; text beyond that is run as it comes. */
const MOST_STATEMENTS = 256;

/** Beginning of a statement that is planned for the values of each use: its best plan differs from one to another. */
export const PLANNED_EACH_TIME = '/* planned each time */';

/**
 * Gives names to the statements that come back, so that the server parses and plans each once per connection.
 *
 * Text that never returns gets no name: a prepared statement costs the server memory for as long as the connection lives.
 */
export class StatementNames {
  readonly #uses = new Map<string, { readonly name: string; count: number }>();

  /** Name to prepare the statement under; undefined to run it once. */
  nameOf(sql: string): string | undefined {
    if (sql.startsWith(PLANNED_EACH_TIME)) return undefined;
    const known = this.#uses.get(sql);
    if (known) return ++known.count > WORTH_PREPARING ? known.name : undefined;
    if (this.#uses.size < MOST_STATEMENTS) this.#uses.set(sql, { name: `s${this.#uses.size}`, count: 1 });
    return undefined;
  }
}
