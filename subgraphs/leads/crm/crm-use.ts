import { type Kysely, sql } from 'kysely';

/** Parts of the link to the CRM that a platform uses. */
export interface CrmUse {
  /** names of the entities that are synced */
  readonly entities: readonly string[];
  /** targets of scores */
  readonly targets: readonly string[];
}

/** Stores which parts of the link to the CRM are in use, at each start: the others are not watched. */
export async function recordCrmUse(db: Kysely<unknown>, { entities, targets }: CrmUse): Promise<void> {
  const names = [
    ...entities.map((name) => ({ direction: 'IN', name })),
    ...targets.map((name) => ({ direction: 'OUT', name })),
  ];
  const given = sql`json_to_recordset(${JSON.stringify(names)}::json) AS given (direction text, name text)`;
  await db.transaction().execute(async (trx) => {
    await sql`DELETE FROM leads.crm_use WHERE (direction, name) NOT IN (SELECT direction, name FROM ${given})`.execute(
      trx,
    );
    await sql`INSERT INTO leads.crm_use SELECT direction, name FROM ${given} ON CONFLICT DO NOTHING`.execute(trx);
  });
}
