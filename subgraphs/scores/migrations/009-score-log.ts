import { type Kysely, sql } from 'kysely';

/**
 * Indexes of the list of scores: by time, and by class. A class is what model, version, role, cause and grade are together: there
 * are few of them, so the newest scores of any selection are the newest of its classes. A hash of 64 bits keeps the index small.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE INDEX prediction_time ON scores.prediction (scored_at, sequence)`.execute(db);
  // the new index begins with the same column
  await sql`DROP INDEX scores.prediction_scored_at`.execute(db);
  await sql`CREATE INDEX prediction_class ON scores.prediction (
    hashtextextended(model || ':' || version::text || ':' || role || ':' || cause || ':' || grade, 0), scored_at, sequence
  )`.execute(db);
}
