import { cutText } from '../../../../platform/cut-text.ts';
import { type AlertMetric, DRIFT_METRICS } from '../rules/alert-rule.ts';
import { driftEvidence } from './drift-evidence.ts';
import { findingMeasure, type MeasuredFinding } from './finding-measure.ts';
import { rolloutEvidence, withdrawalEvidence } from './lifecycle-evidence.ts';
import { performanceEvidence } from './performance-evidence.ts';
import { streamEvidence } from './stream-evidence.ts';
import { trafficEvidence } from './traffic-evidence.ts';

/** What an alert found, as its event holds it. */
export interface Finding extends MeasuredFinding {
  readonly model: string;
  readonly version: number | null;
  readonly feature: string | null;
  readonly slice: string | null;
  readonly evidence: unknown;
}

/** A finding in words. */
export interface DescribedFinding {
  /** what it is about: `lead_age of lead-conversion 1` */
  readonly subject: string;
  /** the same beside others of its model: `lead_age` */
  readonly name: string;
  /** how bad it is: `drift 8.0, four times the critical limit of 2`; undefined for what happened once */
  readonly measure: string | undefined;
  /** what shows it */
  readonly evidence: readonly string[];
}

const STREAMS: Readonly<Record<string, string>> = {
  SCORE: 'mean score',
  ERROR_RATE: 'error rate',
  RESIDUAL: 'outcome less probability',
};
// of a feature: what is said of it is to be read, too
const LONGEST_NAME = 80;
const LIVE: readonly AlertMetric[] = ['LATENCY_P95_MS', 'THROUGHPUT', 'ERROR_RATE'];

/**
 * Describes a finding in units.
 *
 * @param now  when it happened, epoch milliseconds: times of that day need no date
 * @param zone IANA name
 */
export function describeFinding(finding: Finding, now: number, zone: string): DescribedFinding {
  return {
    ...subjectOf(finding),
    measure: findingMeasure(finding),
    evidence: evidenceOf(finding, now, zone),
  };
}

/** A finding in one line: subject, measure and evidence. */
export function findingLine({ subject, measure, evidence }: DescribedFinding): string {
  return `${subject}: ${[measure, ...evidence].filter((part) => part !== undefined).join('; ')}.`;
}

function subjectOf({ metric, model, version, feature, slice }: Finding): Pick<DescribedFinding, 'subject' | 'name'> {
  const inSlice = slice === null ? '' : ` (${cutText(slice, LONGEST_NAME)})`;
  const whole = `${model}${version === null ? '' : ` ${version}`}${inSlice}`;
  const watched = watchedOf(metric, feature);
  if (watched === undefined) return { subject: whole, name: `${metric.toLowerCase().replaceAll('_', ' ')}${inSlice}` };
  const name = cutText(watched, LONGEST_NAME);
  return { subject: `${name} of ${whole}`, name: `${name}${inSlice}` };
}

function watchedOf(metric: AlertMetric, feature: string | null): string | undefined {
  if (metric === 'STREAM_CHANGES') return STREAMS[feature ?? ''] ?? feature ?? 'stream';
  if (metric === 'SCORE_DRIFT') return 'scores';
  if (metric === 'GRADE_MIX_DRIFT') return 'mix of grades';
  if (metric === 'ROLLOUT') return 'rollout';
  return feature ?? undefined;
}

function evidenceOf(finding: Finding, now: number, zone: string): readonly string[] {
  const { metric, evidence } = finding;
  if (metric === 'ROLLOUT') return rolloutEvidence(evidence);
  if (metric === 'VERSION_WITHDRAWN') return withdrawalEvidence(evidence);
  if (metric === 'STREAM_CHANGES') return streamEvidence(evidence, now, zone);
  if (DRIFT_METRICS.includes(metric)) return driftEvidence(finding, now, zone);
  return LIVE.includes(metric) ? trafficEvidence(metric, evidence) : performanceEvidence(metric, evidence, now, zone);
}
