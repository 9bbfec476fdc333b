import { type EstimatedPerformance, estimatePerformance } from './rules/cbpe.ts';
import { type Cohort, cohortTrend } from './rules/cohort-trend.ts';
import { fairness, type SlicedPrediction, type SliceFairness } from './rules/fairness.ts';
import { type GradedPrediction, type GradeOutcomes, gradeOutcomes } from './rules/grade-outcomes.ts';
import { joinOutcomes } from './rules/join-outcomes.ts';
import type { Exclusion, MaturityRule } from './rules/maturity.ts';
import { type PerformanceReport, performanceReport } from './rules/performance-report.ts';
import type { LeadRow } from './store/lead-pages.ts';

/** Dimensions that leads are grouped by. */
export const SLICE_DIMENSIONS = ['INDUSTRY', 'COUNTRY', 'SOURCE'] as const;

/** A dimension of {@link SLICE_DIMENSIONS}. */
export type SliceDimension = (typeof SLICE_DIMENSIONS)[number];

/** Slice of the leads: those that had this value when they were scored. */
export interface Slice {
  readonly dimension: SliceDimension;
  /** null: leads without a value */
  readonly value: string | null;
}

/** Input of {@link measurePerformance}. */
export interface PerformanceJob {
  /** as `readLeadPages` reads them */
  readonly pages: readonly string[];
  readonly slice?: Slice | undefined;
  readonly rule: MaturityRule;
  /** least probability of each grade, 0–1 */
  readonly cutPoints: readonly number[];
  /** probability from which on a lead counts as selected when slices are compared */
  readonly selectedFrom: number;
}

/** Realised and estimated performance of a version. */
export interface MeasuredPerformance {
  readonly report: PerformanceReport;
  /** estimate for the matured leads, to compare the report with */
  readonly estimateOfMatured?: EstimatedPerformance;
  /** estimate for the pending leads */
  readonly estimateOfPending?: EstimatedPerformance;
  readonly excluded: Readonly<Record<Exclusion, number>>;
  readonly grades: readonly GradeOutcomes[];
  readonly cohorts: readonly Cohort[];
  readonly fairness: readonly { readonly dimension: SliceDimension; readonly slices: readonly SliceFairness[] }[];
}

type Prediction = GradedPrediction & Pick<LeadRow, 'industry' | 'country' | 'source'>;

/** Slice of leads without a value. */
const UNKNOWN = '(none)';

/** Measures a version by all rules of this folder. Sorts and counts for up to a second: run it off the event loop. */
export function measurePerformance({
  pages,
  slice,
  rule,
  cutPoints,
  selectedFrom,
}: PerformanceJob): MeasuredPerformance {
  const leads = pages.flatMap((page) => (JSON.parse(page) as LeadRow[]).map(toPrediction));
  const chosen = slice ? leads.filter((lead) => sliceOf(lead, slice.dimension) === slice.value) : leads;
  const joined = joinOutcomes(chosen, rule);
  const probabilities = joined.matured.map(({ prediction }) => prediction.probability);
  const matured = { probabilities, outcomes: joined.matured.map(({ outcome }) => outcome) };
  const pending = joined.pending.map(({ probability }) => probability);
  const estimateOfMatured = estimatePerformance(probabilities, cutPoints);
  const estimateOfPending = estimatePerformance(pending, cutPoints);
  return {
    report: performanceReport({ matured, pending: pending.length, endedBefore: joined.ended.length, cutPoints }),
    ...(estimateOfMatured && { estimateOfMatured }),
    ...(estimateOfPending && { estimateOfPending }),
    excluded: joined.excluded,
    grades: gradeOutcomes(joined),
    cohorts: cohortTrend(joined, cutPoints),
    fairness: SLICE_DIMENSIONS.map((dimension) => {
      const sliced = (prediction: Prediction, outcome?: 0 | 1): SlicedPrediction => {
        return { slice: sliceOf(prediction, dimension) ?? UNKNOWN, probability: prediction.probability, outcome };
      };
      const all = [
        ...joined.matured.map(({ prediction, outcome }) => sliced(prediction, outcome)),
        ...joined.pending.map((prediction) => sliced(prediction)),
      ];
      return { dimension, slices: fairness(all, selectedFrom) };
    }),
  };
}

function toPrediction({ result, occurredAt, ...lead }: LeadRow): Prediction {
  return { ...lead, outcomes: result === null || occurredAt === null ? [] : [{ result, occurredAt }] };
}

function sliceOf(lead: Prediction, dimension: SliceDimension): string | null {
  return { INDUSTRY: lead.industry, COUNTRY: lead.country, SOURCE: lead.source }[dimension];
}
