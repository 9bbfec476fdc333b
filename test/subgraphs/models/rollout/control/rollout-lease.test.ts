import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../../../../../platform/database/database.ts';
import { createLogger } from '../../../../../platform/logger.ts';
import { createModels, type Models } from '../../../../../subgraphs/models/subgraph.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { ControllerBench, stepOf as step } from '../../../../support/rollouts/controller-bench.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

onEachDatabase((kind, open) => {
  describe(`two controllers of rollouts on ${kind}`, () => {
    let bench: ControllerBench;
    let database: Database;
    let other: Models;
    before(async () => {
      bench = await ControllerBench.open(open);
      // where only one process can open the database, the other controller is in this process
      database = (await bench.models.openAgain()) ?? bench.models.database;
      other = await createModels({ database, log: createLogger('silent'), clock: () => bench.models.now });
    });
    after(async () => {
      await other.close();
      if (database !== bench.models.database) await database.close();
      await bench.close();
    });

    /** Expires the lease, as after ten seconds without a renewal. */
    const expireLease = () => sql`UPDATE leadership.lease SET until = 0`.execute(bench.db);

    it('A rollout controller without the lease does nothing until the lease expires', async () => {
      const { id, request } = await bench.begin();
      await request(2, 5, { failed: 5 });
      bench.models.now += 2 * SECOND;
      await other.controller.evaluate();
      assert.equal((await bench.rollout(id)).state.status, 'RUNNING');
      await expireLease();
      await bench.untilSettled();
      await other.controller.evaluate();
      assert.equal((await bench.rollout(id)).state.status, 'ROLLED_BACK');
      await expireLease();
    });

    it('A rollout controller takes over at once when the one with the lease was closed', async () => {
      const third = await createModels({ database, log: createLogger('silent'), clock: () => bench.models.now });
      const model = bench.newModel();
      const pending = await bench.startRollout({}, model);
      await third.controller.evaluate();
      assert.equal((await bench.rollout(pending)).state.status, 'RUNNING');
      await third.close();
      await bench.request({ version: 2, count: 5, failed: 5, rollout: pending }, model);
      await bench.evaluateAfter(2 * SECOND);
      assert.equal((await bench.rollout(pending)).state.status, 'ROLLED_BACK');
    });

    it('A rollout controller never applies an event twice, although two believe that they have the lease', async () => {
      const { id, request } = await bench.begin({ steps: [step(0.1), step(0.5), step(1, true)] });
      await request(1, 9_000);
      await request(2, 1_000);
      await bench.evaluateAfter(2 * SECOND);
      bench.models.now += HOUR;
      for (let round = 0; round < 10; round += 1) {
        await request(1, 90);
        await request(2, 10);
        bench.models.now += SECOND;
        await bench.untilSettled();
        const first = bench.controller.evaluate();
        await expireLease();
        await Promise.all([first, other.controller.evaluate()]);
      }
      const history = await bench.history(id);
      assert.equal(
        history.filter((event, i) => event.step !== history[i - 1]?.step).length,
        3,
        'CREATE, and two steps',
      );
      await expireLease();
      assert.equal((await bench.tally(id, 1)).requests, 9_900);
      assert.equal((await bench.tally(id, 2)).requests, 1_100);
      assert.equal(await audited(id), 2, 'START and one step are in the audit log');
    });

    const audited = async (id: number): Promise<number> => {
      const { model } = await bench.rollout(id);
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM models.audit_event
        WHERE model = ${model} AND action = 'STEP_ROLLOUT' AND outcome = 'APPLIED'`.execute(bench.db);
      return rows[0]?.n ?? 0;
    };

    it('A rollout controller counts each request once, also one whose transaction ended late', {
      skip: kind === 'pglite',
    }, async () => {
      const { id, model, request } = await bench.begin({ guardrails: [] });
      const isCounted = async (requests: number, errors: number) => {
        const tally = await bench.tally(id, 2);
        assert.deepEqual([tally.requests, tally.errors], [requests, errors]);
      };
      await bench.db.transaction().execute(async (trx) => {
        await sql`INSERT INTO scores.failure (model, version, role, rollout, request_id, code, failed_at, latency_ms)
          SELECT ${model}, 2, 'CHALLENGER', ${id}, 'late', 'INFERENCE_FAILED', ${bench.models.now}, 1
          FROM generate_series(1, 2)`.execute(trx);
        for (const count of [7, 3]) {
          await request(2, count);
          bench.models.now += 2 * SECOND;
          await bench.controller.evaluate();
        }
        await isCounted(10, 0);
      });
      await bench.evaluateAfter(2 * SECOND);
      await isCounted(12, 2);
      await bench.evaluateAfter(2 * SECOND);
      await isCounted(12, 2);
    });

    it('A rollout controller ends a rollout that fails while a transaction is open', {
      skip: kind === 'pglite',
    }, async () => {
      const { id, request } = await bench.begin();
      await bench.db.transaction().execute(async (trx) => {
        // a table that the evidence is not read from
        await sql`INSERT INTO leadership.lease (name, holder, until) VALUES ('somebody', 'else', 0)`.execute(trx);
        await request(2, 5, { failed: 5 });
        bench.models.now += 2 * SECOND;
        await bench.controller.evaluate();
        assert.equal((await bench.rollout(id)).state.status, 'ROLLED_BACK');
      });
    });

    it('A rollout controller continues after the clock was a day ahead', async () => {
      const { id, request } = await bench.begin({ steps: [step(0.1), step(1)] });
      bench.models.now += 24 * HOUR;
      await request(1, 9_000);
      await request(2, 1_000);
      await bench.evaluateAfter(2 * SECOND);
      await bench.evaluateAfter(HOUR);
      assert.equal((await bench.rollout(id)).state.step, 1);
      bench.models.now -= 25 * HOUR;
      await request(2, 300, { latencyMs: 2_000 });
      await bench.evaluateAfter(2 * SECOND);
      assert.equal((await bench.rollout(id)).state.status, 'ROLLED_BACK', 'the wires see the step in force');
    });
  });
});
