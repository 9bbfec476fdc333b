import type { FeatureDrift } from './check-features.ts';
import type { Band } from './drift-thresholds.ts';

/** Statistics that can decide about a feature. */
export const DECIDING_STATISTICS = ['PSI', 'KL_DIVERGENCE', 'WASSERSTEIN', 'KOLMOGOROV_SMIRNOV', 'CHI_SQUARE'] as const;

/** A statistic of {@link DECIDING_STATISTICS}. */
export type DecidingStatistic = (typeof DECIDING_STATISTICS)[number];

const BY_EFFECT = { psi: 'PSI', klDivergence: 'KL_DIVERGENCE', wassersteinNormalised: 'WASSERSTEIN' } as const;

/**
 * Which statistic decided about a feature: of the bands asked for, the one that is reached the furthest; where the rule
 * has none, its test. Undefined when nothing was decided.
 */
export function decidingStatistic(
  feature: Pick<FeatureDrift, 'degree' | 'rule' | 'statistics'>,
): DecidingStatistic | undefined {
  const { degree, rule, statistics } = feature;
  if (degree === undefined) return undefined;
  const bands = degree < 2 ? rule.warning : rule.critical;
  const reach = ({ statistic, atLeast }: Band) => (statistics[statistic] ?? 0) / atLeast;
  const furthest = bands.toSorted((a, b) => reach(b) - reach(a))[0];
  if (furthest) return BY_EFFECT[furthest.statistic];
  return rule.test === 'chiSquare' ? 'CHI_SQUARE' : 'KOLMOGOROV_SMIRNOV';
}
