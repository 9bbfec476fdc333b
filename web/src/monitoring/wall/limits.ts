/** An alert rule, as far as a chart draws it. */
export interface LimitRule {
  readonly metric: string;
  readonly bad: 'HIGH' | 'LOW';
  readonly scope: { readonly model: string | null; readonly feature: string | null; readonly slice: string | null };
  readonly levels: readonly { readonly severity: Severity; readonly enter: number }[];
}

/** Severities of a limit. */
export type Severity = 'INFO' | 'WARNING' | 'CRITICAL';

/** A limit of a metric, and the band of values in which it is the highest that is reached. */
export interface Limit {
  readonly severity: Severity;
  readonly enter: number;
  /** lower and upper end of the band; infinite where nothing ends it */
  readonly from: number;
  readonly to: number;
}

/**
 * Limits of a metric by rising severity, of the rules for whole models. With several rules the strictest limit of a severity
 * counts.
 *
 * @param model limits for this model; undefined: of rules for all models
 */
export function limitsOf(rules: readonly LimitRule[], metric: string, model?: string): readonly Limit[] {
  const matching = rules.filter(
    ({ metric: of, scope }) =>
      of === metric && !scope.feature && !scope.slice && (scope.model === null || scope.model === model),
  );
  const isHigh = matching.every(({ bad }) => bad === 'HIGH');
  const strictest = new Map<Severity, number>();
  for (const { severity, enter } of matching.flatMap(({ levels }) => levels)) {
    const known = strictest.get(severity);
    const isStricter = known === undefined || (isHigh ? enter < known : enter > known);
    if (isStricter) strictest.set(severity, enter);
  }
  const limits = [...strictest].toSorted(([, a], [, b]) => (isHigh ? a - b : b - a));
  return limits.map(([severity, enter], index) => {
    const next = limits[index + 1]?.[1];
    return isHigh
      ? { severity, enter, from: enter, to: next ?? Number.POSITIVE_INFINITY }
      : { severity, enter, from: next ?? 0, to: enter };
  });
}

/** The most severe limit that a value has reached. */
export function reachedLimit(limits: readonly Limit[], value: number | null | undefined): Limit | undefined {
  if (value === null || value === undefined) return undefined;
  return limits.findLast(({ enter, from, to }) => (from === enter && to > enter ? value >= enter : value <= enter));
}

/** How many times the highest value a limit may be, so that the chart of the values stays readable with it. */
const MOST_HEADROOM = 4;

/** The limits that a chart can hold without pressing its values to the ground. */
export function limitsInView(
  limits: readonly Limit[],
  values: readonly (number | null)[],
): { readonly shown: readonly Limit[]; readonly beyond: readonly Limit[] } {
  const highest = Math.max(0, ...values.map((value) => value ?? 0));
  const isInView = ({ enter }: Limit): boolean => highest > 0 && enter <= highest * MOST_HEADROOM;
  return { shown: limits.filter(isInView), beyond: limits.filter((limit) => !isInView(limit)) };
}
