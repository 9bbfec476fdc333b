import type { AlertMetric } from '../../alerts/rules/alert-rule.ts';
import type { Signal } from '../../alerts/rules/signal.ts';
import { GRADE_MIX, SCORE } from '../../windows/window-columns.ts';
import type { FeatureDrift } from './check-features.ts';
import type { DriftFindings } from './compute-drift.ts';
import type { DriftReportRow } from './drift-report.ts';

/** Least rows of a window for a share: with fewer, one row moves it by more than a point. */
export const LEAST_ROWS = 100;

/**
 * Signals of the data quality of each feature in a report, for alert rules; null where there is too little data. Numbers
 * have no share of unseen values, categories none out of range.
 */
export function qualitySignals(report: DriftReportRow, { againstReference }: DriftFindings): readonly Signal[] {
  const features = againstReference.features.filter(({ feature }) => feature !== SCORE && feature !== GRADE_MIX);
  return features.flatMap((found) => signalsOf(report, found));
}

function signalsOf(report: DriftReportRow, { feature, kind, quality }: FeatureDrift): readonly Signal[] {
  const { id, model, version, checkedAt: at, current } = report;
  const { missingShare, referenceMissingShare, unseenShare, outOfRangeShare } = quality;
  const evidence = { report: id, feature, rows: current.rows, quality };
  const values: readonly [AlertMetric, number | undefined][] = [
    ['MISSING_SHARE', Math.max(0, missingShare - referenceMissingShare)],
    kind === 'category' ? ['UNSEEN_SHARE', unseenShare] : ['OUT_OF_RANGE_SHARE', outOfRangeShare],
  ];
  const common = { model, check: 'DRIFT' as const, version, feature, at, evidence };
  return values.map(([metric, value]) => ({
    metric,
    ...common,
    value: current.rows < LEAST_ROWS ? null : (value ?? null),
  }));
}
