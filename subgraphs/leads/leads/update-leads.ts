import type { Transaction } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { findSurvivors, leadMerged } from '../identity/survivors/survivors.ts';
import { isClosedStage, type Lead, type LeadFields, type LeadRow, LeadStage } from './lead.ts';
import { fieldOf, LEAD_COLUMNS, type LeadColumn } from './lead-columns.ts';
import { readLeadDetails } from './lead-details.ts';
import { findLeads, lockLeads, reviseLeads } from './lead-store.ts';
import { commitChange, leadNotFound } from './lead-transaction.ts';
import type { LeadsDeps } from './leads-deps.ts';
import { Origin } from './origin.ts';

/** Most leads of one `updateLeads`. */
export const MOST_UPDATES = 1_000;

/** Change of a lead: absent fields stay as they are, null clears one. */
export interface LeadUpdate extends Partial<LeadFields> {
  readonly stage?: LeadStage | null;
}

/** Request to change one lead. */
export interface LeadUpdateRequest {
  readonly id: string;
  readonly input: LeadUpdate;
  /** version that the change is based on; absent to change any version */
  readonly expectedVersion?: number | null;
}

/** Result for one lead: the lead after the change, or the error that left it unchanged. */
export interface LeadUpdateResult {
  readonly leadId: string;
  readonly lead: Lead | null;
  readonly error: DomainError | null;
}

/** Changed columns of a lead. */
type Changes = Partial<Pick<LeadRow, LeadColumn>>;

/**
 * Changes many leads in one transaction: one result per request, in order. A request that is refused changes nothing, and
 * leaves the others alone. The previous versions stay in the history, so that scores of an earlier time can be replayed.
 *
 * Refusals: LEAD_NOT_FOUND, LEAD_MERGED, LEAD_VERSION_CONFLICT, VALIDATION_FAILED for a value out of range, a stage that only an outcome
 * sets, or a lead that an earlier request of the list names.
 *
 * @throws {DomainError} TOO_MANY_ITEMS above {@link MOST_UPDATES}
 */
export async function updateLeads(
  deps: LeadsDeps,
  requests: readonly LeadUpdateRequest[],
): Promise<readonly LeadUpdateResult[]> {
  if (requests.length > MOST_UPDATES)
    throw new DomainError(
      'TOO_MANY_ITEMS',
      `updates: found ${requests.length} leads, expected at most ${MOST_UPDATES}`,
    );
  const ids = [...new Set(requests.map(({ id }) => id))];
  return commitChange(deps, async (trx) => {
    await lockLeads(trx, ids);
    const stored = await leadsById(trx, ids);
    const merged = [...stored.values()].filter(({ stage }) => stage === LeadStage.MERGED).map(({ id }) => id);
    const checked = checkAll(requests, stored, await findSurvivors(trx, merged));
    await write(trx, checked, stored, deps.clock());
    const changed = await leadsById(trx, ids);
    return requests.map(({ id }, i) => {
      const found = checked[i];
      if (found instanceof DomainError) return { leadId: id, lead: null, error: found };
      return { leadId: id, lead: changed.get(id) ?? null, error: null };
    });
  });
}

async function leadsById(trx: Transaction<unknown>, ids: readonly string[]): Promise<ReadonlyMap<string, Lead>> {
  return new Map((await findLeads(trx, ids)).map((lead) => [lead.id, lead]));
}

/** Leads that merged ones were merged into, by the id of the merged one. */
type Survivors = ReadonlyMap<string, string>;

interface CheckedUpdate {
  readonly id: string;
  readonly changes: Changes;
}

function checkAll(
  requests: readonly LeadUpdateRequest[],
  stored: ReadonlyMap<string, Lead>,
  survivors: Survivors,
): readonly (CheckedUpdate | DomainError)[] {
  const seen = new Set<string>();
  return requests.map((request) => {
    try {
      const isRepeated = seen.has(request.id);
      seen.add(request.id);
      if (survivors.has(request.id)) throw leadMerged(request.id, survivors.get(request.id));
      return { id: request.id, changes: check(request, stored.get(request.id), isRepeated) };
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  });
}

function check(
  { id, input, expectedVersion }: LeadUpdateRequest,
  before: Lead | undefined,
  isRepeated: boolean,
): Changes {
  const faults = new InputFaults();
  const changes = readLeadDetails(input, faults) as Changes;
  if (isRepeated) faults.add('id', id, 'a lead that is listed once');
  if (before) checkStage(faults, input.stage, before);
  else throw leadNotFound(id);
  faults.check();
  if (expectedVersion != null && expectedVersion !== before.version)
    throw new DomainError(
      'LEAD_VERSION_CONFLICT',
      `expectedVersion: found ${expectedVersion}, expected ${before.version}, the current version of lead ${id}`,
      { leadId: id, version: before.version },
    );
  return changes;
}

function checkStage(faults: InputFaults, stage: LeadStage | null | undefined, { stage: before }: Lead): void {
  if (stage === undefined || stage === before) return;
  if (stage === null) faults.add('input.stage', stage, 'a stage');
  else if (isClosedStage(before)) faults.add('input.stage', stage, `${before}, as the lead is closed`);
  else if (isClosedStage(stage)) faults.add('input.stage', stage, 'an open stage: recordOutcome closes a lead');
}

async function write(
  trx: Transaction<unknown>,
  checked: readonly (CheckedUpdate | DomainError)[],
  stored: ReadonlyMap<string, Lead>,
  now: number,
): Promise<void> {
  const updates = checked.filter((each): each is CheckedUpdate => !(each instanceof DomainError));
  const columns = LEAD_COLUMNS.filter((column) => updates.some(({ changes }) => column in changes));
  if (columns.length === 0) return;
  // the leads are locked: their other columns are written as they are
  const rows = updates.map(({ id, changes }) => ({ ...columnsOf(stored.get(id) as Lead, columns), ...changes, id }));
  const revised = await reviseLeads(trx, rows, columns, { now, origin: Origin.API });
  await recordChanges(trx, changesOf('UPDATED', revised), now);
}

function columnsOf(lead: Lead, columns: readonly LeadColumn[]): Changes {
  const fields: Readonly<Record<string, unknown>> = { ...lead };
  return Object.fromEntries(columns.map((column) => [column, fields[fieldOf(column)]]));
}
