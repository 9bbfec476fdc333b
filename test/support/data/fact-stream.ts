import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { Database } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { Feed } from '../../../platform/streams/feed.ts';
import type { StreamPosition } from '../../../platform/streams/stream-position.ts';
import { createStreamState } from '../../../platform/streams/stream-state.ts';
import { StreamTable } from '../../../platform/streams/stream-table.ts';

/** A row of the stream under test. */
export interface Fact extends StreamPosition {
  readonly name: string;
}

const TABLE = 'public.fact';

/** Creates an empty table that is read as a stream. */
export async function createFacts(db: Kysely<never>): Promise<void> {
  await sql`CREATE TABLE ${sql.table(TABLE)} (
    sequence bigint GENERATED ALWAYS AS IDENTITY, name text NOT NULL,
    transaction_id bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint, PRIMARY KEY (transaction_id, sequence)
  )`.execute(db);
  await createStreamState(db, TABLE);
}

/** Opens the table as a stream. */
export function openFacts(db: Kysely<never>): Promise<StreamTable<Fact>> {
  const columns = sql`p.sequence, p.transaction_id AS "transactionId", p.name`;
  return StreamTable.open<Fact>(db, { stream: 'facts', table: TABLE, columns });
}

/** Adds facts, in this order, as part of whatever transaction `trx` is. */
export async function addFacts(trx: QueryExecutorProvider, names: readonly string[]): Promise<void> {
  await sql`INSERT INTO ${sql.table(TABLE)} (name) SELECT unnest(${names}::text[])`.execute(trx);
}

/** A feed over the table that counts how often it reads, and can be made to fail. */
export class FactFeed {
  readonly feed: Feed<Fact>;
  reads = 0;
  failure: Error | undefined;

  /** @param pollMs a minute by default: longer than any test waits, so that what arrives was heard of */
  constructor(database: Pick<Database, 'events'>, table: StreamTable<Fact>, pollMs = 60_000) {
    this.feed = new Feed<Fact>({
      table: {
        cursorOf: (row) => table.cursorOf(row),
        start: (after) => table.start(after),
        read: async (after, limit) => {
          this.reads += 1;
          if (this.failure) throw this.failure;
          return table.read(after, limit);
        },
      },
      events: database.events,
      topic: TABLE,
      log: createLogger('silent'),
      pollMs,
    });
  }
}

/** Takes the next items of an iteration. */
export async function take<Item>(iterator: AsyncIterator<Item>, count: number): Promise<Item[]> {
  const items: Item[] = [];
  while (items.length < count) {
    const { value, done } = await iterator.next();
    if (done) break;
    items.push(value);
  }
  return items;
}
