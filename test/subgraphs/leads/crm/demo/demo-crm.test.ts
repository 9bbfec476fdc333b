import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CompiledQuery } from 'kysely';
import { createLogger } from '../../../../../platform/logger.ts';
import { DEMO_CRM_MAPPING, openDemoCrm } from '../../../../../subgraphs/leads/crm/demo/demo-crm.ts';
import { MOST_STEPS, type SalesTeam } from '../../../../../subgraphs/leads/crm/demo/sales-team.ts';
import { readCrmMapping } from '../../../../../subgraphs/leads/crm/mapping/crm-mapping.ts';
import { readCrmActivity } from '../../../../../subgraphs/leads/crm/mapping/read-crm-activity.ts';
import { readCrmLead } from '../../../../../subgraphs/leads/crm/mapping/read-crm-lead.ts';
import { readCrmOutcome } from '../../../../../subgraphs/leads/crm/mapping/read-crm-outcome.ts';
import { CrmReader } from '../../../../../subgraphs/leads/crm/source/crm-reader.ts';
import { OwnCrmDatabase } from '../../../../../subgraphs/leads/crm/source/own-crm-database.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';

const NOW = Date.parse('2026-11-20T09:00:00Z');
const STEPS = 150;
const log = createLogger('silent');

onEachDatabase((kind, open) => {
  describe(`demo CRM on ${kind}`, () => {
    let opened: TestDatabase;
    let team: SalesTeam;

    const query = async <Row>(text: string): Promise<readonly Row[]> =>
      (await opened.database.tables<never>().executeQuery<Row>(CompiledQuery.raw(text))).rows;
    const digest = async (): Promise<readonly unknown[]> =>
      query(`SELECT md5(string_agg(row::text, '' ORDER BY row::text)) FROM (
        SELECT l.id, l.status, c.phone, c.email, a.name FROM demo_crm.leads l
        JOIN demo_crm.contacts c ON c.id = l.contact_id JOIN demo_crm.accounts a ON a.id = c.account_id
        UNION ALL SELECT id::text, lead_id, type, seconds::text, note FROM demo_crm.activities
        UNION ALL SELECT id::text, lead_id, result, amount::text, reason FROM demo_crm.deals) row`);

    before(async () => {
      opened = await open();
      // the steps are those that the test asks for
      const options = { database: opened.database, log, clock: () => NOW, everyMs: 3_600_000 };
      team = await openDemoCrm(options);
      for (let step = 0; step < STEPS; step += 1) await team.step();
      await team.close();
    });
    after(() => opened.close());

    it('has rows that its mapping reads without a fault, and whose words it knows', async () => {
      const mapping = await readCrmMapping(DEMO_CRM_MAPPING);
      const crm = new OwnCrmDatabase(opened.database);
      const context = { missing: mapping.missing, now: Date.now() };
      const [activities] = mapping.activities;
      assert.ok(activities && mapping.outcomes);
      const { outcomes } = mapping;
      const rowsOf = (entity: ConstructorParameters<typeof CrmReader>[1]) =>
        new CrmReader(crm, entity).page(undefined, 10_000);

      const leads = (await rowsOf(mapping.leads)).map(({ cells }) => readCrmLead(cells, mapping.leads, context));
      const calls = (await rowsOf(activities)).map(({ cells }) => readCrmActivity(cells, activities, context));
      const deals = (await rowsOf(outcomes)).map(({ cells }) => readCrmOutcome(cells, outcomes, context));
      assert.ok(leads.length > 220 && calls.length > 2_000 && deals.length > 60);
      assert.ok(leads.every(({ lead }) => /^crm-\d{4}$/.test(lead.id)));
      assert.ok(leads.some(({ lead }) => lead.source === 'GOOGLE_ADS' && lead.emirate === 'RAS_AL_KHAIMAH'));
      assert.ok(deals.every(({ outcome }) => outcome?.result === 'CONVERTED' || outcome?.reason));
    });

    it('has every kind of change of a sales team, the same person twice among them', async () => {
      const [found] = await query(`SELECT
        (SELECT count(*) > 200 FROM demo_crm.leads) AS leads,
        (SELECT count(*) > 0 FROM demo_crm.contacts a JOIN demo_crm.contacts b
          ON lower(a.email) = lower(b.email) AND a.email <> b.email) AS duplicates,
        (SELECT count(*) > 0 FROM demo_crm.deals WHERE closed_at = '${new Date(NOW).toISOString()}') AS deals,
        (SELECT bool_and(status IN ('Won', 'Lost')) FROM demo_crm.leads l JOIN demo_crm.deals d ON d.lead_id = l.id) AS closed`);
      assert.deepEqual(found, { leads: true, duplicates: true, deals: true, closed: true });
    });

    it('is the same after the same steps, goes on where it was, and rests in the end', async () => {
      const before = await digest();
      const options = { database: opened.database, log, clock: () => NOW, everyMs: 3_600_000 };
      const again = await openDemoCrm(options);
      assert.deepEqual(await digest(), before);
      await again.step();
      assert.notDeepEqual(await digest(), before);
      await query(`UPDATE demo_crm.progress SET steps = ${MOST_STEPS}`);
      const rested = await digest();
      await again.step();
      assert.deepEqual(await digest(), rested);
      await again.close();

      await query('DROP SCHEMA demo_crm CASCADE');
      const anew = await openDemoCrm(options);
      for (let step = 0; step < STEPS; step += 1) await anew.step();
      await anew.close();
      assert.deepEqual(await digest(), before);
    });
  });
});
