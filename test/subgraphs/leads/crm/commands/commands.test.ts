import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { migrateLeases } from '../../../../../platform/background/leader-lease.ts';
import { createLogger } from '../../../../../platform/logger.ts';
import { COMMANDS, type CommandName } from '../../../../../subgraphs/leads/crm/commands/commands.ts';
import { syncedEntities } from '../../../../../subgraphs/leads/crm/inbound/synced-entities.ts';
import { checkCrmMapping } from '../../../../../subgraphs/leads/crm/mapping/crm-mapping.ts';
import { compareCrm } from '../../../../support/crm/compare-crm.ts';
import { crmTestMapping } from '../../../../support/crm/crm-test-mapping.ts';
import { openTestCrm, platformQuery, type TestCrm } from '../../../../support/crm/sync-bed.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';

onEachDatabase((kind, open) => {
  describe(`commands of the CRM on ${kind}`, () => {
    let platform: TestDatabase;
    let crm: TestCrm;
    before(async () => {
      platform = await open('leads');
      await migrateLeases(platform.database);
      crm = await openTestCrm(platform.database);
      await crm.fill(120, 1);
      await crm.run("UPDATE sales.contact SET country = 'Emirates' WHERE id = 7");
    });
    after(async () => {
      await crm?.close();
      await platform?.close();
    });

    const run = async (command: CommandName, mostRows?: number) => {
      const lines: string[] = [];
      const isWell = await COMMANDS[command]({
        ...{ database: platform.database, log: createLogger('silent'), clock: Date.now, mostRows },
        settings: { pollMs: 20, overlapSeconds: 5, batchRows: 50, compareHours: 0 },
        entities: syncedEntities(crm.door, checkCrmMapping(crmTestMapping())),
        print: (line) => lines.push(line),
      });
      return { isWell, lines };
    };
    const count = async (table: string) =>
      (await platformQuery(platform.database)(`SELECT count(*) AS n FROM ${table}`))[0]?.n;

    test('check names the rows of every table, and what is missing', async () => {
      const { isWell, lines } = await run('check');
      assert.ok(isWell);
      assert.ok(lines.includes('leads (sales.lead): 120 rows'), lines.join('\n'));
      await crm.run('ALTER TABLE sales.activity RENAME TO actions');
      const missing = await run('check');
      assert.equal(missing.isWell, false);
      assert.match(missing.lines.join('\n'), /activity \(sales\.activity\): CRM_TABLE_MISSING/);
      await crm.run('ALTER TABLE sales.actions RENAME TO activity');
    });

    test('a dry run says what would be written, and writes nothing', async () => {
      const { lines } = await run('dry-run');
      assert.ok(
        lines.includes('leads (sales.lead): 120 rows read, 119 new or changed, 1 to park, 0 of erased persons'),
      );
      assert.match(lines.join('\n'), / {2}7: CRM_ROW_INVALID: /);
      const some = await run('dry-run', 30);
      assert.ok(
        some.lines.includes('leads (sales.lead): 30 rows read, 29 new or changed, 1 to park, 0 of erased persons'),
      );
      for (const table of ['leads.lead', 'leads.interaction', 'leads.outcome', 'leads.crm_parked_row', 'leads.change'])
        assert.equal(await count(table), 0, table);
    });

    test('a backfill reads everything, and a comparison what is gone since', async () => {
      assert.ok((await run('backfill')).isWell);
      assert.equal(await count('leads.lead'), 119);
      await crm.run("UPDATE sales.contact SET country = 'AE' WHERE id = 7; DELETE FROM sales.lead WHERE id = 8");
      assert.ok((await run('compare')).isWell);
      assert.deepEqual((await compareCrm(crm.query, platformQuery(platform.database))).differences, []);
      const { isWell, lines } = await run('status');
      assert.ok(isWell);
      assert.match(lines.join('\n'), /^leads \(sales\.lead\): RUNNING, \d+ rows read, \d+ facts written, 0 parked/m);
      assert.deepEqual((await run('accept')).lines, ['nothing waits to be accepted']);
    });

    test('a table that is missing ends a comparison with its code', async () => {
      await crm.run('ALTER TABLE sales.lead RENAME TO lost');
      const { isWell, lines } = await run('compare');
      assert.equal(isWell, false);
      assert.match(lines.join('\n'), /CRM_TABLE_MISSING/);
    });
  });
});
