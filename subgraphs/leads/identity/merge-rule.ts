import { checkReason } from '../../../platform/check-reason.ts';
import { DomainError } from '../../../platform/errors.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { type Lead, LeadStage } from '../leads/lead.ts';
import { fieldOf, LEAD_COLUMNS, type LeadColumn } from '../leads/lead-columns.ts';
import type { OutcomeOfLead } from '../outcomes/outcome-store.ts';
import type { TakenValues } from './merge-store.ts';

/** Most leads that one request merges into another. */
export const MOST_MERGED = 20;

/** Columns that a survivor can take from a merged lead. */
export const TAKEN_COLUMNS: readonly TakenColumn[] = LEAD_COLUMNS.filter((column) => column !== 'stage');

/** Column of {@link TAKEN_COLUMNS}. */
export type TakenColumn = keyof TakenValues;

/** Leads to merge. */
export interface MergeRequest {
  /** the lead that stands for all of them afterwards */
  readonly leadId: string;
  readonly duplicateIds: readonly string[];
  /** without blanks around it */
  readonly reason: string;
  /** columns that the survivor takes from the first duplicate that has a value, where it has none */
  readonly columns: readonly TakenColumn[];
}

/**
 * Checks a request by itself.
 *
 * @throws {DomainError} VALIDATION_FAILED, TOO_MANY_ITEMS
 */
export function checkMerge({ leadId, duplicateIds, reason }: MergeRequest): void {
  checkReason(reason);
  if (duplicateIds.length > MOST_MERGED) {
    const message = `input.duplicateIds: found ${duplicateIds.length}, expected ${MOST_MERGED} at most`;
    throw new DomainError('TOO_MANY_ITEMS', message, { limit: MOST_MERGED });
  }
  const faults = new InputFaults();
  if (duplicateIds.length === 0) faults.add('input.duplicateIds', duplicateIds, 'at least one lead');
  for (const [position, id] of duplicateIds.entries()) {
    if (id === leadId) faults.add(`input.duplicateIds[${position}]`, id, 'another lead than input.leadId');
    if (duplicateIds.indexOf(id) < position) faults.add(`input.duplicateIds[${position}]`, id, 'a lead once');
  }
  faults.check();
}

/**
 * Checks the stages and outcomes of the leads of a merge.
 *
 * @throws {DomainError} LEAD_CLOSED for a survivor that was removed, MERGE_OUTCOME_CONTRADICTORY when one lead converted and
 * another one was lost
 */
export function checkMerged(survivor: Lead, outcomes: readonly OutcomeOfLead[]): void {
  const { id, stage } = survivor;
  if (stage === LeadStage.REMOVED)
    throw new DomainError('LEAD_CLOSED', `lead ${id}: found stage ${stage}, expected any other`, { leadId: id, stage });
  const results = new Set(outcomes.map(({ result }) => result));
  if (results.size <= 1) return;
  const found = outcomes.map(({ leadId, result }) => `${leadId} ${result}`).join(', ');
  throw new DomainError('MERGE_OUTCOME_CONTRADICTORY', `outcomes: found ${found}, expected one result`, {
    leadIds: outcomes.map(({ leadId }) => leadId),
  });
}

/** Values that the survivor takes: those of the first duplicate that has one, where the survivor has none. By duplicate. */
export function valuesToTake(
  survivor: Lead,
  duplicates: readonly Lead[],
  columns: readonly TakenColumn[],
): ReadonlyMap<Lead, TakenValues> {
  const taken = new Map(duplicates.map((each): [Lead, Record<string, unknown>] => [each, {}]));
  for (const column of columns) {
    if (fieldValue(survivor, column) !== null) continue;
    const giver = duplicates.find((each) => fieldValue(each, column) !== null);
    const values = giver && taken.get(giver);
    if (values) values[column] = fieldValue(giver, column);
  }
  return taken as ReadonlyMap<Lead, TakenValues>;
}

/** Values of a merge that its survivor still has. */
export function valuesToReturn(survivor: Lead, taken: TakenValues): readonly TakenColumn[] {
  return TAKEN_COLUMNS.filter(
    (column) => taken[column] !== undefined && taken[column] === fieldValue(survivor, column),
  );
}

function fieldValue(lead: Lead, column: LeadColumn): string | number | null {
  return (lead as unknown as Readonly<Record<string, string | number | null>>)[fieldOf(column)] ?? null;
}
