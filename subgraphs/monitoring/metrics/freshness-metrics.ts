import { exposeState, type GaugeValue } from '../../../platform/health/state-metrics.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { readFreshness } from '../watch/read-freshness.ts';
import type { StoredMetricsDeps } from './metrics-deps.ts';

/** Exposes the times of the newest lead, interaction and scores. */
export function exposeFreshness({ registry, db, log }: StoredMetricsDeps): void {
  exposeState({
    registry,
    log,
    part: 'freshness',
    lifeMs: 1_000,
    gauges: {
      leadscore_newest_lead_timestamp_seconds: { help: 'When the newest lead was created, Unix time.' },
      leadscore_newest_interaction_timestamp_seconds: { help: 'When the newest interaction was recorded, Unix time.' },
      leadscore_newest_score_timestamp_seconds: {
        help: 'When a lead was last scored, backfills left out, Unix time, by model.',
        labelNames: ['model'],
      },
    },
    read: async () => {
      const { lead, interaction, scores } = await readFreshness(db);
      return {
        leadscore_newest_lead_timestamp_seconds: timeOf(lead),
        leadscore_newest_interaction_timestamp_seconds: timeOf(interaction),
        leadscore_newest_score_timestamp_seconds: scores.flatMap(({ model, at }) => timeOf(at, { model })),
      };
    },
  });
}

function timeOf(at: number | null, labels: Readonly<Record<string, string>> = {}): readonly GaugeValue[] {
  return at === null ? [] : [{ labels, value: at / SECOND_MS }];
}
