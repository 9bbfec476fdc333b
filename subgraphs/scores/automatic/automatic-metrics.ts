import { type Kysely, sql } from 'kysely';
import type { Registry } from 'prom-client';
import { exposeState } from '../../../platform/health/state-metrics.ts';
import type { Logger } from '../../../platform/logger.ts';
import { type ChangeLane, findPosition } from './store/change-position.ts';
import { type LeadChanges, SCORED_KINDS } from './store/lead-changes.ts';

/** Settings and collaborators of {@link exposeAutomaticScoring}. */
export interface AutomaticMetricsOptions {
  readonly registry: Registry | undefined;
  readonly db: Kysely<never>;
  readonly changes: LeadChanges;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
}

const LANES: readonly ChangeLane[] = ['LIVE', 'BACKFILL'];
const labelNames = ['lane'] as const;
/** Most changes that one reading counts: more cost too much, and say the same. */
const MOST_COUNTED = 100_000;

/** Exposes how far automatic scoring is behind the changes of leads, over all replicas. */
export function exposeAutomaticScoring({ registry, db, changes, log, clock }: AutomaticMetricsOptions): void {
  exposeState({
    registry,
    log,
    part: 'automatic scoring',
    gauges: {
      leadscore_rescore_waiting_leads: {
        help: 'Leads with changes that have no score yet, by lane: LIVE, or BACKFILL for imports. Up to a second old.',
        labelNames,
      },
      leadscore_rescore_lag_seconds: { help: 'Age of the oldest change without a score, by lane.', labelNames },
    },
    read: async () => {
      const lanes = await Promise.all(
        LANES.map(async (lane) => ({ labels: { lane }, ...(await readLag(db, changes, lane)) })),
      );
      const now = clock();
      return {
        leadscore_rescore_waiting_leads: lanes.map(({ labels, leads }) => ({ labels, value: leads })),
        leadscore_rescore_lag_seconds: lanes.map(({ labels, oldestAt }) => ({
          labels,
          value: oldestAt === null ? 0 : Math.max(0, now - oldestAt) / 1_000,
        })),
      };
    },
  });
}

interface Lag {
  readonly leads: number;
  /** epoch milliseconds; null when nothing waits */
  readonly oldestAt: number | null;
}

async function readLag(db: Kysely<never>, changes: LeadChanges, lane: ChangeLane): Promise<Lag> {
  const cursor = await findPosition(db, lane);
  const place = cursor === undefined ? await changes.oldest() : (await changes.start(cursor)).position;
  const { rows } = await sql<Lag>`
    SELECT count(DISTINCT c.lead_id) AS leads, min(c.changed_at) AS "oldestAt" FROM (
      SELECT lead_id, changed_at FROM leads.change_log
      WHERE (transaction_id, sequence) > (${place.transactionId}::bigint, ${place.sequence}::bigint)
        AND is_backfill = ${lane === 'BACKFILL'} AND kind = ANY(${SCORED_KINDS}::text[])
      ORDER BY transaction_id, sequence LIMIT ${MOST_COUNTED}
    ) c`.execute(db);
  return rows[0] as Lag;
}
