import { sql } from 'kysely';

/** The time by the database's clock, the only one that all processes share. Epoch milliseconds; it advances within a transaction. */
export const DATABASE_NOW = sql<number>`(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;
