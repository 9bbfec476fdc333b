import type { AlertEvent, NotificationReason } from './alert-event.ts';
import { severityRank } from './alert-rule.ts';
import type { AlertChange, AlertState } from './alert-state.ts';

/** Types of events in the history of an alert. */
export const ALERT_EVENT_TYPES = [
  'OPENED',
  'RAISED',
  'ACKNOWLEDGED',
  'RESOLVED',
  'MUTED',
  'UNMUTED',
  'REMINDED',
  'TOLD',
  'RETRAINING_REQUESTED',
] as const;

/** A type of {@link ALERT_EVENT_TYPES}. */
export type AlertEventType = (typeof ALERT_EVENT_TYPES)[number];

/** Entry of the history about a change. */
export interface AlertHistoryLine {
  readonly type: AlertEventType;
  /** reason for the notification; absent when there is none */
  readonly told?: NotificationReason;
}

/**
 * Entry of the history about a change, if it deserves one.
 *
 * TOLD is a notification that had to wait for the end of a mute or of maintenance. Most values change nothing worth an
 * entry.
 */
export function historyOf(
  before: AlertState,
  { state, effects }: AlertChange,
  event: AlertEvent,
): AlertHistoryLine | undefined {
  const told = effects[0]?.reason;
  const type = changeOf(before, state, event) ?? (told === 'REMINDER' ? 'REMINDED' : told && 'TOLD');
  return type && { type, ...(told && { told }) };
}

function changeOf(before: AlertState, after: AlertState, event: AlertEvent): AlertEventType | undefined {
  if (event.type === 'MUTE') return 'MUTED';
  if (event.type === 'UNMUTE') return before.muted && 'UNMUTED';
  if (after.openings > before.openings) return 'OPENED';
  if (after.status !== before.status && after.status === 'ACKNOWLEDGED') return 'ACKNOWLEDGED';
  if (after.status !== before.status && after.status === 'RESOLVED') return 'RESOLVED';
  return severityRank(after.severity) > severityRank(before.severity) ? 'RAISED' : undefined;
}
