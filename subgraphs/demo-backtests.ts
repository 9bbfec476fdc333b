import { sql } from 'kysely';
import { DEFAULT_MODEL } from '../platform/config/default-model.ts';
import type { Database } from '../platform/database/database.ts';
import { DAY_MS } from '../platform/time.ts';
import type { Subgraphs } from './catalog.ts';

/**
 * Quantiles of the ages of demo leads at their decision, days. The leads that have a decision then have ages like those of
 * the reference windows of the demo models (training/scoring-times.ts): older ones are drawn more often, as fewer of
 * them are left undecided.
 */
export const DEMO_LEAD_AGES: readonly number[] = [
  0, 0.001, 0.518, 2.549, 4.884, 7.27, 9.516, 11.684, 13.703, 15.836, 17.544, 19.606, 33.218, 74.614, 102.948, 131.281,
  159.615, 181.574, 197.716, 213.858, 230,
];

/** Decisions of the demo: from a year ago until their outcomes are known, 90 days ago. */
const WINDOW_DAYS = { from: 365, until: 90 } as const;

/** Target of the backtests of the demo. */
export interface DemoBacktestTarget {
  readonly database: Database;
  readonly scores: Pick<Subgraphs['scores'], 'backtests'>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** versions to try on the demo leads */
  readonly versions: readonly number[];
}

/**
 * Queues a backtest of each demo version that has none: the first look at the demo shows how well the models did. They run
 * in the background, for about a second each.
 */
export async function startDemoBacktests({ database, scores, clock, versions }: DemoBacktestTarget): Promise<void> {
  const now = clock();
  const { rows } = await sql<{ version: number }>`
    SELECT v.version FROM models.registered_version v WHERE v.model = ${DEFAULT_MODEL} AND v.stage <> 'ARCHIVED'
      AND v.version = ANY(${versions}::int[])
      AND NOT EXISTS (SELECT FROM scores.backtest_log b WHERE b.model = v.model AND b.version = v.version)
    ORDER BY v.version`.execute(database.tables<never>());
  for (const { version } of rows)
    await scores.backtests.start({
      model: DEFAULT_MODEL,
      version,
      decisionTime: 'LEAD_AGE',
      leadAges: DEMO_LEAD_AGES,
      from: now - WINDOW_DAYS.from * DAY_MS,
      until: now - WINDOW_DAYS.until * DAY_MS,
      startedBy: 'demo',
    });
}
