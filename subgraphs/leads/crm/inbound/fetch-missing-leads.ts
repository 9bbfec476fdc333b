import { type Kysely, sql, type Transaction } from 'kysely';
import { runCooperatively } from '../../../../statistics/run-cooperatively.ts';
import type { ParsedRow, SyncedEntity } from './crm-entity.ts';
import { parseRows } from './parse-rows.ts';
import type { WriteContext } from './write-leads.ts';

/**
 * Reads the leads that rows belong to, and that are not here, from the CRM: a row that was committed with its lead may be
 * read before it.
 *
 * @returns how to write them, in the transaction of the rows
 */
export async function fetchMissingLeads(
  db: Kysely<unknown>,
  leads: SyncedEntity,
  rows: readonly ParsedRow[],
  context: WriteContext,
): Promise<(trx: Transaction<unknown>) => Promise<void>> {
  const ids = [...new Set(rows.map(({ leadId }) => leadId))];
  const { rows: missing } = await sql<{ id: string }>`SELECT w.id FROM unnest(${ids}::text[]) AS w(id)
    WHERE NOT EXISTS (SELECT FROM leads.lead l WHERE l.id = w.id)`.execute(db);
  const found = missing.length > 0 ? await leads.reader.byKeys(missing.map(({ id }) => id)) : [];
  // those at fault are parked when their own turn comes
  const { parsed } = await runCooperatively(parseRows(leads, found, context.now));
  return async (trx) => {
    if (parsed.length > 0) await leads.write(trx, parsed, context);
  };
}
