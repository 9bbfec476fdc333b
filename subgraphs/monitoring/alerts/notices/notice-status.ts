import type { AlertEventRow } from '../store/event-store.ts';
import type { AlertNotice } from './notice.ts';
import { durationText, noticeTime, timeBefore } from './notice-time.ts';

type Standing = Pick<AlertEventRow, 'severity' | 'since' | 'until' | 'at' | 'resolvedBy' | 'reason' | 'value'>;
type Reason = AlertNotice['reason'];

/** State in a title: severity, reminder with its start, or resolution with its duration. */
export function noticeState({ severity, since, until, at }: Standing, reason: Reason, zone: string): string {
  const urgency = severity ?? 'INFO';
  if (reason === 'RESOLVED')
    return since === null ? 'RESOLVED' : `RESOLVED after ${durationText((until ?? at) - since)}`;
  if (reason !== 'REMINDER') return urgency;
  return since === null ? `REMINDER: ${urgency}` : `REMINDER: ${urgency} since ${timeBefore(since, at, zone)}`;
}

/**
 * Sentences about the start of the alert, or about its end and duration.
 *
 * @param measure the last value, with its unit
 */
export function noticeStatus(
  event: Standing,
  reason: Reason,
  measure: string | undefined,
  zone: string,
): string | undefined {
  const { since, at, severity } = event;
  const open = since === null ? 'It is open' : `Open since ${noticeTime(since, zone)}`;
  const lasted = since === null ? '' : ` (${durationText(at - since)})`;
  switch (reason) {
    case 'RESOLVED':
      return [`It is over: ${endOf(event, measure)}.`, lastedText(event, zone)].join(' ').trim();
    case 'REMINDER':
      return `Reminder: ${open.charAt(0).toLowerCase()}${open.slice(1)}${lasted}, and nobody has acknowledged it.`;
    case 'RAISED':
      return `${open}${lasted}; it has got worse and is now ${severity ?? 'INFO'}.`;
    case 'OPENED':
      return `${open}.`;
    default:
      return undefined;
  }
}

function endOf({ resolvedBy, reason, value }: Standing, measure: string | undefined): string {
  if (resolvedBy !== null) return `${resolvedBy} resolved it${reason === null ? '' : ` (${reason})`}`;
  if (value === null) return 'there is no more data';
  return measure === undefined ? 'it resolved automatically' : `it resolved automatically, with ${measure}`;
}

function lastedText({ since, until, at }: Standing, zone: string): string {
  if (since === null) return '';
  const end = until ?? at;
  return `It lasted ${durationText(end - since)}, from ${noticeTime(since, zone)} to ${timeBefore(end, since, zone)}.`;
}
