import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Contact, type ContactKey, contactKeys } from './contact-keys.ts';

/** Stores the keys of new leads. @param trx transaction of the leads */
export async function insertContactKeys(trx: QueryExecutorProvider, contacts: readonly Contact[]): Promise<void> {
  const keys = contactKeys(contacts);
  if (keys.length === 0) return;
  await sql`INSERT INTO leads.contact_key (lead_id, kind, key) SELECT * FROM ${relation(keys)}
    ON CONFLICT DO NOTHING`.execute(trx);
}

/** Replaces the keys of leads whose contact details changed. @param trx transaction of the change, which locks them */
export async function replaceContactKeys(trx: QueryExecutorProvider, contacts: readonly Contact[]): Promise<void> {
  if (contacts.length === 0) return;
  await sql`WITH given AS (SELECT * FROM ${relation(contactKeys(contacts))}), gone AS (
      DELETE FROM leads.contact_key c WHERE c.lead_id = ANY(${contacts.map(({ id }) => id)}::text[])
        AND NOT EXISTS (SELECT FROM given g WHERE g.lead_id = c.lead_id AND g.kind = c.kind)
    ) INSERT INTO leads.contact_key AS c (lead_id, kind, key) SELECT * FROM given
    ON CONFLICT (lead_id, kind) DO UPDATE SET key = excluded.key WHERE c.key <> excluded.key`.execute(trx);
}

function relation(keys: readonly ContactKey[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k(lead_id text, kind text, key text)`;
}
