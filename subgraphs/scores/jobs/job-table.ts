import { type RawBuilder, sql } from 'kysely';
import type { ScoresDb } from '../record/prediction-store.ts';

/** Most jobs of a table that wait or run at a time. */
export const MOST_OPEN = 20;

/** Condition on the state of a job: it waits or runs. */
export const OPEN: RawBuilder<unknown> = sql`status IN ('QUEUED', 'RUNNING')`;

/** End of a job. */
export interface JobEnd {
  readonly status: 'SUCCEEDED' | 'CANCELLED' | 'FAILED';
  /** epoch milliseconds */
  readonly endedAt: number;
  readonly errorCode?: string | undefined;
  readonly message?: string | undefined;
}

/** A table of jobs that wait, run and end: `id`, `status`, `ended_at`, `error_code` and `message` among its columns. */
export class JobTable<Job> {
  readonly #table: RawBuilder<unknown>;
  readonly #columns: RawBuilder<unknown>;

  /**
   * @param name    such as `scores.backtest`
   * @param columns of a job, as SQL
   */
  constructor(name: string, columns: RawBuilder<unknown>) {
    this.#table = sql.table(name);
    this.#columns = columns;
  }

  /** Whether a job waits or runs. */
  async hasOpen(db: ScoresDb): Promise<boolean> {
    const { rows } = await sql`SELECT FROM ${this.#table} WHERE ${OPEN} LIMIT 1`.execute(db);
    return rows.length > 0;
  }

  /** Changes a job that waits or runs; undefined when there is none that meets the condition. */
  async change(db: ScoresDb, values: RawBuilder<unknown>, condition: RawBuilder<unknown>): Promise<Job | undefined> {
    const { rows } = await sql<Job>`UPDATE ${this.#table} SET ${values} WHERE ${condition} AND ${OPEN}
      RETURNING ${this.#columns}`.execute(db);
    return rows[0];
  }

  /** Ends a job that waits or runs; undefined when there is none of this id. */
  async end(db: ScoresDb, id: string | number, end: JobEnd): Promise<Job | undefined> {
    const { status, endedAt, errorCode = null, message = null } = end;
    return this.change(
      db,
      sql`status = ${status}, ended_at = ${endedAt}::bigint, error_code = ${errorCode}, message = ${message}`,
      sql`id = ${id}`,
    );
  }
}
