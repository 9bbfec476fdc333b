import { HOUR_MS } from '../../../platform/time.ts';
import type { AlertMetric } from '../alerts/rules/alert-rule.ts';
import type { Signal } from '../alerts/rules/signal.ts';
import type { Freshness } from './read-freshness.ts';

/**
 * Signals of the age of the newest lead, interaction and score, hours, for each model that has a champion; null where there
 * is none yet.
 *
 * @param at now, epoch milliseconds
 */
export function freshnessSignals({ lead, interaction, scores }: Freshness, at: number): readonly Signal[] {
  return scores.flatMap(({ model, at: score }) => {
    const newest: readonly [AlertMetric, number | null][] = [
      ['NEWEST_LEAD_AGE_HOURS', lead],
      ['NEWEST_INTERACTION_AGE_HOURS', interaction],
      ['NEWEST_SCORE_AGE_HOURS', score],
    ];
    return newest.map(([metric, time]) => ({
      metric,
      model,
      // a clock that is behind the one that wrote the row
      value: time === null ? null : Math.max(0, at - time) / HOUR_MS,
      at,
      evidence: { newestAt: time },
    }));
  });
}
