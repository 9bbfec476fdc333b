import { type Kysely, sql } from 'kysely';

/** Deliveries of one recipient each: a mail to three people is three deliveries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(RECIPIENT).execute(db);
}

// channel: its kind, while receiver names the queue of one recipient. recipient: for people, without secrets.
// Both are null in rows of earlier releases, whose receiver is the kind
const RECIPIENT = `ALTER TABLE monitoring.alert_delivery ADD COLUMN channel text, ADD COLUMN recipient text`;
