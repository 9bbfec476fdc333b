import type { FeatureDrift } from './check-features.ts';
import type { Band } from './drift-thresholds.ts';

/** Statistics that can decide the outcome of a feature. */
export const DECISIVE_STATISTICS = ['PSI', 'KL_DIVERGENCE', 'WASSERSTEIN', 'KOLMOGOROV_SMIRNOV', 'CHI_SQUARE'] as const;

/** A statistic of {@link DECISIVE_STATISTICS}. */
export type DecisiveStatistic = (typeof DECISIVE_STATISTICS)[number];

const BY_EFFECT = { psi: 'PSI', klDivergence: 'KL_DIVERGENCE', wassersteinNormalised: 'WASSERSTEIN' } as const;

/**
 * Statistic that decided the outcome of a feature: of the bands of its threshold the one that is exceeded most, or the test
 * of a threshold without bands. Undefined when the outcome is INSUFFICIENT.
 */
export function chooseStatistic(
  feature: Pick<FeatureDrift, 'degree' | 'rule' | 'statistics'>,
): DecisiveStatistic | undefined {
  const { degree, rule, statistics } = feature;
  if (degree === undefined) return undefined;
  const bands = degree < 2 ? rule.warning : rule.critical;
  const reach = ({ statistic, atLeast }: Band) => (statistics[statistic] ?? 0) / atLeast;
  const furthest = bands.toSorted((a, b) => reach(b) - reach(a))[0];
  if (furthest) return BY_EFFECT[furthest.statistic];
  return rule.test === 'chiSquare' ? 'CHI_SQUARE' : 'KOLMOGOROV_SMIRNOV';
}
