import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { ReplacedId } from '../../../scoring/lead-erasure.ts';
import { ERASED_COLUMNS, ERASED_TEXT, PERSONAL_TABLES, type PersonalTable } from './personal-tables.ts';

/**
 * Gives leads other ids in every table of `leads`, and empties the columns that identify a person. Requires their locks.
 *
 * @param now epoch milliseconds
 */
export async function renameLeads(
  trx: QueryExecutorProvider,
  leads: readonly ReplacedId[],
  now: number,
): Promise<void> {
  // before: rows that refer to a lead need it at the end of each statement
  for (const lead of leads) await copyLead(trx, lead, now);
  for (const lead of leads) for (const table of PERSONAL_TABLES) await renameRows(trx, table, lead);
  for (const { from, to } of leads)
    await sql`UPDATE leads.lead SET merged_into = ${to} WHERE merged_into = ${from}`.execute(trx);
  await sql`DELETE FROM leads.lead WHERE id = ANY(${leads.map(({ from }) => from)}::text[])`.execute(trx);
}

async function copyLead(trx: QueryExecutorProvider, { from, to }: ReplacedId, now: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = 'leads' AND table_name = 'lead' AND is_generated = 'NEVER'`.execute(trx);
  const changed: ReadonlyMap<string, RawBuilder<unknown>> = new Map([
    ['id', sql`${to}::text`],
    ['erased_at', sql`${now}::bigint`],
    // nothing of the CRM is compared with it
    ['is_in_crm', sql`false`],
    ...ERASED_COLUMNS.map((column) => [column, sql`NULL`] as const),
  ]);
  const names = rows.map(({ name }) => sql.ref(name));
  const values = rows.map(({ name }) => changed.get(name) ?? sql.ref(name));
  await sql`INSERT INTO leads.lead (${sql.join(names)}) SELECT ${sql.join(values)} FROM leads.lead WHERE id = ${from}`.execute(
    trx,
  );
}

async function renameRows(trx: QueryExecutorProvider, table: PersonalTable, { from, to }: ReplacedId): Promise<void> {
  const name = sql.table(`leads.${table.name}`);
  const { nulls = [], texts = [], objects = [], when = 'true' } = table;
  for (const id of table.ids) {
    const column = sql.ref(id);
    if (table.isDeleted) {
      await sql`DELETE FROM ${name} WHERE ${column} = ${from} AND ${sql.raw(when)}`.execute(trx);
      continue;
    }
    const changes = [
      sql`${column} = ${to}`,
      ...nulls.map((each) => sql`${sql.ref(each)} = NULL`),
      ...texts.map((each) => sql`${sql.ref(each)} = CASE WHEN ${sql.ref(each)} IS NOT NULL THEN ${ERASED_TEXT} END`),
      ...objects.map((each) => sql`${sql.ref(each)} = '{}'`),
    ];
    await sql`UPDATE ${name} SET ${sql.join(changes)} WHERE ${column} = ${from} AND ${sql.raw(when)}`.execute(trx);
  }
}
