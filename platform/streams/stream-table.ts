import { type Kysely, type RawBuilder, sql } from 'kysely';
import { DomainError } from '../errors.ts';
import { decodePosition, encodePosition, endOf, isAfter, later, type StreamPosition } from './stream-position.ts';
import { StreamSnapshot } from './stream-snapshot.ts';
import { renewStream } from './stream-state.ts';

/** Which table is read as a stream, and how. */
export interface StreamTableOptions {
  /** in cursors: the subscription's field, such as `leadScored` */
  readonly stream: string;
  /** the append-only table, such as `leads.change`; its stream's state is in `leads.change_stream` */
  readonly table: string;
  /** what to SELECT from the table as `p`, `transactionId` and `sequence` among it */
  readonly columns: RawBuilder<unknown>;
}

/** Some rows of a stream. */
export interface StreamPage<Row> {
  readonly rows: readonly Row[];
  /** start of the next page: everything up to here is in this page or before it */
  readonly end: StreamPosition;
  /** whether nothing more was settled when it was read */
  readonly isLast: boolean;
  /** whether there are rows that wait for an older transaction */
  readonly hasUnsettled: boolean;
}

/** Start of a subscription. */
export interface StreamStart {
  readonly position: StreamPosition;
  /** transactions whose rows were already delivered although they lie behind the position */
  readonly known?: StreamSnapshot;
}

/**
 * An append-only table read as a stream: in one order, from any place, without ever missing a row.
 *
 * Numbers from an identity column are drawn before their transactions commit, so a higher one can be visible before a
 * lower one: a reader of "sequence > last" loses rows. So each row also carries the number of its transaction, and a
 * reader takes only rows of transactions below the oldest one still under way: those are final, and everything that will
 * ever follow sorts behind them. The price: a transaction that stays open keeps back whatever was committed after it
 * began, until it ends.
 *
 * The table has `transaction_id bigint NOT NULL`, by default the number of the current transaction, `sequence bigint`
 * GENERATED AS IDENTITY, and an index on both; its state is one row (see {@link renewStream}).
 */
export class StreamTable<Row extends StreamPosition> {
  readonly #db: Kysely<never>;
  readonly #options: StreamTableOptions;
  readonly #epoch: string;

  private constructor(db: Kysely<never>, options: StreamTableOptions, epoch: string) {
    this.#db = db;
    this.#options = options;
    this.#epoch = epoch;
  }

  /** Opens the stream of a table that its migrations have made. */
  static async open<Row extends StreamPosition>(
    db: Kysely<never>,
    options: StreamTableOptions,
  ): Promise<StreamTable<Row>> {
    return new StreamTable<Row>(db, options, await renewStream(db, options.table));
  }

  /** Opens the stream of a table of another subgraph by published views: `TABLE` and, of its state, `TABLE_stream`. */
  static async openPublished<Row extends StreamPosition>(
    db: Kysely<never>,
    options: StreamTableOptions,
  ): Promise<StreamTable<Row>> {
    const state = sql.table(`${options.table}_stream`);
    const { rows } = await sql<{ epoch: string }>`SELECT epoch FROM ${state}`.execute(db);
    const [found] = rows;
    if (!found) throw new TypeError(`${options.table}_stream has no row`);
    return new StreamTable<Row>(db, options, found.epoch);
  }

  /** Cursor of a row, for `after`. */
  cursorOf(row: StreamPosition): string {
    return encodePosition({ stream: this.#options.stream, epoch: this.#epoch }, row);
  }

  /**
   * Start of a subscription: behind a cursor, or at the next commit.
   *
   * @throws {DomainError} CURSOR_INVALID; CURSOR_EXPIRED when rows behind it are gone
   */
  async start(after: string | undefined): Promise<StreamStart> {
    const owner = { stream: this.#options.stream, epoch: this.#epoch };
    const position = after === undefined ? undefined : decodePosition(owner, after);
    const { rows } = await sql<State>`SELECT ${STATE} FROM ${this.#state} s`.execute(this.#db);
    const { snapshot, pruned } = readState(rows[0]);
    if (!position) return { position: endOf(snapshot.horizon - 1), known: snapshot };
    if (position.transactionId >= snapshot.next) {
      throw new DomainError('CURSOR_INVALID', 'after: found a cursor that this stream has not reached');
    }
    assertKept(position, pruned);
    return { position };
  }

  /** Place before the oldest row that is kept. */
  async oldest(): Promise<StreamPosition> {
    const { rows } = await sql<State>`SELECT ${STATE} FROM ${this.#state} s`.execute(this.#db);
    return readState(rows[0]).pruned;
  }

  /**
   * Reads the rows that follow a place.
   *
   * @param limit most rows
   * @throws {DomainError} CURSOR_EXPIRED when some of them are gone
   */
  async read(after: StreamPosition, limit: number): Promise<StreamPage<Row>> {
    const { columns } = this.#options;
    const table = sql.table(this.#options.table);
    // one statement, one snapshot: its horizon holds for the rows it sees
    const found = await sql<State & { readonly rows: string | null; readonly has_unsettled: boolean }>`
      SELECT ${STATE}, (
        SELECT json_agg(page)::text FROM (
          SELECT ${columns} FROM ${table} p
          WHERE (p.transaction_id, p.sequence) > (${after.transactionId}::bigint, ${after.sequence}::bigint)
            AND p.transaction_id < h.horizon
          ORDER BY p.transaction_id, p.sequence LIMIT ${limit}
        ) page
      ) AS rows,
        -- not EXISTS, for which the planner would scan the table
        COALESCE((SELECT max(transaction_id) FROM ${table}) >= h.horizon, false) AS has_unsettled
      FROM ${this.#state} s CROSS JOIN LATERAL (
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + s.transaction_offset AS horizon
      ) h`.execute(this.#db);
    const [row] = found.rows;
    const { snapshot, pruned } = readState(row);
    assertKept(after, pruned);
    const rows: readonly Row[] = JSON.parse(row?.rows ?? '[]');
    const isLast = rows.length < limit;
    const end = isLast ? later(after, endOf(snapshot.horizon - 1)) : (rows.at(-1) ?? after);
    return { rows, end, isLast, hasUnsettled: row?.has_unsettled === true };
  }

  /** Forgets the rows before a place, or all when absent; cursors that point there expire. */
  async forget(before: StreamPosition = endOf(Number.MAX_SAFE_INTEGER)): Promise<void> {
    await sql`
      WITH gone AS (
        DELETE FROM ${sql.table(this.#options.table)}
        WHERE (transaction_id, sequence) < (${before.transactionId}::bigint, ${before.sequence}::bigint)
        RETURNING transaction_id, sequence
      )
      UPDATE ${this.#state} SET pruned_transaction_id = g.transaction_id, pruned_sequence = g.sequence
      FROM (SELECT transaction_id, sequence FROM gone ORDER BY 1 DESC, 2 DESC LIMIT 1) g`.execute(this.#db);
  }

  get #state(): RawBuilder<unknown> {
    return sql.table(`${this.#options.table}_stream`);
  }
}

interface State {
  readonly snapshot: string;
  readonly offset: number;
  readonly pruned_transaction_id: number;
  readonly pruned_sequence: number;
}

const STATE = sql`pg_current_snapshot()::text AS snapshot, s.transaction_offset AS "offset",
  s.pruned_transaction_id, s.pruned_sequence`;

function readState(state: State | undefined): { readonly snapshot: StreamSnapshot; readonly pruned: StreamPosition } {
  if (!state) throw new TypeError('the state of a stream has no row');
  const pruned = { transactionId: state.pruned_transaction_id, sequence: state.pruned_sequence };
  return { snapshot: new StreamSnapshot(state.snapshot, state.offset), pruned };
}

function assertKept(position: StreamPosition, pruned: StreamPosition): void {
  if (!isAfter(pruned, position)) return;
  throw new DomainError('CURSOR_EXPIRED', 'after: what followed this cursor is no longer kept; start again without it');
}
