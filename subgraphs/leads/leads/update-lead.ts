import { InputFaults } from '../../../platform/input-faults.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import { type Lead, type LeadFields, type LeadRow, LeadStage } from './lead.ts';
import { LEAD_COLUMNS } from './lead-columns.ts';
import { readLeadDetails } from './lead-details.ts';
import { reviseLeads } from './lead-store.ts';
import { commitChange, getLead, getLeadToChange } from './lead-transaction.ts';
import type { LeadsDeps } from './leads-deps.ts';

/** Change of a lead: absent fields stay as they are, null clears one. */
export interface LeadUpdate extends Partial<LeadFields> {
  readonly stage?: LeadStage | null;
}

/** A changed lead. */
export interface UpdatedLead {
  readonly leadId: string;
  readonly lead: Lead;
}

/**
 * Changes a lead. The previous version stays in the history, so that a score of an earlier time can be replayed.
 *
 * @throws {DomainError} LEAD_NOT_FOUND, VALIDATION_FAILED for a value out of range or a stage that only an outcome sets
 */
export async function updateLead(deps: LeadsDeps, id: string, input: LeadUpdate): Promise<UpdatedLead> {
  const faults = new InputFaults();
  const changes = readLeadDetails(input, faults) as Partial<LeadRow>;
  return commitChange(deps, async (trx) => {
    const before = await getLeadToChange(trx, id);
    checkStage(faults, input.stage, before);
    faults.check();
    const columns = LEAD_COLUMNS.filter((column) => column in changes);
    if (columns.length > 0) {
      const now = deps.clock();
      const revised = await reviseLeads(trx, [{ ...changes, id }], columns, now);
      await recordChanges(trx, changesOf('UPDATED', revised), now);
    }
    return { leadId: id, lead: await getLead(trx, id) };
  });
}

function checkStage(faults: InputFaults, stage: LeadStage | null | undefined, { stage: before }: Lead): void {
  if (stage === undefined || stage === before) return;
  if (stage === null) faults.add('input.stage', stage, 'a stage');
  else if (isClosed(before)) faults.add('input.stage', stage, `${before}, as the lead has an outcome`);
  else if (isClosed(stage)) faults.add('input.stage', stage, 'an open stage: recordOutcome closes a lead');
}

function isClosed(stage: LeadStage | null): boolean {
  return stage === LeadStage.WON || stage === LeadStage.LOST;
}
