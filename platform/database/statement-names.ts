/** Uses after which a statement is worth preparing. */
const WORTH_PREPARING = 3;
/** Most prepared statements: each costs the server memory in every connection. */
const MOST_NAMES = 256;
/** Statements of late whose uses are counted. */
const MOST_COUNTED = 1_024;

/** Beginning of a statement that is planned for the values of each use: its best plan differs from one to another. */
export const PLANNED_EACH_TIME = '/* planned each time */';

/**
 * Gives names to the statements that come back, so that the server parses and plans each once per connection.
 *
 * Text that does not return among the last thousand others gets no name: a prepared statement stays for as long as the
 * connection lives.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  /** uses by text, the last used one last */
  readonly #uses = new Map<string, number>();

  /** Name to prepare the statement under; undefined to run it once. */
  nameOf(sql: string): string | undefined {
    const name = this.#names.get(sql);
    if (name !== undefined || this.#names.size === MOST_NAMES || sql.startsWith(PLANNED_EACH_TIME)) return name;
    const uses = (this.#uses.get(sql) ?? 0) + 1;
    this.#uses.delete(sql);
    if (uses > WORTH_PREPARING) return this.#prepare(sql);
    this.#uses.set(sql, uses);
    const [oldest] = this.#uses.keys();
    if (this.#uses.size > MOST_COUNTED && oldest !== undefined) this.#uses.delete(oldest);
    return undefined;
  }

  #prepare(sql: string): string {
    const name = `s${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }
}
