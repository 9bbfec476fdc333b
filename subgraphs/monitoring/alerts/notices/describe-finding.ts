import { cutText } from '../../../../platform/cut-text.ts';
import { type AlertMetric, CRM_METRICS, LAKE_METRICS } from '../rules/alert-rule.ts';
import { findingEvidence } from './finding-evidence.ts';
import { findingMeasure, type MeasuredFinding } from './finding-measure.ts';

/** Finding of an alert, as its event stores it. */
export interface Finding extends MeasuredFinding {
  readonly model: string;
  readonly version: number | null;
  readonly feature: string | null;
  readonly slice: string | null;
  readonly evidence: unknown;
}

/** A finding in words. */
export interface DescribedFinding {
  /** subject with its model: `lead_age of lead-conversion 1` */
  readonly subject: string;
  /** subject without its model: `lead_age` */
  readonly name: string;
  /** `drift 8.0, four times the critical limit of 2`; undefined for an event that has no value */
  readonly measure: string | undefined;
  /** evidence in words */
  readonly evidence: readonly string[];
}

const STREAMS: Readonly<Record<string, string>> = {
  SCORE: 'mean score',
  ERROR_RATE: 'error rate',
  RESIDUAL: 'outcome less probability',
};
// longest name of a feature: the words around it must stay readable
const LONGEST_NAME = 80;

/**
 * Describes a finding in units.
 *
 * @param now  time of the event, epoch milliseconds: times of that day need no date
 * @param zone IANA name
 */
export function describeFinding(finding: Finding, now: number, zone: string): DescribedFinding {
  return {
    ...subjectOf(finding),
    measure: findingMeasure(finding),
    evidence: findingEvidence(finding, now, zone),
  };
}

/** A finding in one line: subject, measure and evidence. */
export function findingLine({ subject, measure, evidence }: DescribedFinding): string {
  return `${subject}: ${[measure, ...evidence].filter((part) => part !== undefined).join('; ')}.`;
}

function subjectOf({ metric, model, version, feature, slice }: Finding): Pick<DescribedFinding, 'subject' | 'name'> {
  if (LAKE_METRICS.includes(metric)) return lakeSubject(feature, slice);
  if (CRM_METRICS.includes(metric)) return crmSubject(feature);
  const inSlice = slice === null ? '' : ` (${cutText(slice, LONGEST_NAME)})`;
  const whole = `${model}${version === null ? '' : ` ${version}`}${inSlice}`;
  const watched = watchedOf(metric, feature);
  if (watched === undefined) return { subject: whole, name: `${metric.toLowerCase().replaceAll('_', ' ')}${inSlice}` };
  const name = cutText(watched, LONGEST_NAME);
  return { subject: `${name} of ${whole}`, name: `${name}${inSlice}` };
}

/** Subject of an alert on the lake: `keys_present of silver/leads`. @param slice as `expectation=keys_present` */
function lakeSubject(table: string | null, slice: string | null): Pick<DescribedFinding, 'subject' | 'name'> {
  const path = cutText(table ?? 'lake', LONGEST_NAME);
  const name = slice === null ? path : `${cutText(slice.replace(/^.*?=/, ''), LONGEST_NAME)} of ${path}`;
  return { subject: name, name };
}

/** Subject of an alert on the link to the CRM: `leads of the CRM`. */
function crmSubject(part: string | null): Pick<DescribedFinding, 'subject' | 'name'> {
  const name = `${cutText(part ?? 'link', LONGEST_NAME)} of the CRM`;
  return { subject: name, name };
}

function watchedOf(metric: AlertMetric, feature: string | null): string | undefined {
  if (metric === 'STREAM_CHANGES') return STREAMS[feature ?? ''] ?? feature ?? 'stream';
  if (metric === 'SCORE_DRIFT') return 'scores';
  if (metric === 'GRADE_MIX_DRIFT') return 'mix of grades';
  if (metric === 'ROLLOUT') return 'rollout';
  return feature ?? undefined;
}
