import { sql } from 'kysely';

const EPOCH_MS = sql`(extract(epoch FROM clock_timestamp()) * 1000)`;

/** The time by the database's clock, the only one that all processes share. Epoch milliseconds; it advances within a transaction. */
export const DATABASE_NOW = sql<number>`${EPOCH_MS}::bigint`;

/** {@link DATABASE_NOW} with the microseconds as a fraction. */
export const EXACT_DATABASE_NOW = sql<number>`${EPOCH_MS}::float8`;
