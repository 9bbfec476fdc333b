import { cutText } from '../../../../platform/cut-text.ts';
import { alertKey } from '../rules/alert-identity.ts';
import { DRIFT_METRICS } from '../rules/alert-rule.ts';
import { alertUrl } from '../rules/alert-url.ts';
import { RUNBOOK } from '../rules/runbook.ts';
import type { AlertEventRow, NoticeEventRow, NotifiedEvent } from '../store/event-store.ts';
import { type DescribedFinding, describeFinding, findingLine } from './describe-finding.ts';
import { featureText } from './drift-evidence.ts';
import { histogramBars } from './histogram-bars.ts';
import { MEANING } from './meaning.ts';
import type { AlertNotice } from './notice.ts';
import { noticeState, noticeStatus } from './notice-status.ts';
import { noticeTime } from './notice-time.ts';
import { printable } from './printable.ts';

/** Place where a notice is read. */
export interface NoticePlace {
  /** base URL of links; absent: no links */
  readonly url: string | undefined;
  /** time zone of times, IANA name */
  readonly timeZone: string;
}

const LONGEST_NAME = 40;
const LONGEST_LINE = 500;
const MOST_IN_TITLE = 3;

/**
 * Composes the notice of an event of an alert, or of the incident whose most urgent alert the event is about.
 *
 * @param id of the delivery: the same whenever it is sent again
 */
export function composeNotice(event: NoticeEventRow, id: string, { url, timeZone }: NoticePlace): AlertNotice {
  const { alert, metric, at, evidence, told, type, identity } = event;
  const reason = told ?? (type === 'ACKNOWLEDGED' ? 'ACKNOWLEDGED' : 'OPENED');
  const isOver = reason === 'RESOLVED';
  const all = [event, ...(event.others ?? [])].map((each) => describe(event, each, timeZone));
  const [first] = all as [DescribedFinding, ...DescribedFinding[]];
  const standing = noticeStatus(event, reason, first.measure, timeZone);
  const lines = isOver ? [standing] : [findingLine(first), standing, MEANING[metric]];
  return {
    id,
    incident: event.incident,
    alert,
    reason,
    severity: event.severity ?? 'INFO',
    title: printable(titleOf(event, all, noticeState(event, reason, timeZone))),
    lines: lines.filter((line) => line !== undefined).map((line) => printable(line, LONGEST_LINE)),
    members:
      all.length === 1 ? [] : all.map((each) => printable(isOver ? each.subject : findingLine(each), LONGEST_LINE)),
    metric,
    model: printable(identity.model),
    facts: noticeFacts(event, first, timeZone),
    runbook: isOver ? null : RUNBOOK[metric],
    barsOf: featureText(metric, identity.feature),
    bars: !isOver && DRIFT_METRICS.includes(metric) ? histogramBars(evidence) : [],
    url: alertUrl(url, alert),
    at,
    evidence,
  };
}

/** Composes a notice that tests a channel. @param by actor */
export function testNotice(id: string, by: string, at: number, { url }: NoticePlace): AlertNotice {
  return {
    id,
    incident: null,
    alert: alertKey({ rule: 'test', model: 'none' }),
    reason: 'TEST',
    severity: 'INFO',
    title: 'TEST: this channel works',
    lines: ['Nothing has happened, and nothing needs to be done.'],
    members: [],
    metric: 'ROLLOUT',
    model: 'none',
    facts: [{ label: 'Asked for by', value: printable(by) }],
    runbook: null,
    barsOf: '',
    bars: [],
    url,
    at,
    evidence: null,
  };
}

function describe(event: AlertEventRow, reported: AlertEventRow | NotifiedEvent, timeZone: string): DescribedFinding {
  const { model } = event.identity;
  const { feature, slice } = 'identity' in reported ? reported.identity : reported;
  const { metric, value, threshold, severity, version, evidence } = reported;
  return describeFinding(
    { metric, value, threshold, severity, version, evidence, model, feature, slice },
    event.at,
    timeZone,
  );
}

function titleOf(event: NoticeEventRow, all: readonly DescribedFinding[], state: string): string {
  const [{ subject, measure, evidence }] = all as [DescribedFinding, ...DescribedFinding[]];
  // the measure of a resolved alert does not matter
  const isOver = event.told === 'RESOLVED';
  if (all.length === 1) return `${state}: ${isOver ? subject : `${subject}: ${measure ?? evidence[0] ?? 'see below'}`}`;
  const shown = all
    .slice(0, MOST_IN_TITLE)
    .map(
      (each, i) =>
        `${cutText(each.name, LONGEST_NAME)}${i === 0 && each.measure && !isOver ? ` (${each.measure})` : ''}`,
    );
  const more = all.length > shown.length ? ` and ${all.length - shown.length} more` : '';
  const { identity, version } = event;
  const model = `${identity.model}${version === null ? '' : ` ${version}`}`;
  return `${state}: ${all.length} alerts of ${model}: ${shown.join(', ')}${more}`;
}

/** Labels with values that identify the alert of a notice. */
function noticeFacts(event: NoticeEventRow, { measure }: DescribedFinding, zone: string): AlertNotice['facts'] {
  const { identity, version, openings, by, reason, at, others } = event;
  const facts: readonly (readonly [string, unknown])[] = [
    ['Model', version === null ? identity.model : `${identity.model}, version ${version}`],
    ['Feature', identity.feature],
    ['Slice', identity.slice],
    ['Value', measure],
    ['Other alerts', others?.length],
    ['Rule', identity.rule],
    ['Opened', openings > 1 ? `${openings} times` : null],
    ['By', by === 'system' ? null : by],
    ['Reason', reason],
    ['At', noticeTime(at, zone)],
  ];
  return facts
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([label, value]) => ({ label, value: printable(String(value)) }));
}
