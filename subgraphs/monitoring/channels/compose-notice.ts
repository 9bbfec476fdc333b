import { cutText } from '../../shared/cut-text.ts';
import { alertKey } from '../alerts/alert-identity.ts';
import { DRIFT_METRICS } from '../alerts/alert-rule.ts';
import { alertUrl } from '../alerts/alert-url.ts';
import type { AlertEventRow, ToldEvent } from '../alerts/event-store.ts';
import { RUNBOOK } from '../alerts/runbook.ts';
import { histogramBars } from './histogram-bars.ts';
import type { AlertNotice } from './notice.ts';

const WATCHED: Readonly<Record<AlertEventRow['metric'], string>> = {
  FEATURE_DRIFT: 'drift of',
  SCORE_DRIFT: 'drift of the scores',
  GRADE_MIX_DRIFT: 'drift of the mix of grades',
  LATENCY_P95_MS: 'p95 latency',
  THROUGHPUT: 'throughput',
  ERROR_RATE: 'error rate',
  STREAM_CHANGES: 'a change in the stream of scores',
  AUC: 'AUC',
  AUC_DROP: 'AUC below the promised one',
  CALIBRATION_ERROR: 'calibration error',
  ESTIMATED_AUC: 'estimated AUC',
  CALIBRATION_BIAS: 'calibration bias',
  ROLLOUT: 'rollout',
  VERSION_WITHDRAWN: 'withdrawn version',
};
// what no line may hold: control characters, and those that turn the direction of text
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const LONGEST = 200;
const LONGEST_NAME = 40;
const MOST_IN_TITLE = 3;
const MOST_IN_FACTS = 4;

/**
 * What people are told of an event of an alert.
 *
 * @param id of the delivery: the same whenever it is sent again
 * @param publicUrl where people reach the platform; without it there is no link
 */
export function composeNotice(event: AlertEventRow, id: string, publicUrl: string | undefined): AlertNotice {
  const { alert, metric, at, evidence, told, type } = event;
  const severity = event.severity ?? 'INFO';
  return {
    id,
    incident: event.incident,
    alert,
    reason: told ?? (type === 'ACKNOWLEDGED' ? 'ACKNOWLEDGED' : 'OPENED'),
    severity,
    title: titleOf(event, severity),
    metric,
    model: printable(event.identity.model),
    facts: factsOf(event),
    runbook: RUNBOOK[metric],
    bars: DRIFT_METRICS.includes(metric) ? histogramBars(evidence) : [],
    url: alertUrl(publicUrl, alert),
    at,
    evidence,
  };
}

/** A notice that says that a channel works. @param by who asked for it */
export function testNotice(id: string, by: string, at: number, publicUrl: string | undefined): AlertNotice {
  return {
    id,
    incident: null,
    alert: alertKey({ rule: 'test', model: 'none' }),
    reason: 'TEST',
    severity: 'INFO',
    title: 'TEST: this channel works',
    metric: 'ROLLOUT',
    model: 'none',
    facts: [{ label: 'Asked for by', value: printable(by) }],
    runbook: 'Nothing needs to be done.',
    bars: [],
    url: publicUrl,
    at,
    evidence: null,
  };
}

function titleOf({ metric, identity, told, type, others }: AlertEventRow, severity: string): string {
  const { model } = identity;
  const watched = watchedOf({ ...identity, metric });
  const state = told === 'RESOLVED' || type === 'RESOLVED' ? 'RESOLVED' : severity;
  if (!others) return printable(`${state}: ${watched} in ${model}`);
  const shown = [watched, ...others.slice(0, MOST_IN_TITLE - 1).map(watchedOf)].map((each) =>
    cutText(each, LONGEST_NAME),
  );
  const more = others.length + 1 - shown.length;
  return printable(
    `${state}: ${others.length + 1} alerts in ${model}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  );
}

function watchedOf({ metric, feature, slice }: Pick<ToldEvent, 'metric' | 'feature' | 'slice'>): string {
  return [WATCHED[metric], feature, slice && `(${slice})`].filter(Boolean).join(' ');
}

/** The alerts that an incident's notice tells of, besides the first: how many, and the most urgent. */
function othersOf({ others }: AlertEventRow): string | null {
  if (!others) return null;
  const shown = others.slice(0, MOST_IN_FACTS).map((each) => {
    const value = each.value === null ? '' : ` ${Number(each.value.toPrecision(4))}`;
    return `${cutText(watchedOf(each), LONGEST_NAME)}${value}`;
  });
  return `${others.length}: ${shown.join(', ')}${others.length > shown.length ? ', …' : ''}`;
}

function factsOf(event: AlertEventRow) {
  const { identity, value, threshold, version, openings, by, reason, evidence, at } = event;
  const because = reason ?? (evidence as { readonly reason?: unknown } | null)?.reason;
  const facts: readonly (readonly [string, unknown])[] = [
    ['Model', version === null ? identity.model : `${identity.model}, version ${version}`],
    ['Feature', identity.feature],
    ['Other alerts', othersOf(event)],
    ['Slice', identity.slice],
    ['Value', value === null ? 'no data' : Number(value.toPrecision(4))],
    ['Threshold', threshold],
    ['Rule', identity.rule],
    ['Opened', openings > 1 ? `${openings} times` : null],
    ['By', by === 'system' ? null : by],
    ['Reason', because],
    ['At', new Date(at).toISOString()],
  ];
  return facts
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([label, value]) => ({ label, value: printable(String(value)) }));
}

/** One line that can be shown, of 200 characters at most. */
function printable(text: string): string {
  const line = text.replaceAll(UNPRINTABLE, ' ').trim();
  return cutText(line, LONGEST);
}
