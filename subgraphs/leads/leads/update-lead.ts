import { InputFaults } from '../../../platform/input-faults.ts';
import { changesOf, noteChanges } from '../changes/change-store.ts';
import type { UpdateLeadInput } from '../graph/inputs.ts';
import type { Lead } from '../graph/lead.ts';
import type { UpdateLeadPayload } from '../graph/payloads.ts';
import { reviseLeads } from './bulk-store.ts';
import { LEAD_COLUMNS } from './lead-columns.ts';
import { readLeadDetails } from './lead-details.ts';
import { commitChange, getLead, getLeadToChange, type LeadsDeps } from './lead-transaction.ts';
import type { LeadRow } from './rows.ts';
import { LeadStage } from './vocabulary.ts';

/**
 * Changes a lead. The version before stays in the history, so that a score of an earlier time sees what was known then.
 *
 * @throws {DomainError} LEAD_NOT_FOUND, VALIDATION_FAILED for a value out of range or a stage that only an outcome sets
 */
export async function updateLead(deps: LeadsDeps, id: string, input: UpdateLeadInput): Promise<UpdateLeadPayload> {
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
      await noteChanges(trx, changesOf('UPDATED', revised), now);
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
