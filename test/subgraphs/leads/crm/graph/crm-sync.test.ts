import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { migrateLeases } from '../../../../../platform/background/leader-lease.ts';
import type { CrmConfig } from '../../../../../platform/config/crm-config.ts';
import { until } from '../../../../support/crm/sync-bed.ts';
import { ThrowawayCrm } from '../../../../support/crm/throwaway-crm.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../../support/leads/leads-app.ts';

const SYNC = `{ crmSync { state entities { name kind table state lagSeconds rowsRead rowsWritten rowsSkipped rowsParked
  watermark walk { kind rows total startedAt } comparedAt heldRemovals error { code message since } } } }`;

const CONFIG: CrmConfig = {
  ...{ databaseUrl: undefined, mapping: undefined, isDemo: true, webhook: undefined },
  ...{ pollMs: 50, overlapSeconds: 5, batchRows: 500, compareHours: 0, statementTimeoutMs: 5_000, writeRate: 100 },
};

onEachDatabase((kind, open) => {
  describe(`sync with the CRM in the graph on ${kind}`, () => {
    let platform: TestDatabase;
    let crm: ThrowawayCrm | undefined;
    let app: LeadsApp;
    before(async () => {
      platform = await open('leads', 'scores');
      await migrateLeases(platform.database);
      crm = kind === 'postgres' ? await ThrowawayCrm.open() : undefined;
      await crm?.fill(50, 1);
      await crm?.query("UPDATE sales.contact SET country = 'Emirates' WHERE id = 7");
      const link = crm
        ? { ...CONFIG, isDemo: false, databaseUrl: crm.url('crm_reader'), mapping: await crm.writeMapping() }
        : CONFIG;
      app = await createLeadsApp(platform.database, Date.now(), { crm: link, clock: Date.now });
    });
    after(async () => {
      await app?.close();
      await crm?.close();
      await platform?.close();
    });

    const running = () =>
      until(
        async () => (await app.run(SYNC)).data.crmSync,
        ({ state, entities }) =>
          state === 'RUNNING' && entities.every(({ walk }: { readonly walk: unknown }) => walk === null),
      );

    test('crmSync says how far every entity is', async () => {
      const { entities } = await running();
      const leads = entities.find(({ name }: { readonly name: string }) => name === 'leads');
      assert.equal(leads.kind, 'LEADS');
      assert.ok(leads.rowsWritten > 0 && leads.lagSeconds < 30 && leads.error === null);
    });

    test('parked rows are listed, and read again', { skip: kind === 'pglite' && 'the demo has none' }, async () => {
      const list =
        '{ crmParkedRows(filter: { entity: "leads" }, first: 10) { edges { node { entity key code message parkedAt attempts } } } }';
      const rows = async () => (await app.run(list)).data.crmParkedRows.edges;
      const [{ node }] = await until(rows, ({ length }) => length === 1);
      assert.deepEqual([node.entity, node.key, node.code], ['leads', '7', 'CRM_ROW_INVALID']);
      const { data } = await app.run('mutation { retryCrmRows(input: { entity: "leads" }) { rows } }');
      assert.equal(data.retryCrmRows.rows, 1);
      await until(rows, ([{ node: again }]) => again.attempts > node.attempts);
    });

    test('a comparison is started on request', async () => {
      const { data } = await app.run('mutation { startCrmCompare(entity: "leads") { entities } }');
      assert.deepEqual(data.startCrmCompare.entities, ['leads']);
      await running();
      const none = await app.run('mutation { acceptCrmSchema { entities } acceptCrmRemovals { entities } }');
      assert.deepEqual(none.data, { acceptCrmSchema: { entities: [] }, acceptCrmRemovals: { entities: [] } });
    });

    test('too many keys are refused', async () => {
      const keys = Array.from({ length: 1_001 }, String);
      const operation = 'mutation ($keys: [String!]) { retryCrmRows(input: { keys: $keys }) { rows } }';
      assert.deepEqual((await app.run(operation, { keys })).codes, ['TOO_MANY_ITEMS']);
    });

    test('without a CRM the sync is off', async () => {
      const other = await open('leads', 'scores');
      const off = await createLeadsApp(other.database, Date.now());
      assert.deepEqual((await off.run('{ crmSync { state entities { name } } }')).data.crmSync, {
        state: 'OFF',
        entities: [],
      });
      assert.deepEqual((await off.run('mutation { startCrmCompare { entities } }')).codes, ['CRM_OFF']);
      await off.close();
      await other.close();
    });
  });
});
