import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from '../logger.ts';
import type { Database } from './database.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Waits until other subgraphs have published what one reads: processes that start at once run their migrations in any
 * order.
 *
 * @param relations views or tables, `schema.name`
 */
export async function waitForViews(database: Database, relations: readonly string[], log: Logger): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const absent = await findAbsent(database, relations);
    if (absent.length === 0) return;
    log.info({ absent, pauseMs }, 'waiting for other subgraphs to publish what this one reads');
    await sleep(pauseMs);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
}

/** Whether other subgraphs have published what one reads. @param relations views or tables, `schema.name` */
export async function hasViews(database: Database, relations: readonly string[]): Promise<boolean> {
  return (await findAbsent(database, relations)).length === 0;
}

async function findAbsent(database: Database, relations: readonly string[]): Promise<readonly string[]> {
  if (relations.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM unnest(${relations}::text[]) AS wanted (name) WHERE to_regclass(name) IS NULL`.execute(
    database.tables<never>(),
  );
  return rows.map(({ name }) => name);
}
