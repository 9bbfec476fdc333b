import type { ReferenceSource } from '../../windows/reference-window.ts';
import type { TimeWindow } from '../../windows/time-window.ts';
import type { VersionKey } from '../../windows/version-facts.ts';
import type { FeatureDrift } from './check-features.ts';
import type { SliceCheck } from './check-slices.ts';
import { chooseStatistic, type DecisiveStatistic } from './choose-statistic.ts';
import type { DriftFindings } from './compute-drift.ts';
import type { DriftOutcome } from './drift-thresholds.ts';

/** Window of a report. */
export interface ReportedWindow extends TimeWindow {
  readonly rows: number;
}

/** Result for one feature in a report, with the statistic that decided. */
export interface ReportedFeature
  extends Pick<
    FeatureDrift,
    | 'feature'
    | 'kind'
    | 'outcome'
    | 'statistics'
    | 'adjustedPValue'
    | 'referenceRows'
    | 'currentRows'
    | 'bins'
    | 'newCategories'
    | 'quality'
  > {
  readonly degree: number | null;
  readonly decidedBy: DecisiveStatistic | null;
  /** null when unknown */
  readonly contribution: number | null;
  readonly impact: number | null;
}

/** Result for one slice in a report; of its features only those that drift. */
export interface ReportedSlice
  extends Pick<SliceCheck, 'dimension' | 'slice' | 'referenceRows' | 'currentRows' | 'outcome'> {
  readonly features: readonly ReportedFeature[];
}

/** Head of a report. */
export interface DriftReportHead extends VersionKey {
  /** slot of the schedule; null when a person requested it */
  readonly slot: number | null;
  /** id of the backtest that was checked; null for predictions that callers received */
  readonly backtest: number | null;
  /** actor; null for the schedule */
  readonly requestedBy: string | null;
  readonly checkedAt: number;
  readonly durationMs: number;
  /** against the reference, the most severe of all columns */
  readonly outcome: DriftOutcome;
  /** against the window before; null when that is empty */
  readonly previousOutcome: DriftOutcome | null;
  readonly reference: ReportedWindow & { readonly source: ReferenceSource };
  readonly current: ReportedWindow;
  readonly previous: ReportedWindow | null;
}

/** Head of a stored report. */
export interface DriftReportRow extends DriftReportHead {
  readonly id: number;
}

/** Body of a report. */
export interface DriftReportBody {
  readonly againstReference: readonly ReportedFeature[];
  readonly againstPrevious: readonly ReportedFeature[];
  readonly slices: readonly ReportedSlice[];
}

/** Body of a report from the findings of a check. @param contributions by feature, as passed to the check */
export function reportBody(
  { againstReference, againstPrevious, slices }: DriftFindings,
  contributions: Readonly<Record<string, number>> = {},
): DriftReportBody {
  const report = (feature: FeatureDrift) => reportFeature(feature, Object.hasOwn(contributions, feature.feature));
  return {
    againstReference: againstReference.features.map(report),
    againstPrevious: againstPrevious?.features.map(report) ?? [],
    slices: slices.map(({ features, ...slice }) => ({ ...slice, features: features.filter(isDrifting).map(report) })),
  };
}

function reportFeature(found: FeatureDrift, isContributionKnown: boolean): ReportedFeature {
  const { feature, kind, outcome, statistics, adjustedPValue, referenceRows, currentRows, bins } = found;
  const { newCategories, quality } = found;
  return {
    ...{ feature, kind, outcome, statistics, adjustedPValue, referenceRows, currentRows, bins, newCategories, quality },
    degree: found.degree ?? null,
    decidedBy: chooseStatistic(found) ?? null,
    contribution: isContributionKnown ? found.contribution : null,
    impact: isContributionKnown ? found.impact : null,
  };
}

function isDrifting({ outcome }: FeatureDrift): boolean {
  return outcome === 'WARNING' || outcome === 'CRITICAL';
}
