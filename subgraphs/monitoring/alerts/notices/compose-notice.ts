import { cutText } from '../../../../platform/cut-text.ts';
import { alertKey } from '../rules/alert-identity.ts';
import { DRIFT_METRICS } from '../rules/alert-rule.ts';
import { alertUrl } from '../rules/alert-url.ts';
import { RUNBOOK } from '../rules/runbook.ts';
import type { AlertEventRow, NoticeEventRow, ToldEvent } from '../store/event-store.ts';
import { type DescribedFinding, describeFinding, findingLine } from './describe-finding.ts';
import { featureText } from './drift-evidence.ts';
import { histogramBars } from './histogram-bars.ts';
import { MEANING } from './meaning.ts';
import type { AlertNotice } from './notice.ts';
import { noticeFacts } from './notice-facts.ts';
import { noticeStanding, noticeState } from './notice-standing.ts';
import { printable } from './printable.ts';

/** Where a notice is read. */
export interface NoticePlace {
  /** what links begin with; without it there are none */
  readonly url: string | undefined;
  /** of times, IANA name */
  readonly timeZone: string;
}

const LONGEST_NAME = 40;
const LONGEST_LINE = 500;
const MOST_IN_TITLE = 3;

/**
 * The notice of an event of an alert, or of the incident whose most urgent alert it is about.
 *
 * @param id of the delivery: the same whenever it is sent again
 */
export function composeNotice(event: NoticeEventRow, id: string, { url, timeZone }: NoticePlace): AlertNotice {
  const { alert, metric, at, evidence, told, type, identity } = event;
  const reason = told ?? (type === 'ACKNOWLEDGED' ? 'ACKNOWLEDGED' : 'OPENED');
  const isOver = reason === 'RESOLVED';
  const all = [event, ...(event.others ?? [])].map((each) => describe(event, each, timeZone));
  const [first] = all as [DescribedFinding, ...DescribedFinding[]];
  const standing = noticeStanding(event, reason, first.measure, timeZone);
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

/** A notice that says that a channel works. @param by who asked for it */
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

function describe(event: AlertEventRow, told: AlertEventRow | ToldEvent, timeZone: string): DescribedFinding {
  const { model } = event.identity;
  const { feature, slice } = 'identity' in told ? told.identity : told;
  const { metric, value, threshold, severity, version, evidence } = told;
  return describeFinding(
    { metric, value, threshold, severity, version, evidence, model, feature, slice },
    event.at,
    timeZone,
  );
}

function titleOf(event: NoticeEventRow, all: readonly DescribedFinding[], state: string): string {
  const [{ subject, measure, evidence }] = all as [DescribedFinding, ...DescribedFinding[]];
  // what is over has no measure that matters
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
