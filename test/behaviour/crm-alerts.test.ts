import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { execute, parse } from 'graphql';
import { sql } from 'kysely';
import { SCOPES } from '../../platform/identity/identity.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { recordCrmUse } from '../../subgraphs/leads/crm/crm-use.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { NO_CHANNELS } from '../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../support/monitoring/recorded-log.ts';
import { WebhookReceiver } from '../support/monitoring/webhook-receiver.ts';

const START = Date.UTC(2026, 10, 22);
const SECOND = 1_000;
const CONTEXT = { identity: { subject: 'ann', scopes: SCOPES }, requestId: 'test' };

onEachDatabase((kind, open) => {
  describe(`alerts on the link to the CRM on ${kind}`, () => {
    let site: TestDatabase;
    let web: WebhookReceiver;
    let subgraphs: Pick<Subgraphs, 'leads' | 'monitoring'>;
    let now = START;
    const heard = new RecordedLog();

    before(async () => {
      [site, web] = await Promise.all([open(...ALL_SCHEMAS), WebhookReceiver.open()]);
      const outbox = await Outbox.open(site.database, heard.log);
      subgraphs = await createSubgraphs(
        {
          ...{ database: site.database, outbox, log: heard.log, clock: () => now, artifactLimitBytes: 1 },
          inferenceWorkers: 0,
          alerts: { ...NO_CHANNELS, slackUrl: web.url('/slack') },
        },
        ['leads', 'monitoring'],
      );
      // only the test observes
      await subgraphs.monitoring.crm.close();
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await web.close();
      await site.close();
    });

    const run = (statement: ReturnType<typeof sql>) => statement.execute(site.database.tables<never>());
    const use = (entities: readonly string[], targets: readonly string[]) =>
      recordCrmUse(site.database.tables<unknown>(), { entities, targets });
    /** Observes the state for a minute and more, every ten seconds, and lists the alerts that are open. */
    const observe = async (): Promise<readonly string[]> => {
      for (let each = 0; each < 8; each += 1) {
        now += 10 * SECOND;
        await subgraphs.monitoring.crm.observe();
      }
      const source = '{ alerts(filter: { statuses: [OPEN] }) { edges { node { id severity model } } } }';
      const { data, errors } = await execute({
        schema: subgraphs.monitoring.schema,
        document: parse(source),
        contextValue: CONTEXT,
      });
      assert.equal(errors, undefined, JSON.stringify(errors));
      const { edges } = (data as { alerts: { edges: { node: { id: string; severity: string; model: string } }[] } })
        .alerts;
      return edges.map(({ node }) => `${node.severity} ${node.id}`).sort();
    };
    const follow = (caughtUpAt: number) => sql`INSERT INTO leads.crm_position (entity, caught_up_at, changed_at)
      VALUES ('leads', ${caughtUpAt}, ${now}) ON CONFLICT (entity) DO UPDATE SET caught_up_at = excluded.caught_up_at`;
    const notice = async () => {
      await heard.next('notice delivered');
      const [sent] = web.unread.splice(0);
      return JSON.stringify(sent?.json);
    };

    test('A platform without a CRM has none, whatever it synced before', async () => {
      await run(follow(START - 3_600 * SECOND));
      await run(sql`INSERT INTO leads.crm_parked_row (entity, key, code, message, parked_at)
        VALUES ('leads', '1', 'CRM_ROW_INVALID', 'x', 0)`);
      assert.deepEqual(await observe(), []);
      await run(sql`DELETE FROM leads.crm_parked_row`);
      await run(sql`DELETE FROM leads.crm_position`);
    });

    test('A sync that falls behind warns, gets critical, and resolves once it has caught up', async () => {
      await use(['leads', 'activity'], []);
      assert.deepEqual(await observe(), [], 'before the first turn');
      await run(follow(now - 70 * SECOND));
      assert.deepEqual(await observe(), ['WARNING crm-sync-lag/crm/leads/']);
      assert.match(await notice(), /leads of the CRM: 100 s behind the CRM, .*crm-sync-lag/s);
      await run(follow(now - 700 * SECOND));
      assert.deepEqual(await observe(), ['CRITICAL crm-sync-lag/crm/leads/']);
      await notice();
      await run(sql`UPDATE leads.crm_position SET walk = 'BACKFILL'`);
      assert.deepEqual(await observe(), ['CRITICAL crm-sync-lag/crm/leads/'], 'a new backfill proves nothing');
      await run(sql`UPDATE leads.crm_position SET walk = NULL`);
      await run(follow(now + 1_000 * SECOND));
      assert.deepEqual(await observe(), []);
      await notice();
    });

    test('A fault that stops the sync is critical and named, and one of seconds is none', async () => {
      const stop = (code: string | null) => sql`UPDATE leads.crm_position
        SET error_code = ${code}, error_message = ${code && 'CRM sales.lead: found no such table'}, error_since = ${now},
          caught_up_at = ${now + 1_000 * SECOND}`;
      await run(stop('CRM_UNAVAILABLE'));
      await subgraphs.monitoring.crm.observe();
      await run(stop(null));
      assert.deepEqual(await observe(), []);
      await run(stop('CRM_TABLE_MISSING'));
      assert.deepEqual(await observe(), ['CRITICAL crm-sync-stopped/crm/leads/']);
      assert.match(await notice(), /by CRM_TABLE_MISSING: CRM sales\.lead: found no such table/);
      await run(stop(null));
      assert.deepEqual(await observe(), []);
      await notice();
      await run(sql`UPDATE leads.crm_position SET held_removals = 40, walked_at = ${now}`);
      assert.deepEqual(await observe(), ['CRITICAL crm-sync-stopped/crm/leads/']);
      assert.match(await notice(), /CRM_MASS_REMOVAL: 40 leads are gone from the CRM/);
      await run(sql`UPDATE leads.crm_position SET held_removals = NULL, caught_up_at = ${now + 1_000 * SECOND}`);
      assert.deepEqual(await observe(), []);
      await notice();
    });

    test('Scores that wait, and what is parked on either side, are found by target and entity', async () => {
      await use([], ['DATABASE']);
      await run(sql`INSERT INTO leads.crm_delivery (target, lead_id, sequence, cause, payload, awaits_reasons, state, due_at,
          created_at, changed_at)
        SELECT 'DATABASE', 'l' || i, i, 'FIRST_SCORE', '{}', false, CASE WHEN i = 1 THEN 'PENDING' ELSE 'FAILED' END, 0,
          ${now - 700 * SECOND}, 0 FROM generate_series(1, 3) i`);
      const waiting = 'CRITICAL crm-write-back-lag/crm/DATABASE/';
      assert.deepEqual(await observe(), [waiting, 'INFO crm-parked-rows/crm/DATABASE/'].sort());
      assert.match(await notice(), /scores wait for/);
      await run(sql`UPDATE leads.crm_delivery SET state = 'DELIVERED'`);
      assert.deepEqual(await observe(), []);
      await notice();
      await use(['leads'], []);
      await run(follow(now + 1_000 * SECOND));
      await run(sql`INSERT INTO leads.crm_parked_row (entity, key, code, message, parked_at)
        SELECT 'leads', i::text, 'CRM_ROW_INVALID', 'x', 0 FROM generate_series(1, 120) i`);
      assert.deepEqual(await observe(), ['WARNING crm-parked-rows/crm/leads/']);
      assert.match(await notice(), /120 parked, 1\.2 times the warning limit of 100/);
    });
  });
});
