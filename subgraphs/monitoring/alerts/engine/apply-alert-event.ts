import type { Kysely } from 'kysely';
import type { AlertEvent, NotificationReason } from '../rules/alert-event.ts';
import { type AlertHistoryLine, historyOf } from '../rules/alert-history.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { type AlertChange, levelReached, nextAlert } from '../rules/alert-state.ts';
import { isMaintained, type MaintenanceWindow } from '../rules/maintenance.ts';
import { asksForRetraining, channelsFor } from '../rules/routing.ts';
import type { Signal } from '../rules/signal.ts';
import { type AlertRow, identityOf, updateAlert } from '../store/alert-store.ts';
import { appendAlertEvent, type NewAlertEvent, type OpenTime } from '../store/event-store.ts';
import type { AlertOutlet } from './alert-outlet.ts';

/** One event about to happen to an alert. */
export interface Happening {
  readonly rule: AlertRule;
  readonly event: AlertEvent;
  /** the times of planned work that the event lies in */
  readonly windows: readonly MaintenanceWindow[];
  /** the value that was observed */
  readonly signal?: Signal | undefined;
  /** why, in the words of whoever did it */
  readonly reason?: string | undefined;
}

/** What became of an alert. */
export interface Happened {
  readonly row: AlertRow;
  /** whether its history has a new line */
  readonly isNews: boolean;
}

/** An alert that an event has changed, not stored yet. */
export interface ChangedAlert {
  /** as it is to be stored */
  readonly row: AlertRow;
  readonly happening: Happening;
  readonly change: AlertChange;
  /** what its history says of it; absent when there is nothing to say */
  readonly line: AlertHistoryLine | undefined;
}

/** What is stored of the event of a changed alert. */
export interface EventTold {
  /** why people are told with it; null when they are not */
  readonly told: NotificationReason | null;
  /** sequence of the event whose notice tells of this one, too */
  readonly toldWith?: number | undefined;
  /** from when until when what it tells of was open, when that is not the alert alone */
  readonly open?: OpenTime | undefined;
}

/**
 * What an event makes of an alert.
 *
 * @param row the alert, held in the caller's transaction
 * @throws {DomainError} ALERT_ACTION_REFUSED when its status does not allow the event
 */
export function changeAlert(row: AlertRow, happening: Happening): ChangedAlert {
  const { rule, event, windows, signal } = happening;
  const change = nextAlert(rule, row.state, event, isMaintained(identityOf(row), windows, event.at));
  const next = { ...row, ...(signal && observed(row, rule, signal)), state: change.state };
  return { row: next, happening, change, line: historyOf(row.state, change, event) };
}

/** Stores a changed alert without its history. */
export async function storeAlert(trx: Kysely<never>, { row, line }: ChangedAlert): Promise<void> {
  await updateAlert(trx, row, line?.type === 'OPENED');
}

/** Appends to the history what happened. @returns the event's sequence */
export async function appendChange(
  trx: Kysely<never>,
  { row, happening }: ChangedAlert,
  type: NewAlertEvent['type'],
  { told, toldWith, open }: EventTold,
): Promise<number> {
  return appendAlertEvent(trx, { ...entryOf(row, happening, type), told, toldWith, ...open });
}

/** Asks for the model to be trained again when the change is a reason to, once within the cool-down. */
export async function requestRetraining(
  trx: Kysely<never>,
  { row, happening, change }: ChangedAlert,
  outlet: AlertOutlet,
): Promise<void> {
  if (!asksForRetraining(happening.rule, change) || !(await outlet.takeRetraining(trx, row.model))) return;
  const entry = entryOf(row, happening, 'RETRAINING_REQUESTED');
  await outlet.note(trx, await appendAlertEvent(trx, { ...entry, by: SYSTEM }), ['RETRAINING']);
}

/**
 * Lets an event happen to an alert that stands alone: its new state, its history and what is to be sent, all in the
 * caller's transaction.
 *
 * @param row the alert, held in that transaction
 * @throws {DomainError} ALERT_ACTION_REFUSED when its status does not allow the event
 */
export async function applyAlertEvent(
  trx: Kysely<never>,
  row: AlertRow,
  happening: Happening,
  outlet: AlertOutlet,
): Promise<Happened> {
  const changed = changeAlert(row, happening);
  const { line, change } = changed;
  await storeAlert(trx, changed);
  if (!line) return { row: changed.row, isNews: false };
  const sequence = await appendChange(trx, changed, line.type, { told: line.told ?? null });
  await outlet.note(trx, sequence, channelsFor(happening.rule, change, line.type));
  await requestRetraining(trx, changed, outlet);
  return { row: changed.row, isNews: true };
}

const SYSTEM = 'system';

function observed(row: AlertRow, rule: AlertRule, { version, value, at, evidence }: Signal) {
  const isBreach = value !== null && levelReached(rule, value) > 0;
  return { version: version ?? null, value, observed_at: at, evidence: isBreach ? evidence : row.evidence };
}

function entryOf(row: AlertRow, { rule, event, reason }: Happening, type: NewAlertEvent['type']): NewAlertEvent {
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
