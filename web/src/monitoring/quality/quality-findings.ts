/** Statistics of a feature, as far as its quality counts. */
export interface FeatureQuality {
  readonly feature: string;
  readonly rows: number;
  readonly missingShare: number;
  readonly cardinality: number;
  readonly outOfRangeByQuartiles: number | null;
  readonly unseenRows: number | null;
}

/** A conspicuous property of the values of a feature. */
export type QualityFinding = 'missing' | 'outside' | 'unseen' | 'constant';

/** Shares from which a finding is worth a look; alert rules decide about alerts. */
const LEAST = { missing: 0.05, outside: 0.1, unseen: 0.01 } as const;
// with fewer rows a single value is no surprise
const LEAST_ROWS = 30;

/**
 * Findings about a feature within a window.
 *
 * @param referenceMissing share of missing values of the reference window, where it is known
 */
export function qualityFindings(
  { rows, missingShare, cardinality, outOfRangeByQuartiles, unseenRows }: FeatureQuality,
  referenceMissing: number | undefined,
): readonly QualityFinding[] {
  const findings: QualityFinding[] = [];
  const present = rows * (1 - missingShare);
  if (referenceMissing !== undefined && missingShare - referenceMissing >= LEAST.missing) findings.push('missing');
  if (present > 0 && (outOfRangeByQuartiles ?? 0) / present >= LEAST.outside) findings.push('outside');
  if (present > 0 && (unseenRows ?? 0) / present >= LEAST.unseen) findings.push('unseen');
  if (present >= LEAST_ROWS && cardinality === 1) findings.push('constant');
  return findings;
}

/** Shares of missing values of the reference window, by feature. */
export function referenceMissingShares(
  features: readonly {
    readonly feature: string;
    readonly referenceRows: number;
    readonly histogram: readonly { readonly kind: string; readonly reference: number }[];
  }[],
): ReadonlyMap<string, number> {
  return new Map(
    features
      .filter(({ referenceRows }) => referenceRows > 0)
      .map(({ feature, referenceRows, histogram }) => [
        feature,
        (histogram.find(({ kind }) => kind === 'MISSING')?.reference ?? 0) / referenceRows,
      ]),
  );
}
