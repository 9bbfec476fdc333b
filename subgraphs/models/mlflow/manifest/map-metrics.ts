type Metrics = Readonly<Record<string, number>>;

/** Names of metrics in the registry, by their names in scikit-learn and `mlflow.evaluate`. */
const NAME_OF: ReadonlyMap<string, string> = new Map([
  ['roc_auc', 'auc'],
  ['roc_auc_score', 'auc'],
  ['brier_score', 'brier'],
  ['brier_score_loss', 'brier'],
  ['log_loss', 'logLoss'],
  ['expected_calibration_error', 'ece'],
  ['lift_at_10', 'liftAt10'],
]);

/** Names that gates and pages use: they are kept first when a run has too many metrics. */
const FIRST = ['auc', 'brier', 'logLoss', 'ece', 'liftAt10', 'rows', 'positives'] as const;

const MAX_METRICS = 100;

/**
 * Renames the metrics of a run to those of the registry; a metric with a registry name is never replaced.
 *
 * At most 100 are kept, first those that gates use, then the others by name.
 *
 * @example mapMetrics({ roc_auc: 0.83, loss: 0.4 }) is { auc: 0.83, loss: 0.4 }
 */
export function mapMetrics(metrics: Metrics): Metrics {
  const renamed = Object.entries(metrics).map(([name, value]) => [NAME_OF.get(name) ?? name, value] as const);
  const all = { ...Object.fromEntries(renamed), ...metrics };
  const names = Object.keys(all)
    .filter((name) => !NAME_OF.has(name))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(names.slice(0, MAX_METRICS).map((name) => [name, all[name] as number]));
}

/** Whether gates or pages use a metric of this name. */
export function isKnownMetric(name: string): boolean {
  return NAME_OF.has(name) || (FIRST as readonly string[]).includes(name);
}

function rank(name: string): number {
  const at = (FIRST as readonly string[]).indexOf(name);
  return at === -1 ? FIRST.length : at;
}
