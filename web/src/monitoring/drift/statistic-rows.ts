import { DRIFT_LIMITS } from './drift-limits.ts';

/** Statistics of the drift of one feature. */
export interface FeatureStatistics {
  readonly adjustedPValue: number;
  readonly contribution: number | null;
  readonly impact: number | null;
  readonly decidedBy: string | null;
  readonly statistics: Readonly<Record<StatisticName, number | null>> & { readonly psiChanceLevel: number | null };
}

type StatisticName =
  | 'psi'
  | 'klDivergence'
  | 'jensenShannonDistance'
  | 'wassersteinNormalised'
  | 'wasserstein'
  | 'kolmogorovSmirnov'
  | 'kolmogorovSmirnovPValue'
  | 'chiSquare'
  | 'chiSquarePValue'
  | 'missingPValue';

/** Meaning of a value of a statistic, and the limit that it is compared with. */
export interface StatisticMeaning {
  readonly meaning: 'psiSmall' | 'psiLarge' | 'psiCritical' | 'below' | 'atLeast' | 'significant' | 'insignificant';
  readonly limit: number;
}

/** A statistic for the reader. */
export interface StatisticRow {
  readonly name: StatisticName | 'adjustedPValue' | 'contribution' | 'impact';
  readonly value: number;
  readonly meaning: StatisticMeaning | undefined;
  readonly isDeciding: boolean;
}

const DECIDING: Readonly<Record<string, StatisticName>> = {
  PSI: 'psi',
  KL_DIVERGENCE: 'klDivergence',
  WASSERSTEIN: 'wassersteinNormalised',
  KOLMOGOROV_SMIRNOV: 'kolmogorovSmirnov',
  CHI_SQUARE: 'chiSquare',
};

const P_VALUES: ReadonlySet<string> = new Set([
  'kolmogorovSmirnovPValue',
  'chiSquarePValue',
  'missingPValue',
  'adjustedPValue',
]);

/** The statistics that apply to a feature, each with its meaning by the limits of drift checks. */
export function statisticRows({
  statistics,
  adjustedPValue,
  contribution,
  impact,
  decidedBy,
}: FeatureStatistics): readonly StatisticRow[] {
  const { psi, klDivergence, jensenShannonDistance, wassersteinNormalised, wasserstein } = statistics;
  const { kolmogorovSmirnov, kolmogorovSmirnovPValue, chiSquare, chiSquarePValue, missingPValue } = statistics;
  const values: readonly [StatisticRow['name'], number | null][] = [
    ['psi', psi],
    ['klDivergence', klDivergence],
    ['jensenShannonDistance', jensenShannonDistance],
    ['wassersteinNormalised', wassersteinNormalised],
    ['wasserstein', wasserstein],
    ['kolmogorovSmirnov', kolmogorovSmirnov],
    ['kolmogorovSmirnovPValue', kolmogorovSmirnovPValue],
    ['chiSquare', chiSquare],
    ['chiSquarePValue', chiSquarePValue],
    ['missingPValue', missingPValue],
    ['adjustedPValue', adjustedPValue],
    ['contribution', contribution],
    ['impact', impact],
  ];
  return values.flatMap(([name, value]) =>
    value === null
      ? []
      : [{ name, value, meaning: meaningOf(name, value), isDeciding: DECIDING[decidedBy ?? ''] === name }],
  );
}

function meaningOf(name: string, value: number): StatisticMeaning | undefined {
  const { psi, psiCritical, klDivergence, wassersteinNormalised, significance } = DRIFT_LIMITS;
  if (name === 'psi') {
    if (value >= psiCritical) return { meaning: 'psiCritical', limit: psiCritical };
    return value >= psi ? { meaning: 'psiLarge', limit: psi } : { meaning: 'psiSmall', limit: psi };
  }
  if (name === 'klDivergence') return { meaning: value >= klDivergence ? 'atLeast' : 'below', limit: klDivergence };
  if (name === 'wassersteinNormalised')
    return { meaning: value >= wassersteinNormalised ? 'atLeast' : 'below', limit: wassersteinNormalised };
  if (P_VALUES.has(name))
    return { meaning: value < significance ? 'significant' : 'insignificant', limit: significance };
  return undefined;
}
