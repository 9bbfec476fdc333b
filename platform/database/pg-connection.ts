import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { PgClient } from './pg-client.ts';
import type { StatementNames } from './statement-names.ts';

/** Length of a statement: `short` within a request, `long` in a background job. */
export type StatementLimit = 'short' | 'long';

/** Time limits of statements, as the server keeps them, milliseconds. */
export type StatementLimits = Readonly<Record<StatementLimit, number>>;

// 2 s: from the server's own limit to ours, for the way there and back
const SILENCE_MS = 2_000;

// jit: compiling takes tenths of a second, which only a long statement earns
const LIMIT_STATEMENTS = `SELECT set_config(name, CASE
    WHEN name = 'jit' THEN CASE WHEN $2::boolean THEN 'off' ELSE reset_val END
    WHEN reset_val::int BETWEEN 1 AND $1::int THEN reset_val ELSE $1::text END, false)
  FROM pg_settings WHERE name IN ('statement_timeout', 'jit')`;

/**
 * Connection of the pool that is never waited for without end.
 *
 * The server ends a statement at `statement_timeout`; when not even that error arrives, the connection is destroyed: a proxy,
 * firewall or host that fell silent answers no farewell.
 */
export class PgConnection {
  readonly #client: PgClient;
  readonly #limits: StatementLimits;
  #limit: StatementLimit | undefined;
  #lastAnswerAt = performance.now();
  #sentAt: number | undefined;

  constructor(client: PgClient, limits: StatementLimits) {
    this.#client = client;
    this.#limits = limits;
  }

  /** Time of the server's last message, by `performance.now()`. */
  get lastAnswerAt(): number {
    return this.#lastAnswerAt;
  }

  /** Time at which the current statement was sent, by `performance.now()`; undefined without one. */
  get sentAt(): number | undefined {
    return this.#sentAt;
  }

  /**
   * Sets the limit of the statements that follow; the role's own `statement_timeout` stays where it is shorter. Short ones
   * are not compiled.
   */
  async limitStatements(limit: StatementLimit): Promise<void> {
    if (this.#limit === limit) return;
    this.#limit = limit;
    await this.#send({ text: LIMIT_STATEMENTS, values: [this.#limits[limit], limit === 'short'] });
  }

  /** Runs a statement, prepared when it comes back. */
  query(text: string, values: readonly unknown[], names: StatementNames): Promise<pg.QueryResult> {
    const name = values.length > 0 ? names.nameOf(text) : undefined;
    return this.#send({ text, values: [...values], ...(name && { name }) });
  }

  /**
   * Runs a COPY … TO STDOUT and yields its bytes as they are asked for: the server waits while nobody does. One that is
   * left early, or silent for longer than a statement may take, takes the connection with it.
   */
  async *copyOut(text: string): AsyncGenerator<Uint8Array, void, undefined> {
    let isDone = false;
    const stream = copyTo(text);
    const isReady = new Promise<void>((resolve) => Object.assign(stream, { handleReadyForQuery: resolve }));
    // also heard when it comes after the last byte
    stream.on('error', () => undefined);
    const chunks = this.#client.query(stream)[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    try {
      for (;;) {
        const next = await this.#within(() => chunks.next());
        if (next.done) break;
        yield next.value;
      }
      await this.#within(() => isReady);
      isDone = true;
    } finally {
      if (!isDone) this.destroy();
    }
  }

  /** Ends the connection without a word: whatever is under way fails. */
  destroy(): void {
    this.#client.destroy(new Error('Connection terminated by us'));
  }

  async #send(query: pg.QueryConfig): Promise<pg.QueryResult> {
    return this.#within(() => this.#client.query(query));
  }

  /** Waits for an answer of the server; without one in time the connection is destroyed. */
  async #within<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.#sentAt = performance.now();
    try {
      const answer = await this.#client.within(this.#limits[this.#limit ?? 'short'] + SILENCE_MS, ask);
      this.#lastAnswerAt = performance.now();
      return answer;
    } finally {
      this.#sentAt = undefined;
    }
  }
}
