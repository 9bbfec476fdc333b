import type { TimeSpan } from '../../import/parse-time.ts';
import { readResult } from '../../import/read-result.ts';
import { type Cells, ValueReader } from '../../import/value-reader.ts';
import type { OutcomeRow } from '../../outcomes/outcome.ts';
import type { CrmOutcomes } from './crm-mapping.ts';
import { readOutcomeDetails } from './outcome-details.ts';
import { readKey } from './read-crm-activity.ts';
import { isDeletedRow, type ReadContext } from './read-crm-lead.ts';

/** Outcome of a row of the CRM. */
export interface ReadOutcome {
  readonly leadId: string;
  /** undefined while the lead is open; it occurred at the start of its span */
  readonly outcome: OutcomeRow | undefined;
  /** time of the outcome, at the precision of its text */
  readonly occurred: TimeSpan | undefined;
  readonly isDeleted: boolean;
}

/**
 * Reads a row of the table of outcomes.
 *
 * @throws {RowFault} naming the column at fault, with the text found and expected
 */
export function readCrmOutcome(cells: Cells, entity: CrmOutcomes, { missing, now }: ReadContext): ReadOutcome {
  const values = new ValueReader(cells, missing, now);
  const leadId = readKey(cells.get(entity.lead) ?? '', entity.lead);
  const isDeleted = isDeletedRow(cells, entity);
  const result = readResult(values, entity.result);
  if (result === null) return { leadId, outcome: undefined, occurred: undefined, isDeleted };
  const occurred = values.time(entity.occurredAt);
  const at = { occurred_at: occurred.startMs, recorded_at: occurred.startMs };
  return {
    leadId,
    outcome: { lead_id: leadId, result, ...at, ...readOutcomeDetails(values, entity, result) },
    occurred,
    isDeleted,
  };
}
