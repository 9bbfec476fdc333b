import { type Kysely, sql } from 'kysely';

/** Roll-ups of the prediction log with their position in it, and a lease. */
export async function up(db: Kysely<never>): Promise<void> {
  // counts: json and not jsonb, which needs three times the room for lists of numbers
  await sql`CREATE TABLE monitoring.roll_up (
    width_ms integer NOT NULL,
    start bigint NOT NULL,
    model text NOT NULL,
    version integer NOT NULL,
    role text NOT NULL,
    counts json NOT NULL,
    PRIMARY KEY (width_ms, start, model, version, role)
  ) WITH (fillfactor = 80)`.execute(db);
  // every row of earlier transactions is in the roll-ups, and no other row; is_behind: whether there was a backlog
  await sql`CREATE TABLE monitoring.roll_up_position (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    transaction_id bigint NOT NULL,
    is_behind boolean NOT NULL DEFAULT true
  )`.execute(db);
  await sql`INSERT INTO monitoring.roll_up_position (transaction_id) VALUES (0)`.execute(db);
  // right of one process at a time to do some work, until then in epoch milliseconds
  await sql`CREATE TABLE monitoring.lease (name text PRIMARY KEY, holder text NOT NULL, until bigint NOT NULL)
    `.execute(db);
}
