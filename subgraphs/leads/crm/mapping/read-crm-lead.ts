import type { Mapping } from '../../import/mapping.ts';
import { readRow } from '../../import/read-row.ts';
import { type Cells, ValueReader } from '../../import/value-reader.ts';
import type { LeadRow, LeadStage } from '../../leads/lead.ts';
import type { OutcomeRow } from '../../outcomes/outcome.ts';
import type { CrmLeads } from './crm-mapping.ts';
import { readOutcomeDetails } from './outcome-details.ts';

/** Settings of reading a row of the CRM. */
export interface ReadContext {
  /** texts that stand for an unknown value, beside the empty one */
  readonly missing: readonly string[];
  /** epoch milliseconds; times after it are faults */
  readonly now: number;
}

/** Lead of a row of the CRM. */
export interface ReadLead {
  readonly lead: LeadRow;
  readonly outcome: OutcomeRow | undefined;
  /** open stage; null where the mapping has none, or the row an unknown one */
  readonly stage: LeadStage | null;
  readonly isDeleted: boolean;
}

/**
 * Reads a row of the table of leads.
 *
 * @throws {RowFault} naming each column at fault, with the text found and expected
 */
export function readCrmLead(cells: Cells, entity: CrmLeads, { missing, now }: ReadContext): ReadLead {
  const isDeleted = isDeletedRow(cells, entity);
  const { lead, outcome } = readRow(cells, importMapping(entity, missing), now);
  const values = new ValueReader(cells, missing, now);
  const stage = entity.lead.stage && values.text(entity.lead.stage) !== null && !outcome ? lead.stage : null;
  const { outcome: source } = entity;
  const details = outcome && source && readOutcomeDetails(values, source, outcome.result);
  return { lead, outcome: outcome && { ...outcome, ...details }, stage, isDeleted };
}

/** Whether a row is marked as deleted. */
export function isDeletedRow(cells: Cells, { deleted }: Pick<CrmLeads, 'deleted'>): boolean {
  const mark = deleted && cells.get(deleted.column);
  return mark !== undefined && (deleted?.value === undefined || mark === deleted.value);
}

const mappings = new WeakMap<CrmLeads, Mapping>();

/** The mapping of an import that reads the same values. */
function importMapping(entity: CrmLeads, missing: readonly string[]): Mapping {
  const known = mappings.get(entity);
  if (known) return known;
  const { outcome } = entity;
  const made: Mapping = {
    delimiter: ',',
    encoding: 'utf-8',
    missing: [...missing],
    lead: { id: { column: entity.key }, ...entity.lead },
    interactions: [],
    outcome: outcome && { column: outcome.column, values: outcome.values, occurredAt: outcome.occurredAt },
  };
  mappings.set(entity, made);
  return made;
}
