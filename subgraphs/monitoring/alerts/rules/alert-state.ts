import { DomainError } from '../../../../platform/errors.ts';
import { refusal } from '../../../../platform/refusal.ts';
import type { AlertEffect, AlertEvent, NotificationReason } from './alert-event.ts';
import {
  ALERT_SEVERITIES,
  type AlertLevel,
  type AlertRule,
  type AlertSeverity,
  DEFAULT_NO_DATA_MS,
  noDataActionOf,
  severityRank,
} from './alert-rule.ts';
import { countWindow } from './count-window.ts';

/** Statuses of an alert. CALM: it has never been open. */
export const ALERT_STATUSES = ['CALM', 'OPEN', 'ACKNOWLEDGED', 'RESOLVED'] as const;

/** A status of {@link ALERT_STATUSES}. */
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** State of an alert: plain data, to be stored as JSON. Times in epoch milliseconds. */
export interface AlertState {
  readonly status: AlertStatus;
  /** highest since it opened; of a resolved alert, of the last time it was open */
  readonly severity?: AlertSeverity;
  /** number of times it has opened */
  readonly openings: number;
  readonly openedAt?: number;
  readonly resolvedAt?: number;
  /** subject that resolved it; absent when it resolved automatically */
  readonly resolvedBy?: string;
  readonly acknowledgedBy?: string;
  /** level that each of the last values reached: 0 none, 1 INFO, 2 WARNING, 3 CRITICAL */
  readonly recent: readonly number[];
  /** end of the window of the last of them; absent when values have no window */
  readonly recentUntil?: number;
  /** since when there has been no data; absent while there is */
  readonly silentSince?: number;
  /** consecutive values on the safe side, and since when */
  readonly clear?: { readonly count: number; readonly since: number };
  /** last notification; absent when there was none, or when it said that the alert is over */
  readonly told?: { readonly severity: AlertSeverity; readonly at: number };
  readonly muted?: { readonly by: string; readonly until: number; readonly forMs: number };
}

/** Next state, and the effects to apply for it. */
export interface AlertChange {
  readonly state: AlertState;
  readonly effects: readonly AlertEffect[];
}

/** State of an alert that has never been open. */
export const CALM_ALERT: AlertState = { status: 'CALM', openings: 0, recent: [] };

/**
 * Next state of an alert after an event.
 *
 * It opens when k of the last n values reach a level, rises with the worst level reached, and resolves when enough values
 * in a row, over long enough, were on the safe side of the first level's `leave`. Values of windows that overlap count as
 * one of the n. Without data for long enough it is kept, resolves or opens, as the rule says. It is notified when it
 * opens, when its severity rises, at intervals while nobody acknowledges it, and when it is over. During maintenance, and
 * while it is muted, there are no notifications; afterwards only its present state is notified.
 *
 * A clock that runs backwards neither opens nor resolves anything, nor repeats a notification: intervals under way
 * restart at the earlier time.
 *
 * @param isInMaintenance whether the alert is in a maintenance window at the time of the event
 * @throws {DomainError} ALERT_ACTION_REFUSED when the status does not allow the action, VALIDATION_FAILED for a mute of
 *   no length
 * @throws {RangeError} when a value is not a number
 */
export function nextAlert(rule: AlertRule, state: AlertState, event: AlertEvent, isInMaintenance = false): AlertChange {
  const next = apply(rule, withClock(state, event.at), event);
  const isQuiet = isInMaintenance || (next.muted !== undefined && event.at < next.muted.until);
  return isQuiet ? { state: next, effects: [] } : tell(rule, next, event.at);
}

/**
 * Checks whether a value has no effect on an alert: it is safe, the alert is neither open nor about to be, and no
 * notification is pending. Observing it or not makes no visible difference.
 */
export function isCalm(
  rule: AlertRule,
  { status, recent, told, silentSince }: AlertState,
  value: number | null,
): boolean {
  const isClosed = status === 'CALM' || (status === 'RESOLVED' && !told);
  if (value === null) return isClosed && noDataActionOf(rule) !== 'ALERT';
  const isSafe = !Number.isNaN(value) && levelReached(rule, value) === 0;
  return isSafe && isClosed && silentSince === undefined && recent.every((level) => level === 0);
}

function apply(rule: AlertRule, state: AlertState, event: AlertEvent): AlertState {
  switch (event.type) {
    case 'OBSERVED':
      return event.value === undefined
        ? observeNothing(rule, state, event.at)
        : observe(rule, state, { ...event, value: event.value });
    case 'TIME_PASSED':
      return state;
    case 'ACKNOWLEDGE':
      requireStatus(state, event.type, ['OPEN']);
      return { ...state, status: 'ACKNOWLEDGED', acknowledgedBy: event.by };
    case 'RESOLVE':
      requireStatus(state, event.type, ['OPEN', 'ACKNOWLEDGED']);
      return { ...resolved(state, event.at), resolvedBy: event.by };
    case 'MUTE':
      if (!(event.forMs > 0)) throw refusal('VALIDATION_FAILED', 'forMs', `${event.forMs}`, 'more than 0');
      return { ...state, muted: { by: event.by, until: event.at + event.forMs, forMs: event.forMs } };
    case 'UNMUTE': {
      const { muted: _, ...rest } = state;
      return rest;
    }
  }
}

/** Limits the state to the present: no interval can have begun after now, no mute can last longer than requested. */
function withClock(state: AlertState, at: number): AlertState {
  const { clear, told, muted, silentSince, recentUntil } = state;
  return {
    ...state,
    ...(silentSince !== undefined && { silentSince: Math.min(silentSince, at) }),
    ...(recentUntil !== undefined && { recentUntil: Math.min(recentUntil, at) }),
    ...(clear && { clear: { ...clear, since: Math.min(clear.since, at) } }),
    ...(told && { told: { ...told, at: Math.min(told.at, at) } }),
    ...(muted && { muted: { ...muted, until: Math.min(muted.until, at + muted.forMs) } }),
  };
}

/** Value that was measured over a window that ends at `at`. */
interface Observation {
  readonly at: number;
  readonly value: number;
  readonly from?: number | undefined;
}

function observe(rule: AlertRule, state: AlertState, { value, at, from }: Observation): AlertState {
  if (Number.isNaN(value)) throw new RangeError(`alert ${rule.name}: found NaN, expected a number or none`);
  const { clear: before, silentSince: _, recentUntil, ...rest } = state;
  const counted = countWindow(
    { levels: state.recent, until: recentUntil },
    { level: levelReached(rule, value), from, until: at },
    rule.of,
  );
  const recent = counted.levels;
  const isClear = isOnSafeSide(rule, value);
  const clear = isClear && { clear: { count: (before?.count ?? 0) + 1, since: before?.since ?? at } };
  const until = counted.until !== undefined && { recentUntil: counted.until };
  const watched: AlertState = { ...rest, recent, ...until, ...clear };
  const reached = ALERT_SEVERITIES.findLast(
    (severity) => recent.filter((level) => level >= severityRank(severity)).length >= rule.breaches,
  );
  if (watched.status === 'CALM' || watched.status === 'RESOLVED')
    return reached ? opened(watched, reached, at) : watched;
  if (reached && severityRank(reached) > severityRank(watched.severity)) {
    const { acknowledgedBy: _, ...worse } = watched;
    return { ...worse, status: 'OPEN', severity: reached };
  }
  const isOver = clear && clear.clear.count >= rule.clear && at - clear.clear.since >= rule.clearMs;
  return isOver ? resolved(watched, at) : watched;
}

function observeNothing(rule: AlertRule, state: AlertState, at: number): AlertState {
  const { silentSince = at } = state;
  const silent = { ...state, silentSince };
  const isOpen = state.status === 'OPEN' || state.status === 'ACKNOWLEDGED';
  const action = at - silentSince < (rule.noDataMs ?? DEFAULT_NO_DATA_MS) ? 'KEEP' : noDataActionOf(rule);
  if (action === 'RESOLVE' && isOpen) return resolved(silent, at);
  if (action === 'ALERT' && !isOpen) return opened(silent, (rule.levels[0] as AlertLevel).severity, at);
  return silent;
}

/** Rank of the highest level that a value reaches, 0 for none. */
export function levelReached({ levels, bad }: AlertRule, value: number): number {
  const level = levels.findLast(({ enter }) => (bad === 'HIGH' ? value >= enter : value <= enter));
  return level ? severityRank(level.severity) : 0;
}

function isOnSafeSide({ levels, bad }: AlertRule, value: number): boolean {
  const { leave } = levels[0] as AlertLevel;
  return bad === 'HIGH' ? value < leave : value > leave;
}

function opened(state: AlertState, severity: AlertSeverity, at: number): AlertState {
  const { resolvedAt: _at, resolvedBy: _by, acknowledgedBy: _who, clear: _clear, ...rest } = state;
  return { ...rest, status: 'OPEN', severity, openings: state.openings + 1, openedAt: at };
}

/** Clears the recent values: the condition must be met again. */
function resolved(state: AlertState, at: number): AlertState {
  const { clear: _, recentUntil: _until, ...rest } = state;
  return { ...rest, status: 'RESOLVED', resolvedAt: at, recent: [] };
}

/** Notifies the difference between the last notification and the present state. */
function tell(rule: AlertRule, state: AlertState, at: number): AlertChange {
  const { told, ...untold } = state;
  if (state.status === 'RESOLVED' && told) {
    return { state: untold, effects: [{ type: 'NOTIFY', reason: 'RESOLVED', severity: told.severity }] };
  }
  const reason = state.status === 'OPEN' ? notificationReason(rule, state, at) : undefined;
  if (!reason || !state.severity) return { state, effects: [] };
  const { severity } = state;
  return { state: { ...state, told: { severity, at } }, effects: [{ type: 'NOTIFY', reason, severity }] };
}

function notificationReason(
  rule: AlertRule,
  { severity, told }: AlertState,
  at: number,
): NotificationReason | undefined {
  if (!told) return 'OPENED';
  if (severityRank(severity) > severityRank(told.severity)) return 'RAISED';
  return at - told.at >= rule.remindAfterMs ? 'REMINDER' : undefined;
}

function requireStatus(state: AlertState, action: AlertEvent['type'], allowed: readonly AlertStatus[]): void {
  if (allowed.includes(state.status)) return;
  const message = `alert: found status ${state.status}, which does not take ${action}`;
  throw new DomainError('ALERT_ACTION_REFUSED', message, { status: state.status, action });
}
