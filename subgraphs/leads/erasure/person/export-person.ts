import { type Kysely, sql, type Transaction } from 'kysely';
import { leadNotFound } from '../../leads/lead-transaction.ts';
import { findPerson } from '../find-person.ts';
import { PERSON_SECTIONS, type PersonSection } from './person-sections.ts';

/** Most rows of a section. */
export const MOST_SECTION_ROWS = 10_000;

/** Row by the names of its columns. */
export type PersonRow = Readonly<Record<string, unknown>>;

/** Everything that is held about a person, as of one moment. */
export interface PersonExport {
  readonly leadId: string;
  /** ids of all leads of the person */
  readonly leadIds: readonly string[];
  /** epoch milliseconds */
  readonly exportedAt: number;
  /** sections of which only the first {@link MOST_SECTION_ROWS} rows are there */
  readonly truncatedSections: readonly string[];
  /** rows by section, see {@link PERSON_SECTIONS} */
  readonly data: Readonly<Record<string, readonly PersonRow[]>>;
}

/**
 * Exports everything that is held about the person of a lead, in one snapshot of the database. A subgraph that has never
 * run has no section.
 *
 * @throws {DomainError} LEAD_NOT_FOUND
 */
export async function exportPerson(db: Kysely<unknown>, leadId: string, now: number): Promise<PersonExport> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const leadIds = await findPerson(trx, leadId);
      if (leadIds.length === 0) throw leadNotFound(leadId);
      const data: Record<string, readonly PersonRow[]> = {};
      const truncatedSections: string[] = [];
      for (const section of PERSON_SECTIONS) {
        const rows = await readSection(trx, section, leadIds);
        if (!rows) continue;
        data[section.name] = rows.slice(0, MOST_SECTION_ROWS);
        if (rows.length > MOST_SECTION_ROWS) truncatedSections.push(section.name);
      }
      return { leadId, leadIds, exportedAt: now, truncatedSections, data };
    });
}

async function readSection(
  trx: Transaction<unknown>,
  { relation, where, order, without = [] }: PersonSection,
  leadIds: readonly string[],
): Promise<readonly PersonRow[] | undefined> {
  const { rows: present } = await sql<{ found: boolean }>`SELECT to_regclass(${relation}) IS NOT NULL AS found`.execute(
    trx,
  );
  if (!present[0]?.found) return undefined;
  const [before = '', ...after] = where.split('$ids');
  const condition = sql.join(
    [sql.raw(before), ...after.map((text) => sql`${leadIds}::text[]${sql.raw(text)}`)],
    sql.raw(''),
  );
  const { rows } = await sql<{ row: PersonRow }>`SELECT to_jsonb(t) - ${without}::text[] AS row
    FROM (SELECT * FROM ${sql.table(relation)} WHERE ${condition} ORDER BY ${sql.raw(order)}
      LIMIT ${sql.lit(MOST_SECTION_ROWS + 1)}) t`.execute(trx);
  return rows.map(({ row }) => row);
}
