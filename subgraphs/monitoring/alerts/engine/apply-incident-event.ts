import type { Kysely } from 'kysely';
import { type IncidentNotice, incidentNotice, type MemberEffect } from '../rules/incident.ts';
import { channelsFor } from '../rules/routing.ts';
import type { AlertRow } from '../store/alert-store.ts';
import type { OpenTime } from '../store/event-store.ts';
import { countKnown, type LockedIncident, readOpenTime, updateIncident } from '../store/incident-store.ts';
import {
  type AppliedEvent,
  appendChange,
  type ChangedAlert,
  changeAlert,
  type Occurrence,
  requestRetraining,
  storeAlert,
} from './apply-alert-event.ts';
import type { DeliveryQueue } from './delivery-queue.ts';

/** Event to apply to an alert of an incident. */
export interface MemberEvent {
  /** locked in the transaction */
  readonly row: AlertRow;
  readonly occurrence: Occurrence;
}

type Member = MemberEffect & { readonly changed: ChangedAlert };

/**
 * Applies events to several alerts of one incident: stores their states and histories, and enqueues one notice of all of
 * them where one is due, all in the caller's transaction.
 *
 * @param incident locked in that transaction before its alerts
 * @throws {DomainError} ALERT_ACTION_REFUSED when the status of an alert does not allow its event
 */
export async function applyIncidentEvents(
  trx: Kysely<never>,
  incident: LockedIncident,
  events: readonly MemberEvent[],
  queue: DeliveryQueue,
): Promise<readonly AppliedEvent[]> {
  const all = events.map(({ row, occurrence }) => changeAlert(row, occurrence));
  for (const changed of all) await storeAlert(trx, changed);
  const known = await countKnown(trx, incident.key);
  const at = Math.max(...events.map(({ occurrence }) => occurrence.event.at));
  const notice = incidentNotice(incident.told, all.flatMap(effectOf), known.left, at);
  const isNotified = notice !== undefined && notice.reason !== 'RESOLVED';
  // a severity that has fallen may rise again, which is then notified
  const told = known.worst && { severity: known.worst, at: isNotified ? at : (incident.told?.at ?? at) };
  const isOpening = !incident.isOpen && all.some(({ line }) => line?.type === 'OPENED');
  await updateIncident(trx, incident.key, told, isOpening);
  if (notice) await notify(trx, notice, await readOpenTime(trx, incident.key), queue);
  const silent = all.filter((changed) => !notice?.members.some((member) => member.changed === changed));
  const withEvent = new Set<ChangedAlert>(notice?.members.map(({ changed }) => changed));
  // the incident is acknowledged with the last of its alerts, once
  const acknowledged =
    known.unacknowledged === 0 ? silent.find(({ line }) => line?.type === 'ACKNOWLEDGED') : undefined;
  for (const changed of silent) if (await record(trx, changed, changed === acknowledged, queue)) withEvent.add(changed);
  for (const changed of all) await requestRetraining(trx, changed, queue);
  return all.map((changed) => ({ row: changed.row, hasEvent: withEvent.has(changed) }));
}

function effectOf(changed: ChangedAlert): readonly Member[] {
  const { rule } = changed.occurrence;
  return changed.change.effects.map((effect) => ({ rule, effect, value: changed.row.value, changed }));
}

/** Enqueues one notice: that of the first alert's event, to which the events of the others refer. */
async function notify(
  trx: Kysely<never>,
  notice: IncidentNotice<Member>,
  open: OpenTime | undefined,
  queue: DeliveryQueue,
): Promise<void> {
  const { reason, severity, members } = notice;
  let lead: number | undefined;
  for (const { changed } of members) {
    const type = changed.line?.type ?? 'TOLD';
    const told = { told: reason, toldWith: lead, open: lead === undefined ? open : undefined };
    const sequence = await appendChange(trx, changed, type, told);
    if (lead !== undefined) continue;
    lead = sequence;
    const change = { ...changed.change, effects: [{ type: 'NOTIFY', reason, severity } as const] };
    await queue.enqueue(trx, sequence, channelsFor(changed.occurrence.rule, change, type));
  }
}

/** Records a change without a notice; a reminder that was not sent is not recorded. */
async function record(
  trx: Kysely<never>,
  changed: ChangedAlert,
  isAcknowledged: boolean,
  queue: DeliveryQueue,
): Promise<boolean> {
  const { line, change, occurrence } = changed;
  if (!line || line.type === 'REMINDED' || line.type === 'TOLD') return false;
  const sequence = await appendChange(trx, changed, line.type, { told: null });
  if (isAcknowledged) await queue.enqueue(trx, sequence, channelsFor(occurrence.rule, change, line.type));
  return true;
}
