import { isStorableText } from '../../../../platform/storable-text.ts';
import { RowFault } from '../../import/row-fault.ts';
import { type Cells, ValueReader } from '../../import/value-reader.ts';
import { InteractionKind, type InteractionRow } from '../../interactions/interaction.ts';
import { MAX_NOTE_LENGTH } from '../../interactions/record-interactions.ts';
import type { CrmActivities } from './crm-mapping.ts';
import { isDeletedRow, type ReadContext } from './read-crm-lead.ts';

const MAX_ID_LENGTH = 200;

/**
 * Reads a row of a table of activities. Its `recorded_at` is its `occurred_at`.
 *
 * @returns undefined when it is deleted, belongs to no lead, or is of a kind that the mapping leaves out
 * @throws {RowFault} naming the column at fault, with the text found and expected
 */
export function readCrmActivity(
  cells: Cells,
  entity: CrmActivities,
  { missing, now }: ReadContext,
): InteractionRow | undefined {
  const values = new ValueReader(cells, missing, now);
  const kind = values.text(entity.kind);
  if (kind === null || !cells.has(entity.lead) || isDeletedRow(cells, entity)) return undefined;
  const occurredAt = values.time(entity.occurredAt).startMs;
  if (!Object.hasOwn(InteractionKind, kind))
    throw new RowFault('kind', kind, `one of ${Object.keys(InteractionKind).join(', ')}`);
  const note = entity.note ? values.text(entity.note) : null;
  if (note !== null && (note.length > MAX_NOTE_LENGTH || !isStorableText(note)))
    throw new RowFault('note', `${note.length} characters`, `a text of at most ${MAX_NOTE_LENGTH} characters`);
  return {
    id: readKey(`${entity.name}:${cells.get(entity.key) ?? ''}`, entity.key),
    lead_id: readKey(cells.get(entity.lead) ?? '', entity.lead),
    kind: kind as InteractionKind,
    occurred_at: occurredAt,
    recorded_at: occurredAt,
    duration_seconds: entity.durationSeconds ? values.count(entity.durationSeconds) : null,
    quantity: entity.quantity ? values.count(entity.quantity) : null,
    note,
  };
}

/**
 * Checks the key of a row.
 *
 * @throws {RowFault}
 */
export function readKey(text: string, column: string): string {
  const key = text.trim();
  if (key !== '' && key.length <= MAX_ID_LENGTH && isStorableText(key)) return key;
  throw new RowFault(column, key.slice(0, MAX_ID_LENGTH), `a key of 1 to ${MAX_ID_LENGTH} characters`);
}
