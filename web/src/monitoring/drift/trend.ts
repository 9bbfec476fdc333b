interface TrendReport {
  readonly at: string;
  readonly againstReference: {
    readonly score: FeatureDegree;
    readonly gradeMix: FeatureDegree;
    readonly features: readonly FeatureDegree[];
  };
}

interface FeatureDegree {
  readonly feature: string;
  readonly degree: number | null;
}

/** Degrees of drift over reports, oldest first. */
export interface DriftTrend {
  readonly times: readonly number[];
  readonly lines: readonly { readonly feature: string; readonly degrees: readonly (number | null)[] }[];
}

/** Most lines that a reader can tell apart. */
const MOST_LINES = 4;

/**
 * The trend of the features whose degree of drift was highest in the newest report that decided them.
 *
 * @param reports newest first
 * @param only    one feature, instead of the highest
 */
export function driftTrend(reports: readonly TrendReport[], only?: string): DriftTrend {
  const oldestFirst = reports.toReversed();
  const degrees = oldestFirst.map(
    ({ againstReference: { score, gradeMix, features } }) =>
      new Map([score, gradeMix, ...features].map(({ feature, degree }) => [feature, degree])),
  );
  const names = [...new Set(degrees.flatMap((each) => [...each.keys()]))];
  const newest = (feature: string): number =>
    degrees.findLast((each) => typeof each.get(feature) === 'number')?.get(feature) ?? Number.NEGATIVE_INFINITY;
  const chosen = only === undefined ? names.toSorted((a, b) => newest(b) - newest(a)).slice(0, MOST_LINES) : [only];
  return {
    times: oldestFirst.map(({ at }) => Date.parse(at)),
    lines: chosen.map((feature) => ({ feature, degrees: degrees.map((each) => each.get(feature) ?? null) })),
  };
}
