import { sql } from 'kysely';
import type { Migrations } from '../../../../platform/database/migrate.ts';

/** Schema of the demo CRM. */
export const DEMO_CRM_SCHEMA = 'demo_crm';

/** Tables of the demo CRM, as a small CRM has them: in its own words, each with the time of the last change of a row. */
export const DEMO_CRM_TABLES: Migrations = {
  '001-tables': {
    async up(db) {
      for (const [table, columns] of Object.entries(TABLES))
        await sql`CREATE TABLE ${sql.table(`demo_crm.${table}`)} (${sql.raw(columns)})`.execute(db);
      // the order in which changes are read
      for (const table of CHANGING)
        await sql`CREATE INDEX ON ${sql.table(`demo_crm.${table}`)} (updated_at, id)`.execute(db);
      await sql`CREATE INDEX activities_lead ON demo_crm.activities (lead_id)`.execute(db);
      await sql`CREATE INDEX leads_contact ON demo_crm.leads (contact_id)`.execute(db);
    },
  },
};

const CHANGING = ['accounts', 'contacts', 'leads', 'activities', 'deals'];
const CHANGED = 'updated_at timestamptz NOT NULL DEFAULT now()';

const TABLES = {
  accounts: `id bigint PRIMARY KEY, name text, employees integer, industry text, ${CHANGED}`,
  contacts: `id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES demo_crm.accounts,
    full_name text, email text, phone text, country text, nationality text, emirate text, ${CHANGED}`,
  leads: `id text PRIMARY KEY, contact_id bigint NOT NULL REFERENCES demo_crm.contacts,
    status text NOT NULL, channel text, campaign text, licence text, activity text, owner text,
    created_at timestamptz NOT NULL, is_deleted boolean NOT NULL DEFAULT false, ${CHANGED}`,
  activities: `id bigint PRIMARY KEY, lead_id text NOT NULL REFERENCES demo_crm.leads,
    type text NOT NULL, happened_at timestamptz NOT NULL, seconds integer, pages integer, note text, ${CHANGED}`,
  deals: `id bigint PRIMARY KEY, lead_id text NOT NULL UNIQUE REFERENCES demo_crm.leads,
    result text NOT NULL, closed_at timestamptz NOT NULL, amount numeric, reason text, ${CHANGED}`,
  // of every lead of the platform: those of web forms are not in the CRM
  scores: `lead_id text PRIMARY KEY, grade text NOT NULL, points integer NOT NULL, probability double precision NOT NULL,
    reasons text, override_grade text, model_version text NOT NULL, scored_at timestamptz NOT NULL,
    sequence bigint NOT NULL, delivery_id uuid NOT NULL`,
  // one row: steps that the sales team has done
  progress: 'steps integer PRIMARY KEY',
};
