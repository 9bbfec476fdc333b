import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { applyRolloutEvent } from '../../../../../subgraphs/models/rollout/commands/apply-rollout-event.ts';
import type { RolloutRow } from '../../../../../subgraphs/models/rollout/rules/rollout-row.ts';
import { publishRolloutChanged } from '../../../../../subgraphs/models/rollout/store/rollout-feed.ts';
import { findRollout } from '../../../../../subgraphs/models/rollout/store/rollout-store.ts';
import { AlertEngine } from '../../../../../subgraphs/monitoring/alerts/engine/alert-engine.ts';
import { RolloutFollower } from '../../../../../subgraphs/monitoring/alerts/engine/rollout-follower.ts';
import { findPosition, movePosition } from '../../../../../subgraphs/monitoring/alerts/store/position-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { openSubscription } from '../../../../support/graph/subscribe.ts';
import { ModelsBench } from '../../../../support/models/models-bench.ts';
import { MonitoringBench, NO_CHANNELS } from '../../../../support/monitoring/monitoring-bench.ts';
import { RolloutBench } from '../../../../support/rollouts/rollout-bench.ts';

const CHANGED =
  'subscription { alertChanged { event { type severity } alert { id evidence modelVersion { version } } } }';

onEachDatabase((kind, open) => {
  describe(`rollouts as alerts on ${kind}`, () => {
    let store: TestDatabase;
    let models: ModelsBench;
    let rollouts: RolloutBench;
    let bench: MonitoringBench;
    before(async () => {
      store = await open('monitoring');
      // before models has published anything
      bench = await MonitoringBench.open(store, { alerts: { ...NO_CHANNELS, lookMs: 10 } });
      models = await ModelsBench.open(async () => ({ ...store, close: async () => undefined }));
      rollouts = new RolloutBench(models);
    });
    after(async () => {
      await bench.close();
      await models.close();
      await store.close();
    });

    /** Lets a rollout fail, as the controller does when a trip-wire trips. */
    const fail = async (id: string) => {
      await models.db.transaction().execute(async (trx) => {
        const row = (await findRollout(trx, id)) as RolloutRow;
        const event = { type: 'FAIL', at: models.now, reason: 'it broke' } as const;
        await applyRolloutEvent(trx, row, event, { by: 'system', reason: 'it broke' });
      });
      publishRolloutChanged(store.database);
    };

    test('A rollout that is rolled back is critical until the next one begins', async () => {
      await rollouts.addModel('told', 2);
      const changes = await openSubscription(bench.monitoring.schema, CHANGED);
      await untilFollowed();
      await fail(await rollouts.started('told', 2));
      const [opened] = await changes.next(1);
      const { event, alert } = opened.alertChanged;
      assert.deepEqual([event, alert.id], [{ type: 'OPENED', severity: 'CRITICAL' }, 'rollout/told//']);
      assert.deepEqual(
        [alert.evidence.type, alert.evidence.reason, alert.modelVersion.version],
        ['FAIL', 'it broke', 2],
      );
      await rollouts.started('told', 2);
      const [over] = await changes.next(1);
      assert.equal(over.alertChanged.event.type, 'RESOLVED');
      await changes.close();
    });

    test('Each event counts once, although several follow at once and one is behind', async () => {
      await rollouts.addModel('raced', 2);
      await untilFollowed();
      const start = await findPosition(bench.db, 'models.rollout_event');
      for (let turn = 0; turn < 3; turn += 1) await fail(await rollouts.started('raced', 2));
      const queue = { enqueue: async () => undefined, acquireRetraining: async () => false, wake: () => undefined };
      const engine = new AlertEngine({ database: store.database, queue, publish: () => undefined });
      await Promise.all([1, 2, 3].map(() => new RolloutFollower(store.database, engine).follow()));
      assert.ok(start);
      // a place that lies behind changes nothing
      assert.equal(await movePosition(bench.db, 'models.rollout_event', start), false);
      const { rows } = await sql<{ type: string }>`SELECT type FROM monitoring.alert_event
        WHERE alert = 'rollout/raced//' ORDER BY sequence`.execute(bench.db);
      assert.deepEqual(
        rows.map(({ type }) => type),
        ['OPENED', 'RESOLVED', 'OPENED', 'RESOLVED', 'OPENED'],
      );
    });

    test('An alert waits for no transaction that is open meanwhile', { skip: kind === 'pglite' }, async () => {
      await rollouts.addModel('beside', 2);
      const id = await rollouts.started('beside', 2);
      await models.db.transaction().execute(async (trx) => {
        await sql`INSERT INTO models.lease (name, holder, until) VALUES ('somebody', 'else', 0)`.execute(trx);
        await fail(id);
        while (!(await isOpen('rollout/beside//'))) await new Promise(setImmediate);
      });
    });

    const isOpen = async (alert: string): Promise<boolean> => {
      const { rows } =
        await sql`SELECT 1 FROM monitoring.alert_event WHERE alert = ${alert} AND type = 'OPENED'`.execute(bench.db);
      return rows.length > 0;
    };

    /** Waits until the position in the stream of rollouts is stored: what happens from then on is news. */
    async function untilFollowed(): Promise<void> {
      while (!(await findPosition(bench.db, 'models.rollout_event')));
    }
  });
});
