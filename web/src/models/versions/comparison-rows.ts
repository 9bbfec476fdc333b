/** A column of a model's signature. */
export interface SignatureInput {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** A feature with its form in each version; undefined where a version does not use it. */
export interface FeatureRow {
  readonly name: string;
  readonly forms: readonly (string | undefined)[];
  readonly differs: boolean;
}

/** A metric with its value in each version; undefined where a version does not state it. */
export interface MetricRow {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  /** index of the best value; undefined when it is unknown what is better, or all are equal */
  readonly best: number | undefined;
}

/** Traffic of a version over some days. */
export interface TrafficSummary {
  readonly predictions: number;
  readonly failures: number;
  /** failures per request; undefined without requests */
  readonly errorRate: number | undefined;
  /** 95th percentile of the slowest day, milliseconds; undefined without predictions */
  readonly worstP95Ms: number | undefined;
}

const HIGHER_IS_BETTER: ReadonlySet<string> = new Set(['auc', 'liftAt10', 'precisionAt10', 'recallAt10', 'lift']);
const LOWER_IS_BETTER: ReadonlySet<string> = new Set(['brier', 'ece', 'logLoss', 'errorRate', 'p95Ms']);
const FIRST_METRICS = ['auc', 'brier', 'ece', 'logLoss', 'liftAt10', 'precisionAt10'];

/** Features of all versions, those that differ first. */
export function featureRows(signatures: readonly (readonly SignatureInput[])[]): readonly FeatureRow[] {
  const names = [...new Set(signatures.flatMap((inputs) => inputs.map(({ name }) => name)))];
  const rows = names.map((name) => {
    const forms = signatures.map((inputs) => formOf(inputs.find((input) => input.name === name)));
    return { name, forms, differs: new Set(forms).size > 1 };
  });
  return [...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)];
}

/** Metrics of all versions, the usual ones first, each with its best value. */
export function metricRows(
  metrics: readonly (readonly { readonly name: string; readonly value: number }[])[],
): readonly MetricRow[] {
  const named = new Set(metrics.flatMap((of) => of.map(({ name }) => name)));
  const names = [...FIRST_METRICS.filter((name) => named.has(name)), ...[...named].filter(isOther)];
  return names.map((name) => {
    const values = metrics.map((of) => of.find((metric) => metric.name === name)?.value);
    return { name, values, best: bestOf(name, values) };
  });
}

/** Index of the best value of a metric; undefined when it is unknown what is better, or fewer than two differ. */
export function bestOf(metric: string, values: readonly (number | undefined | null)[]): number | undefined {
  const sign = HIGHER_IS_BETTER.has(metric) ? 1 : LOWER_IS_BETTER.has(metric) ? -1 : 0;
  const known = values.filter((value) => value !== undefined && value !== null);
  if (sign === 0 || new Set(known).size < 2) return undefined;
  const best = Math.max(...known.map((value) => sign * value));
  return values.findIndex((value) => value !== undefined && value !== null && sign * value === best);
}

/** Sums the days of a version's traffic. */
export function summarizeTraffic(
  points: readonly {
    readonly predictions: number;
    readonly failures: number;
    readonly latency?: { readonly p95Ms: number } | null;
  }[],
): TrafficSummary {
  const predictions = points.reduce((sum, point) => sum + point.predictions, 0);
  const failures = points.reduce((sum, point) => sum + point.failures, 0);
  const latencies = points.flatMap(({ latency }) => (latency ? [latency.p95Ms] : []));
  return {
    predictions,
    failures,
    errorRate: predictions + failures > 0 ? failures / (predictions + failures) : undefined,
    worstP95Ms: latencies.length > 0 ? Math.max(...latencies) : undefined,
  };
}

function isOther(name: string): boolean {
  return !FIRST_METRICS.includes(name);
}

function formOf(input: SignatureInput | undefined): string | undefined {
  return input && `${input.type}${input.required ? ' *' : ''}`;
}
