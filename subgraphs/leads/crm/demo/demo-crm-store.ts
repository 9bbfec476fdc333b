import { type Kysely, sql } from 'kysely';
import type { DemoCrmRows } from './demo-crm-rows.ts';

/** Inserts rows into the tables of the demo CRM. */
export async function insertRows(trx: Kysely<never>, rows: DemoCrmRows): Promise<void> {
  for (const table of ['accounts', 'contacts', 'leads', 'activities', 'deals'] as const) {
    const given = rows[table] ?? [];
    const [first] = given;
    if (!first) continue;
    const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
    const target = sql.table(`demo_crm.${table}`);
    await sql`INSERT INTO ${target} (${columns})
      SELECT ${columns} FROM json_populate_recordset(NULL::${target}, ${JSON.stringify(given)}::json)`.execute(trx);
  }
}

/** Steps that the sales team has done; undefined before the first rows. Locks them until the end of the transaction. */
export async function findSteps(trx: Kysely<never>): Promise<number | undefined> {
  const { rows } = await sql<{ steps: number }>`SELECT steps FROM demo_crm.progress FOR UPDATE`.execute(trx);
  return rows[0]?.steps;
}

/** Counts a step of the sales team. */
export async function countStep(trx: Kysely<never>): Promise<void> {
  await sql`UPDATE demo_crm.progress SET steps = steps + 1`.execute(trx);
}

/** Lead that the sales team works on. */
export interface WorkedLead {
  /** of its id, account and contact */
  readonly number: number;
  readonly status: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly fullName: string | null;
}

/** Open lead at a share of all open leads in the order of their ids; undefined without an open one. @param share 0 to 1 */
export async function findOpenLead(trx: Kysely<never>, share: number): Promise<WorkedLead | undefined> {
  const { rows } =
    await sql<WorkedLead>`SELECT c.id::int AS number, l.status, c.email, c.phone, c.full_name AS "fullName"
    FROM demo_crm.leads l JOIN demo_crm.contacts c ON c.id = l.contact_id
    WHERE l.status NOT IN ('Won', 'Lost') AND NOT l.is_deleted
    ORDER BY l.id OFFSET (SELECT floor(${share}::float8 * count(*)) FROM demo_crm.leads
      WHERE status NOT IN ('Won', 'Lost') AND NOT is_deleted) LIMIT 1`.execute(trx);
  return rows[0];
}

/** Next numbers of a lead and of an activity. */
export async function nextNumbers(trx: Kysely<never>): Promise<{ readonly lead: number; readonly activity: number }> {
  const { rows } = await sql<{ lead: number; activity: number }>`SELECT
    (SELECT COALESCE(max(id), 0) + 1 FROM demo_crm.contacts)::int AS lead,
    (SELECT COALESCE(max(id), 0) + 1 FROM demo_crm.activities)::int AS activity`.execute(trx);
  return rows[0] as { lead: number; activity: number };
}

/** Changes columns of one row. @param changed texts by column */
export async function changeRow(
  trx: Kysely<never>,
  table: 'contacts' | 'leads',
  id: string | number,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const columns = Object.entries(changed).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`UPDATE ${sql.table(`demo_crm.${table}`)} SET ${sql.join(columns)}, updated_at = now() WHERE id = ${id}`.execute(
    trx,
  );
}
