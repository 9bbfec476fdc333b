import type { ReferenceSource } from '../../windows/reference-window.ts';
import type { TimeWindow } from '../../windows/time-window.ts';
import type { VersionKey } from '../../windows/version-facts.ts';
import type { FeatureDrift } from './check-features.ts';
import type { SliceCheck } from './check-slices.ts';
import { type DecidingStatistic, decidingStatistic } from './choose-statistic.ts';
import type { DriftFindings } from './compute-drift.ts';
import type { DriftOutcome } from './drift-thresholds.ts';

/** What is reported of a window. */
export interface ReportedWindow extends TimeWindow {
  readonly rows: number;
}

/** What is reported of a feature: what the check found, and what decided. */
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
  > {
  readonly degree: number | null;
  readonly decidedBy: DecidingStatistic | null;
  /** null when unknown */
  readonly contribution: number | null;
  readonly impact: number | null;
}

/** What is reported of a slice; of its features those that drift. */
export interface ReportedSlice
  extends Pick<SliceCheck, 'dimension' | 'slice' | 'referenceRows' | 'currentRows' | 'outcome'> {
  readonly features: readonly ReportedFeature[];
}

/** The head of a report. */
export interface DriftReportHead extends VersionKey {
  /** which turn of the schedule it is; null when somebody asked for it */
  readonly slot: number | null;
  /** null by schedule */
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

/** The head of a stored report. */
export interface DriftReportRow extends DriftReportHead {
  readonly id: number;
}

/** The body of a report. */
export interface DriftReportBody {
  readonly againstReference: readonly ReportedFeature[];
  readonly againstPrevious: readonly ReportedFeature[];
  readonly slices: readonly ReportedSlice[];
}

/** The body of a report from what a check found. @param contributions by feature, as the check was given them */
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
  const { feature, kind, outcome, statistics, adjustedPValue, referenceRows, currentRows, bins, newCategories } = found;
  return {
    ...{ feature, kind, outcome, statistics, adjustedPValue, referenceRows, currentRows, bins, newCategories },
    degree: found.degree ?? null,
    decidedBy: decidingStatistic(found) ?? null,
    contribution: isContributionKnown ? found.contribution : null,
    impact: isContributionKnown ? found.impact : null,
  };
}

function isDrifting({ outcome }: FeatureDrift): boolean {
  return outcome === 'WARNING' || outcome === 'CRITICAL';
}
