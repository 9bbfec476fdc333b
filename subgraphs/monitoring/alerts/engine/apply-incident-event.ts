import type { Kysely } from 'kysely';
import { type IncidentNotice, incidentNotice, type MemberEffect } from '../rules/incident.ts';
import { channelsFor } from '../rules/routing.ts';
import type { AlertRow } from '../store/alert-store.ts';
import type { OpenTime } from '../store/event-store.ts';
import { countKnown, type HeldIncident, readOpenTime, updateIncident } from '../store/incident-store.ts';
import type { AlertOutlet } from './alert-outlet.ts';
import {
  appendChange,
  type ChangedAlert,
  changeAlert,
  type Happened,
  type Happening,
  requestRetraining,
  storeAlert,
} from './apply-alert-event.ts';

/** An event about to happen to an alert of an incident. */
export interface MemberEvent {
  /** held in the transaction */
  readonly row: AlertRow;
  readonly happening: Happening;
}

type Member = MemberEffect & { readonly changed: ChangedAlert };

/**
 * Lets events happen to alerts of one incident at once: their states and histories, and one notice of all of them if
 * there is anything to tell, all in the caller's transaction.
 *
 * @param incident held in that transaction, before its alerts were
 * @throws {DomainError} ALERT_ACTION_REFUSED when the status of an alert does not allow its event
 */
export async function applyIncidentEvents(
  trx: Kysely<never>,
  incident: HeldIncident,
  events: readonly MemberEvent[],
  outlet: AlertOutlet,
): Promise<readonly Happened[]> {
  const all = events.map(({ row, happening }) => changeAlert(row, happening));
  for (const changed of all) await storeAlert(trx, changed);
  const known = await countKnown(trx, incident.key);
  const at = Math.max(...events.map(({ happening }) => happening.event.at));
  const notice = incidentNotice(incident.told, all.flatMap(effectOf), known.left, at);
  const isTold = notice !== undefined && notice.reason !== 'RESOLVED';
  // what has got better may get worse again, and that is to be told
  const told = known.worst && { severity: known.worst, at: isTold ? at : (incident.told?.at ?? at) };
  const isOpening = !incident.isOpen && all.some(({ line }) => line?.type === 'OPENED');
  await updateIncident(trx, incident.key, told, isOpening);
  if (notice) await tell(trx, notice, await readOpenTime(trx, incident.key), outlet);
  const silent = all.filter((changed) => !notice?.members.some((member) => member.changed === changed));
  const isNews = new Set<ChangedAlert>(notice?.members.map(({ changed }) => changed));
  // the incident is taken on with the last of its alerts, once
  const takenOn = known.unacknowledged === 0 ? silent.find(({ line }) => line?.type === 'ACKNOWLEDGED') : undefined;
  for (const changed of silent) if (await record(trx, changed, changed === takenOn, outlet)) isNews.add(changed);
  for (const changed of all) await requestRetraining(trx, changed, outlet);
  return all.map((changed) => ({ row: changed.row, isNews: isNews.has(changed) }));
}

function effectOf(changed: ChangedAlert): readonly Member[] {
  const { rule } = changed.happening;
  return changed.change.effects.map((effect) => ({ rule, effect, value: changed.row.value, changed }));
}

/** The notice is that of the first alert's event; those of the others say with which they were told. */
async function tell(
  trx: Kysely<never>,
  notice: IncidentNotice<Member>,
  open: OpenTime | undefined,
  outlet: AlertOutlet,
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
    await outlet.note(trx, sequence, channelsFor(changed.happening.rule, change, type));
  }
}

/** Records a change that people are not told of; only that of which nobody was reminded leaves no trace. */
async function record(
  trx: Kysely<never>,
  changed: ChangedAlert,
  isTakenOn: boolean,
  outlet: AlertOutlet,
): Promise<boolean> {
  const { line, change, happening } = changed;
  if (!line || line.type === 'REMINDED' || line.type === 'TOLD') return false;
  const sequence = await appendChange(trx, changed, line.type, { told: null });
  if (isTakenOn) await outlet.note(trx, sequence, channelsFor(happening.rule, change, line.type));
  return true;
}
