import { type Kysely, sql } from 'kysely';

/** Indexes of deliveries: by the id in the webhook, and of the undelivered ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE UNIQUE INDEX webhook_delivery_webhook_id ON models.webhook_delivery (webhook_id)`.execute(db);
  await sql`CREATE INDEX webhook_delivery_undelivered ON models.webhook_delivery (url)
    WHERE state <> 'DELIVERED'`.execute(db);
}
