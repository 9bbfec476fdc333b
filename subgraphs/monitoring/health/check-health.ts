import type { Kysely } from 'kysely';
import { probeDatabase } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';

/** Result of a health check. */
export interface Health {
  readonly status: 'UP' | 'DOWN';
  /** milliseconds; null when the database did not answer */
  readonly databaseLatencyMs: number | null;
  readonly version: string;
  /** epoch milliseconds */
  readonly startedAt: number;
  readonly uptimeSeconds: number;
}

/** Dependencies of a health check. */
export interface HealthCheckDeps {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly startedAt: number;
  readonly version: string;
  /** a database that takes longer counts as down, milliseconds */
  readonly timeLimitMs: number;
}

/** Checks that the database answers within the time limit. Never throws: a failure is logged, and returned as DOWN. */
export async function checkHealth({
  db,
  log,
  clock,
  startedAt,
  version,
  timeLimitMs,
}: HealthCheckDeps): Promise<Health> {
  const common = { version, startedAt, uptimeSeconds: (clock() - startedAt) / 1_000 };
  const began = performance.now();
  try {
    await within(probeDatabase(db), timeLimitMs);
    return { ...common, status: 'UP', databaseLatencyMs: performance.now() - began };
  } catch (error) {
    log.error({ err: error }, 'database health check failed');
    return { ...common, status: 'DOWN', databaseLatencyMs: null };
  }
}

async function within(work: Promise<void>, timeLimitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeLimitMs} ms`)), timeLimitMs);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
