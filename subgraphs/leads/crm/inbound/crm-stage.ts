import { isClosedStage, LeadStage } from '../../leads/lead.ts';
import type { OutcomeResult } from '../../outcomes/outcome.ts';
import { STAGE_OF_RESULT } from '../../outcomes/record-outcome.ts';

/** Stage and outcome of a lead as it is stored. */
export interface StoredStage {
  readonly stage: LeadStage;
  readonly result: OutcomeResult | null;
}

/** Facts of the CRM about a lead's stage. */
export interface CrmStage {
  /** open stage; null where the mapping has none */
  readonly stage: LeadStage | null;
  readonly result: OutcomeResult | null;
  readonly isDeleted: boolean;
}

/**
 * Stage of a lead after a row of the CRM was read. A merged lead stays merged, a deleted one is removed, an outcome closes
 * it for good, and otherwise the CRM's stage holds; a removed lead that is back without one is NEW.
 *
 * @param stored undefined for a new lead
 */
export function stageAfter(stored: StoredStage | undefined, given: CrmStage): LeadStage {
  if (stored?.stage === LeadStage.MERGED) return LeadStage.MERGED;
  if (given.isDeleted) return LeadStage.REMOVED;
  const result = stored?.result ?? given.result;
  if (result) return STAGE_OF_RESULT[result];
  if (given.stage) return given.stage;
  return stored && !isClosedStage(stored.stage) ? stored.stage : LeadStage.NEW;
}
