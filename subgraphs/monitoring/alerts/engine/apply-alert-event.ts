import type { Kysely } from 'kysely';
import type { AlertEvent, NotificationReason } from '../rules/alert-event.ts';
import { type AlertHistoryLine, historyOf } from '../rules/alert-history.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { type AlertChange, levelReached, nextAlert } from '../rules/alert-state.ts';
import { isInMaintenance, type MaintenanceWindow } from '../rules/maintenance.ts';
import { channelsFor, isReasonToRetrain } from '../rules/routing.ts';
import type { Signal } from '../rules/signal.ts';
import { type AlertRow, identityOf, updateAlert } from '../store/alert-store.ts';
import { appendAlertEvent, type NewAlertEvent, type OpenTime } from '../store/event-store.ts';
import type { DeliveryQueue } from './delivery-queue.ts';

/** Event to apply to an alert, with its rule and context. */
export interface Occurrence {
  readonly rule: AlertRule;
  readonly event: AlertEvent;
  /** maintenance windows that contain the time of the event */
  readonly windows: readonly MaintenanceWindow[];
  /** observed value */
  readonly signal?: Signal | undefined;
  /** reason that the person gave */
  readonly reason?: string | undefined;
}

/** Alert after an event. */
export interface AppliedEvent {
  readonly row: AlertRow;
  /** whether its history has a new entry */
  readonly hasEvent: boolean;
}

/** Alert that an event has changed, not stored yet. */
export interface ChangedAlert {
  /** row to store */
  readonly row: AlertRow;
  readonly occurrence: Occurrence;
  readonly change: AlertChange;
  /** entry of the history; absent when there is none */
  readonly line: AlertHistoryLine | undefined;
}

/** Notification of the event of a changed alert. */
export interface EventNotification {
  /** reason; null when there is none */
  readonly told: NotificationReason | null;
  /** sequence of the event whose notice includes this one */
  readonly toldWith?: number | undefined;
  /** time for which the incident was open, when the notice is about an incident */
  readonly open?: OpenTime | undefined;
}

/**
 * Applies an event to an alert in memory.
 *
 * @param row the alert, locked in the caller's transaction
 * @throws {DomainError} ALERT_ACTION_REFUSED when its status does not allow the event
 */
export function changeAlert(row: AlertRow, occurrence: Occurrence): ChangedAlert {
  const { rule, event, windows, signal } = occurrence;
  const change = nextAlert(rule, row.state, event, isInMaintenance(identityOf(row), windows, event.at));
  const next = { ...row, ...(signal && observed(row, rule, signal)), state: change.state };
  return { row: next, occurrence, change, line: historyOf(row.state, change, event) };
}

/** Stores a changed alert without its history. */
export async function storeAlert(trx: Kysely<never>, { row, line }: ChangedAlert): Promise<void> {
  await updateAlert(trx, row, line?.type === 'OPENED');
}

/** Appends an event to the history. @returns its sequence */
export async function appendChange(
  trx: Kysely<never>,
  { row, occurrence }: ChangedAlert,
  type: NewAlertEvent['type'],
  { told, toldWith, open }: EventNotification,
): Promise<number> {
  return appendAlertEvent(trx, { ...entryOf(row, occurrence, type), told, toldWith, ...open });
}

/** Requests training of the model when the change is a reason to, once within the cool-down. */
export async function requestRetraining(
  trx: Kysely<never>,
  { row, occurrence, change }: ChangedAlert,
  queue: DeliveryQueue,
): Promise<void> {
  if (!isReasonToRetrain(occurrence.rule, change) || !(await queue.acquireRetraining(trx, row.model))) return;
  const entry = entryOf(row, occurrence, 'RETRAINING_REQUESTED');
  await queue.enqueue(trx, await appendAlertEvent(trx, { ...entry, by: SYSTEM }), ['RETRAINING']);
}

/**
 * Applies an event to an alert without an incident: stores its state and history and enqueues its deliveries, all in the
 * caller's transaction.
 *
 * @param row the alert, locked in that transaction
 * @throws {DomainError} ALERT_ACTION_REFUSED when its status does not allow the event
 */
export async function applyAlertEvent(
  trx: Kysely<never>,
  row: AlertRow,
  occurrence: Occurrence,
  queue: DeliveryQueue,
): Promise<AppliedEvent> {
  const changed = changeAlert(row, occurrence);
  const { line, change } = changed;
  await storeAlert(trx, changed);
  if (!line) return { row: changed.row, hasEvent: false };
  const sequence = await appendChange(trx, changed, line.type, { told: line.told ?? null });
  await queue.enqueue(trx, sequence, channelsFor(occurrence.rule, change, line.type));
  await requestRetraining(trx, changed, queue);
  return { row: changed.row, hasEvent: true };
}

const SYSTEM = 'system';

function observed(row: AlertRow, rule: AlertRule, { version, value, at, evidence }: Signal) {
  const isBreach = value !== null && levelReached(rule, value) > 0;
  return { version: version ?? null, value, observed_at: at, evidence: isBreach ? evidence : row.evidence };
}

function entryOf(row: AlertRow, { rule, event, reason }: Occurrence, type: NewAlertEvent['type']): NewAlertEvent {
  const { key: alert, metric, state, version, value, evidence } = row;
  return {
    alert,
    metric,
    type,
    told: null,
    at: event.at,
    by: 'by' in event ? event.by : SYSTEM,
    reason: reason ?? null,
    status: state.status,
    severity: state.severity ?? null,
    openings: state.openings,
    threshold: rule.levels.find(({ severity }) => severity === state.severity)?.enter ?? null,
    since: state.openedAt ?? null,
    until: state.resolvedAt ?? null,
    resolvedBy: state.resolvedBy ?? null,
    version,
    value,
    evidence: state.status === 'RESOLVED' ? null : evidence,
  };
}
