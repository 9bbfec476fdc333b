import { type Kysely, sql } from 'kysely';
import type { Registry } from 'prom-client';
import { exposeState } from '../../../platform/health/state-metrics.ts';
import type { Logger } from '../../../platform/logger.ts';
import { ROLLOUT_STATUSES } from './rules/rollout-state.ts';

/** Collaborators of {@link exposeRollouts}. */
export interface RolloutMetricsDeps {
  readonly registry: Registry | undefined;
  readonly db: Kysely<never>;
  readonly log: Logger;
}

interface LiveShare {
  readonly model: string;
  readonly version: number;
  readonly role: string;
  readonly share: number;
}

interface LatestRollout {
  readonly model: string;
  readonly status: string;
  readonly step: number;
}

/** Exposes the versions in the traffic with their shares, and the latest rollout of each model; every replica the same. */
export function exposeRollouts({ registry, db, log }: RolloutMetricsDeps): void {
  exposeState({
    registry,
    log,
    part: 'rollouts',
    lifeMs: 1_000,
    gauges: {
      leadscore_traffic_share_ratio: {
        help: 'Share of the traffic that a version answers, or scores beside the champion as a shadow, 0 to 1.',
        labelNames: ['model', 'version', 'role'],
      },
      leadscore_rollout_status: {
        help: '1 for the status of the latest rollout of a model, 0 for the other statuses.',
        labelNames: ['model', 'status'],
      },
      leadscore_rollout_step: {
        help: 'Step of the latest rollout of a model, from 1; 0 before the first.',
        labelNames: ['model'],
      },
    },
    read: async () => {
      const [shares, rollouts] = [await readShares(db), await readLatest(db)];
      return {
        leadscore_traffic_share_ratio: shares.map(({ model, version, role, share }) => ({
          labels: { model, version: `${version}`, role },
          value: share,
        })),
        leadscore_rollout_status: rollouts.flatMap(({ model, status: current }) =>
          ROLLOUT_STATUSES.map((status) => ({ labels: { model, status }, value: status === current ? 1 : 0 })),
        ),
        leadscore_rollout_step: rollouts.map(({ model, step }) => ({ labels: { model }, value: step + 1 })),
      };
    },
  });
}

async function readShares(db: Kysely<never>): Promise<readonly LiveShare[]> {
  const { rows } = await sql<LiveShare>`
    SELECT model, version, role, traffic_share AS share FROM models.live_deployment ORDER BY 1, 2, 3`.execute(db);
  return rows;
}

async function readLatest(db: Kysely<never>): Promise<readonly LatestRollout[]> {
  const { rows } = await sql<LatestRollout>`
    SELECT m.name AS model, r.state->>'status' AS status, (r.state->>'step')::int AS step
    FROM models.model m CROSS JOIN LATERAL (
      SELECT state FROM models.rollout WHERE model = m.name ORDER BY id DESC LIMIT 1) r
    ORDER BY 1`.execute(db);
  return rows;
}
