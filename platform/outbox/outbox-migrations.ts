import { type Kysely, sql } from 'kysely';
import type { Migrations } from '../database/migrate.ts';

/** Tables of the outbox. */
export const OUTBOX_MIGRATIONS: Migrations = {
  '001-message': {
    async up(db: Kysely<never>) {
      await sql`CREATE TABLE outbox.message (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, topic text NOT NULL, payload jsonb NOT NULL
      )`.execute(db);
      await sql`CREATE INDEX message_topic ON outbox.message (topic, id)`.execute(db);
    },
  },
  '002-dead-letter': {
    async up(db: Kysely<never>) {
      await sql`ALTER TABLE outbox.message
        ADD COLUMN attempts int NOT NULL DEFAULT 0, ADD COLUMN retry_at bigint NOT NULL DEFAULT 0`.execute(db);
      await sql`CREATE TABLE outbox.dead_letter (
        id bigint PRIMARY KEY, topic text NOT NULL, payload jsonb NOT NULL, error text NOT NULL, died_at bigint NOT NULL
      )`.execute(db);
    },
  },
  '003-published-at': {
    async up(db: Kysely<never>) {
      await sql`ALTER TABLE outbox.message ADD COLUMN published_at bigint NOT NULL
        DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint`.execute(db);
    },
  },
};
