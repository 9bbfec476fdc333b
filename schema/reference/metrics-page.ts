import { type DeclaredMetric, declaredMetrics } from './declared-metrics.ts';
import { code, page, section, sentence, table } from './markdown.ts';

const INTRODUCTION =
  '`GET /metrics` (scope `monitoring:read`) answers in the text format of Prometheus, in base units. A histogram has the series `_bucket`, `_sum` and `_count`. Labels have few values: names that clients choose are bounded.';

const UNITS: readonly (readonly [suffix: RegExp, unit: string])[] = [
  [/_timestamp_seconds$|_start_time_seconds$/, 'seconds since 1970'],
  [/_seconds(_total)?$/, 'seconds'],
  [/_bytes$/, 'bytes'],
  [/_info$/, 'always 1'],
  [/_(failing|configured|status)$/, '1 or 0'],
  [/_ratio$/, '0 to 1'],
];

/** Page of all metrics: type, unit, labels and meaning. */
export function metricsPage(): string {
  const sections = declaredMetrics().map(({ title, when, metrics }) =>
    section(title, [when, table(['metric', 'type', 'unit', 'labels', 'meaning'], metrics.map(row))]),
  );
  return page('Metrics', INTRODUCTION, ...sections);
}

function row({ name, type, labels, help }: DeclaredMetric): string[] {
  const unit = UNITS.find(([suffix]) => suffix.test(name))?.[1] ?? 'count';
  return [code(name), type, unit, labels.map(code).join(', '), sentence(help)];
}
