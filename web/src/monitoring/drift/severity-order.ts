/** The result of a drift check of a feature, as far as its order counts. */
export interface Drifting {
  readonly feature: string;
  readonly outcome: 'INSUFFICIENT' | 'NONE' | 'WARNING' | 'CRITICAL';
  readonly degree: number | null;
  readonly statistics: { readonly psiBeyondChance: number };
}

const RANKS = ['CRITICAL', 'WARNING', 'NONE', 'INSUFFICIENT'] as const;

/** Features by severity: by outcome, then by degree, then by PSI beyond chance; largest first. */
export function bySeverity<Feature extends Drifting>(features: readonly Feature[]): readonly Feature[] {
  return features.toSorted(
    (a, b) =>
      RANKS.indexOf(a.outcome) - RANKS.indexOf(b.outcome) ||
      (b.degree ?? -1) - (a.degree ?? -1) ||
      b.statistics.psiBeyondChance - a.statistics.psiBeyondChance,
  );
}
