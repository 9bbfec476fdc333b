import type { Kysely } from 'kysely';
import type { Signal } from '../signals/signal.ts';
import type { AlertEvent } from './alert-event.ts';
import { historyOf } from './alert-history.ts';
import type { AlertOutlet } from './alert-outlet.ts';
import type { AlertRule } from './alert-rule.ts';
import { levelReached, nextAlert } from './alert-state.ts';
import { type AlertRow, identityOf, updateAlert } from './alert-store.ts';
import { appendAlertEvent, type NewAlertEvent } from './event-store.ts';
import { isMaintained, type MaintenanceWindow } from './maintenance.ts';
import { asksForRetraining, channelsFor } from './routing.ts';

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

/**
 * Lets an event happen to an alert: its new state, its history and what is to be sent, all in the caller's transaction.
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
  const { rule, event, windows, signal } = happening;
  const change = nextAlert(rule, row.state, event, isMaintained(identityOf(row), windows, event.at));
  const next = { ...row, ...(signal && observed(row, rule, signal)), state: change.state };
  const line = historyOf(row.state, change, event);
  await updateAlert(trx, next, line?.type === 'OPENED');
  if (!line) return { row: next, isNews: false };
  const entry = entryOf(next, happening, line.type);
  const sequence = await appendAlertEvent(trx, { ...entry, told: line.told ?? null });
  await outlet.note(trx, sequence, channelsFor(rule, change, line.type));
  if (asksForRetraining(rule, change) && (await outlet.takeRetraining(trx, row.model))) {
    const request = await appendAlertEvent(trx, { ...entry, type: 'RETRAINING_REQUESTED', by: SYSTEM });
    await outlet.note(trx, request, ['RETRAINING']);
  }
  return { row: next, isNews: true };
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
    version,
    value,
    evidence: state.status === 'RESOLVED' ? null : evidence,
  };
}
