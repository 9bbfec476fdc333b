import type { Bin } from '../../windows/bin-windows.ts';
import { GRADE_MIX, SCORE } from '../../windows/window-columns.ts';
import type { DriftReportRow, ReportedFeature, ReportedSlice } from '../rules/drift-report.ts';
import type { StoredChange } from '../store/detector-store.ts';
import type { FixedReference } from '../store/fixed-reference-store.ts';
import type { DriftChange } from './drift-change.ts';
import type { FixedReferenceWindow } from './drift-payloads.ts';
import type { DriftComparison, DriftReport, SliceDrift } from './drift-report.ts';
import type { DriftBin, DriftStatistics, FeatureDrift } from './feature-drift.ts';

/** Drift report as a GraphQL object. */
export function presentReport({ id, model, version, slot: _, backtest: of, ...row }: DriftReportRow): DriftReport {
  const backtest = of === null ? null : { id: String(of) };
  const { requestedBy: actor, checkedAt: at } = row;
  return { ...row, backtest, actor, at, id: String(id), key: id, model, version, modelVersion: { model, version } };
}

/** Comparison of two windows as a GraphQL object: scores and grades beside the features. */
export function presentComparison(
  outcome: DriftComparison['outcome'],
  features: readonly ReportedFeature[],
): DriftComparison {
  const presented = features.map(presentFeature);
  const named = (name: string) => presented.find(({ feature }) => feature === name) as FeatureDrift;
  return {
    outcome,
    score: named(SCORE),
    gradeMix: named(GRADE_MIX),
    features: presented.filter(({ feature }) => feature !== SCORE && feature !== GRADE_MIX),
  };
}

/** Slice of a report as a GraphQL object. */
export function presentSlice({ features, ...slice }: ReportedSlice): SliceDrift {
  return { ...slice, drifting: features.map(presentFeature) };
}

function presentFeature({ bins, statistics, ...feature }: ReportedFeature): FeatureDrift {
  const histogram = bins.map(({ bin, ...counts }) => ({ ...presentBin(bin), ...counts }));
  return { ...feature, statistics: presentStatistics(statistics), histogram };
}

const EMPTY_BIN = { from: null, to: null, value: null, category: null, categories: null };

function presentBin({ of: kind, ...about }: Bin): Omit<DriftBin, 'reference' | 'current'> {
  return { kind, ...EMPTY_BIN, ...about };
}

function presentStatistics(found: ReportedFeature['statistics']): DriftStatistics {
  const { psi, psiBeyondChance, klDivergence, chiSquare, kolmogorovSmirnov, pValue } = found;
  return {
    ...{ psi, psiBeyondChance, klDivergence, pValue },
    psiChanceLevel: found.psiChanceLevel ?? null,
    jensenShannonDistance: found.jensenShannonDistance ?? null,
    chiSquare: chiSquare.statistic,
    chiSquarePValue: chiSquare.pValue,
    kolmogorovSmirnov: kolmogorovSmirnov?.statistic ?? null,
    kolmogorovSmirnovPValue: kolmogorovSmirnov?.pValue ?? null,
    wasserstein: found.wasserstein ?? null,
    wassersteinNormalised: found.wassersteinNormalised ?? null,
    missingPValue: found.missingPValue ?? null,
  };
}

/** Fixed reference window as a GraphQL object. */
export function presentReference({ id, model, version, ...window }: FixedReference): FixedReferenceWindow {
  const { fixedBy: actor, fixedAt: at } = window;
  return { ...window, actor, at, id: String(id), model, version, modelVersion: { model, version } };
}

/** Change that a detector found as a GraphQL object. */
export function presentChange({ id, model, version, ...change }: StoredChange): DriftChange {
  return { ...change, id: String(id), model, version, modelVersion: { model, version } };
}
