import type { Signal } from '../../alerts/rules/signal.ts';
import { GRADE_MIX, SCORE } from '../../windows/window-columns.ts';
import type { FeatureDrift } from './check-features.ts';
import type { SliceCheck } from './check-slices.ts';
import type { DriftFindings } from './compute-drift.ts';
import type { DriftReportRow } from './drift-report.ts';

/**
 * Signals of a report for alert rules: the degree of drift of each feature, of the scores and of the mix of grades; null
 * where there is too little data.
 *
 * Slices have signals of scores and grades, and only while those of the whole window do not drift: when everything moves,
 * twenty slices that move with it need no alerts of their own.
 */
export function driftSignals(report: DriftReportRow, { againstReference, slices }: DriftFindings): readonly Signal[] {
  const whole = againstReference.features.flatMap((feature) => signalOf(report, feature));
  const isWholeDrifting = whole.some(({ metric, value }) => metric !== 'FEATURE_DRIFT' && (value ?? 0) >= 1);
  return isWholeDrifting ? whole : [...whole, ...slices.flatMap((slice) => sliceSignals(report, slice))];
}

function sliceSignals(report: DriftReportRow, { dimension, slice, features }: SliceCheck): readonly Signal[] {
  return features
    .flatMap((feature) => signalOf(report, feature))
    .filter(({ metric }) => metric !== 'FEATURE_DRIFT')
    .map((signal) => ({ ...signal, slice: `${dimension}=${slice}` }));
}

function signalOf(report: DriftReportRow, found: FeatureDrift): readonly Signal[] {
  const { feature, outcome, degree, statistics, adjustedPValue, bins } = found;
  const { id, model, version, checkedAt: at, reference, current } = report;
  const evidence = { report: id, feature, outcome, statistics, adjustedPValue, bins, reference, current };
  const common = { model, check: 'DRIFT' as const, version, value: degree ?? null, at, evidence };
  if (feature === SCORE) return [{ metric: 'SCORE_DRIFT', ...common }];
  if (feature === GRADE_MIX) return [{ metric: 'GRADE_MIX_DRIFT', ...common }];
  return [{ metric: 'FEATURE_DRIFT', feature, ...common }];
}
