import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { execute, parse } from 'graphql';
import { CompiledQuery } from 'kysely';
import { readConfig } from '../../platform/config/config.ts';
import { SCOPES } from '../../platform/identity/identity.ts';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';

const CONTEXT = { identity: { subject: 'ann', scopes: SCOPES }, requestId: 'test' };

onEachDatabase((kind, open) => {
  describe(`the circle of the demo CRM on ${kind}`, () => {
    let site: TestDatabase;
    let subgraphs: Subgraphs;
    const log = createLogger('silent');

    before(async () => {
      site = await open(...ALL_SCHEMAS);
      const { database } = site;
      const config = readConfig({ CRM_DEMO: 'true', LAKE_URL: 'off', DRIFT_CHECK_MINUTES: '0' });
      const outbox = await Outbox.open(database, log);
      subgraphs = await createSubgraphs({ ...config, database, outbox, log, clock: Date.now });
      await seedDemo({ database, subgraphs, clock: Date.now, leads: 20, backtests: false }, () => undefined);
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await site.close();
    });

    const query = async <Row>(text: string): Promise<readonly Row[]> =>
      (await site.database.tables<never>().executeQuery<Row>(CompiledQuery.raw(text))).rows;
    /** Rows of a query, once there are some: the test's own time limit ends the wait. */
    const rowsOf = async <Row>(text: string): Promise<readonly Row[]> => {
      for (;;) {
        const rows = await query<Row>(text);
        if (rows.length > 0) return rows;
        await pause(50);
      }
    };
    const ask = async (source: string) => {
      const { data, errors } = await execute({
        schema: subgraphs.leads.schema,
        document: parse(source),
        contextValue: CONTEXT,
      });
      assert.equal(errors, undefined, JSON.stringify(errors));
      return JSON.parse(JSON.stringify(data));
    };

    test('A lead that sales enter in the CRM has its score there, and its outcome here', {
      timeout: 120_000,
    }, async () => {
      await query(
        `INSERT INTO demo_crm.accounts (id, name, employees, industry) VALUES (9001, 'Oryx Works', 40, 'Trading')`,
      );
      await query(`INSERT INTO demo_crm.contacts (id, account_id, full_name, email, country)
        VALUES (9001, 9001, 'Mariam Saleh', 'mariam@example.com', 'AE')`);
      await query(`INSERT INTO demo_crm.leads (id, contact_id, status, channel, licence, created_at)
        VALUES ('crm-9001', 9001, 'New', 'Referral', 'Commercial', now())`);
      const [score] = await rowsOf<{ grade: string; points: number; model_version: string }>(
        `SELECT grade, points, model_version FROM demo_crm.scores WHERE lead_id = 'crm-9001'`,
      );
      assert.equal(score?.model_version, 'lead-conversion:1');

      const fields = 'name company companySize source stage crmScore { grade points } outcome { result revenue }';
      const { lead } = await ask(`{ lead(id: "crm-9001") { ${fields} } }`);
      const known = { name: 'Mariam Saleh', company: 'Oryx Works', companySize: 40, source: 'REFERRAL' };
      const crmScore = { grade: score?.grade, points: score?.points };
      assert.deepEqual(lead, { ...known, stage: 'NEW', crmScore, outcome: null });

      await query(`INSERT INTO demo_crm.deals (id, lead_id, result, closed_at, amount)
        VALUES (9001, 'crm-9001', 'won', now(), 21000)`);
      await query(`UPDATE demo_crm.leads SET status = 'Won', updated_at = now() WHERE id = 'crm-9001'`);
      await rowsOf(`SELECT FROM leads.lead WHERE id = 'crm-9001' AND stage = 'WON'`);
      const { lead: won } = await ask(`{ lead(id: "crm-9001") { ${fields} } }`);
      assert.deepEqual(won.outcome, { result: 'CONVERTED', revenue: 21_000 });
    });

    test('Every lead of the CRM is here, with nothing parked, beside those of the demo', {
      timeout: 120_000,
    }, async () => {
      await rowsOf(`SELECT FROM leads.crm_position WHERE entity = 'outcomes' AND caught_up_at IS NOT NULL`);
      const { crmSync, crmWriteBack } = await ask(`{
        crmSync { state entities { name rowsParked } }
        crmWriteBack { target state failed }
      }`);
      assert.equal(crmSync.state, 'RUNNING');
      assert.deepEqual(
        crmSync.entities.filter(({ rowsParked }: { rowsParked: number }) => rowsParked > 0),
        [],
      );
      assert.deepEqual(crmWriteBack, [{ target: 'DATABASE', state: 'RUNNING', failed: 0 }]);
      const [missing] = await query(`SELECT count(*)::int AS leads FROM demo_crm.leads l
        WHERE l.updated_at < now() - interval '30 seconds' AND NOT EXISTS (SELECT FROM leads.lead WHERE id = l.id)`);
      assert.deepEqual(missing, { leads: 0 });
      const [demo] = await query(`SELECT count(*)::int AS leads FROM leads.lead WHERE id LIKE 'lead-%'`);
      assert.deepEqual(demo, { leads: 20 });
    });
  });
});
