import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { projectFile } from '../../../../../platform/process/program.ts';
import { type CrmMapping, readCrmMapping } from '../../../../../subgraphs/leads/crm/mapping/crm-mapping.ts';
import { readCrmActivity } from '../../../../../subgraphs/leads/crm/mapping/read-crm-activity.ts';
import { readCrmLead } from '../../../../../subgraphs/leads/crm/mapping/read-crm-lead.ts';
import { CrmReader } from '../../../../../subgraphs/leads/crm/source/crm-reader.ts';
import { PgCrmDatabase } from '../../../../../subgraphs/leads/crm/source/pg-crm-database.ts';
import { createServerDatabase } from '../../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../../support/database/throwaway-postgres.ts';

/** Columns of the tables of Odoo 19 that the mapping reads, with the types and keys that Odoo gives them. */
const TABLES = `
  CREATE TABLE res_country (id serial PRIMARY KEY, name jsonb NOT NULL, code varchar(2), write_date timestamp);
  CREATE TABLE res_partner_industry (id serial PRIMARY KEY, name jsonb, write_date timestamp);
  CREATE TABLE res_partner (id serial PRIMARY KEY, name varchar, industry_id int, write_date timestamp);
  CREATE TABLE res_users (id serial PRIMARY KEY, login varchar NOT NULL, partner_id int, write_date timestamp);
  CREATE TABLE utm_source (id serial PRIMARY KEY, name varchar NOT NULL, write_date timestamp);
  CREATE TABLE utm_campaign (id serial PRIMARY KEY, name varchar NOT NULL, title jsonb, write_date timestamp);
  CREATE TABLE crm_lost_reason (id serial PRIMARY KEY, name jsonb NOT NULL, active boolean, write_date timestamp);
  CREATE TABLE crm_stage (id serial PRIMARY KEY, name jsonb NOT NULL, sequence int, is_won boolean, write_date timestamp);
  CREATE TABLE crm_lead (id serial PRIMARY KEY, name varchar NOT NULL, type varchar NOT NULL, active boolean,
    stage_id int REFERENCES crm_stage, user_id int, partner_id int, contact_name varchar, partner_name varchar,
    email_from varchar, email_normalized varchar, phone varchar, phone_sanitized varchar, country_id int, source_id int,
    campaign_id int, lost_reason_id int, won_status varchar, probability double precision, expected_revenue numeric,
    date_closed timestamp, create_date timestamp, write_date timestamp);
  CREATE TABLE mail_activity_type (id serial PRIMARY KEY, name jsonb NOT NULL, category varchar, write_date timestamp);
  CREATE TABLE mail_message (id serial PRIMARY KEY, model varchar, res_id int, message_type varchar NOT NULL,
    is_internal boolean, mail_activity_type_id int, date timestamp, create_date timestamp, write_date timestamp);
  CREATE TABLE calendar_event (id serial PRIMARY KEY, name varchar NOT NULL, opportunity_id int, active boolean,
    start timestamp, stop timestamp, duration double precision, create_date timestamp, write_date timestamp);`;

/** The view that the guide asks for. */
const VIEW = /```sql title="held-meeting\.sql"\n([\s\S]*?)```/;

const ROWS = `
  INSERT INTO res_country VALUES (1, '{"en_US": "United Arab Emirates"}', 'AE');
  INSERT INTO res_partner_industry VALUES (1, '{"en_US": "Wholesale/Retail", "fr_FR": "Commerce"}');
  INSERT INTO res_partner VALUES (7, 'Falcon', 1, '2026-01-02 08:00');
  INSERT INTO res_users VALUES (2, 'sara@example.com');
  INSERT INTO utm_source VALUES (3, 'Search engine'); INSERT INTO utm_campaign VALUES (4, 'Spring sale', '{"en_US": "Spring"}');
  INSERT INTO crm_lost_reason VALUES (5, '{"en_US": "Too expensive"}', true);
  INSERT INTO crm_stage VALUES (1, '{"en_US": "New"}', 0, false), (4, '{"en_US": "Won"}', 70, true);
  INSERT INTO crm_lead VALUES
    (41, 'Licence', 'opportunity', true, 1, 2, 7, 'Aisha', 'Falcon FZE', '"Aisha" <Aisha@Falcon.ae>', 'aisha@falcon.ae',
      '050 123 4567', '+971501234567', 1, 3, 4, NULL, 'pending', 20, 12000, NULL, '2026-01-01 09:30:00.5', '2026-01-02 10:00'),
    (42, 'Office', 'opportunity', false, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, 'lost', 0, 9000,
      '2026-01-03 10:00', '2026-01-01 10:00', '2026-01-03 10:00'),
    (43, 'Desk', 'lead', true, 4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'won', 100, 15000.50,
      '2026-01-04 10:00', '2026-01-01 10:00', '2026-01-04 10:00');
  INSERT INTO mail_activity_type VALUES (2, '{"en_US": "Call"}', 'phonecall'), (4, '{"en_US": "To-Do"}', 'default');
  INSERT INTO mail_message VALUES
    (1, 'crm.lead', 41, 'comment', false, NULL, '2026-01-02 11:00', NULL, '2026-01-02 11:00'),
    (2, 'crm.lead', 41, 'comment', true, NULL, '2026-01-02 11:00', NULL, '2026-01-02 11:00'),
    (3, 'res.partner', 41, 'comment', false, NULL, '2026-01-02 11:00', NULL, '2026-01-02 11:00'),
    (4, 'crm.lead', 41, 'notification', false, 2, '2026-01-02 12:00', NULL, '2026-01-02 12:00'),
    (5, 'crm.lead', 41, 'notification', false, 4, '2026-01-02 12:00', NULL, '2026-01-02 12:00');
  INSERT INTO calendar_event VALUES
    (1, 'Visit', 41, true, '2026-01-02 13:00', '2026-01-02 13:30', 0.5, NULL, '2026-01-02 09:00'),
    (2, 'Next', 41, true, now() + interval '1 day', now() + interval '2 days', 24, NULL, '2026-01-02 09:00'),
    (3, 'Lunch', NULL, true, '2026-01-02 13:00', '2026-01-02 13:30', 0.5, NULL, '2026-01-02 09:00');`;

const reason = whyNoPostgres();
describe('The mapping of Odoo', { skip: reason ?? false }, () => {
  const context = { missing: [], now: Date.parse('2026-02-01Z') };
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  let crm: PgCrmDatabase;
  let mapping: CrmMapping;

  before(async () => {
    server = await createServerDatabase();
    crm = new PgCrmDatabase({ url: server.url, statementTimeoutMs: 5_000 });
    mapping = await readCrmMapping(fileURLToPath(projectFile('subgraphs/leads/crm/mapping/odoo-mapping.json')));
    const guide = await import('node:fs/promises').then(({ readFile }) =>
      readFile(projectFile('docs/guides/crm-sync.md'), 'utf8'),
    );
    const client = new pg.Client(server.url);
    await client.connect();
    await client.query(`${TABLES} ${VIEW.exec(guide)?.[1]} ${ROWS}`);
    await client.end();
  });
  after(async () => {
    await crm.close();
    await server.close();
  });

  test('leads are read with contact, stage and outcome', async () => {
    const rows = await new CrmReader(crm, mapping.leads).page(undefined, 10);
    const read = rows.map(({ cells }) => readCrmLead(cells, mapping.leads, context));
    const { lead, outcome, stage } = read[0] ?? assert.fail('no lead');
    assert.deepEqual(
      { ...lead, outcome, open: stage },
      {
        ...{ id: '41', created_at: Date.parse('2026-01-01T09:30:00.5Z'), name: 'Aisha', email: 'aisha@falcon.ae' },
        ...{ phone: '+971501234567', company: 'Falcon FZE', company_size: null, industry: 'WHOLESALE_RETAIL' },
        ...{ country: 'AE', nationality: null, emirate: null, source: 'SEARCH_ENGINE', campaign: 'Spring sale' },
        ...{ licence_type: null, business_activity: null, owner: 'sara@example.com', stage: 'NEW' },
        ...{ outcome: undefined, open: 'NEW' },
      },
    );
    assert.deepEqual(
      read.slice(1).map((each) => [each.lead.stage, each.outcome]),
      [
        ['LOST', outcomeOf('42', 'LOST', '2026-01-03T10:00Z', null, 'Too expensive')],
        ['WON', outcomeOf('43', 'CONVERTED', '2026-01-04T10:00Z', 15_000.5, null)],
      ],
    );
  });

  test('messages, calls and meetings that were held are activities of their lead, and nothing else is', async () => {
    const activities: unknown[] = [];
    for (const entity of mapping.activities)
      for (const { cells } of await new CrmReader(crm, entity).page(undefined, 10)) {
        const interaction = readCrmActivity(cells, entity, context);
        activities.push(
          interaction && [interaction.id, interaction.lead_id, interaction.kind, interaction.duration_seconds],
        );
      }
    assert.deepEqual(activities, [
      ['mail:1', '41', 'EMAIL_SENT', null],
      ['call:4', '41', 'CALL', null],
      ['meeting:1', '41', 'MEETING', 1_800],
    ]);
  });
});

function outcomeOf(id: string, result: string, at: string, revenue: number | null, words: string | null): object {
  return { lead_id: id, result, occurred_at: Date.parse(at), recorded_at: Date.parse(at), revenue, reason: words };
}
