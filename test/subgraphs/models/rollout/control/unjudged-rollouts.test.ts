import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { ControllerBench, stepOf as step } from '../../../../support/rollouts/controller-bench.ts';

const SECOND = 1_000;

onEachDatabase((kind, open) => {
  describe(`rollouts that cannot be evaluated on ${kind}`, () => {
    let bench: ControllerBench;
    let uptime = 0;
    before(async () => {
      const unjudgedLimits = { holdAfterMs: 60 * SECOND, failAfterMs: 600 * SECOND };
      bench = await ControllerBench.open(open, { unjudgedLimits, uptime: () => uptime });
    });
    after(() => bench.close());

    const look = async (seconds: number) => {
      uptime += seconds * SECOND;
      await bench.controller.evaluate().catch(() => undefined);
    };
    /** Renames a view, as if it were lost. */
    const hideLogs = () => sql`ALTER VIEW scores.failure_log RENAME TO hidden_log`.execute(bench.db);
    const showLogs = () => sql`ALTER VIEW scores.hidden_log RENAME TO failure_log`.execute(bench.db);
    const seen = async (id: number) => {
      const { state, traffic_share } = await bench.rollout(id);
      return [state.status, traffic_share, state.hold !== undefined] as const;
    };

    it('Rollouts that cannot be evaluated hold and alert after a while, resume once they are evaluated, and else end', async () => {
      const { id } = await bench.begin({ steps: [step(0.1)] });
      await hideLogs();
      await look(0);
      await look(59);
      assert.deepEqual(await seen(id), ['RUNNING', 0.1, false]);
      await look(1);
      await look(1);
      assert.deepEqual(await seen(id), ['RUNNING', 0.1, true]);
      const held = (await bench.history(id)).filter(({ type }) => type === 'UNJUDGED');
      assert.deepEqual(
        held.map(({ severity }) => severity),
        ['WARNING'],
        'once',
      );
      assert.match(held[0]?.reason ?? '', /no evaluation for 60 s: .*failure_log/);
      await showLogs();
      await bench.evaluateAfter(61 * SECOND);
      assert.deepEqual(await seen(id), ['RUNNING', 0.1, false]);
      await hideLogs();
      await look(0);
      await look(600);
      assert.deepEqual(await seen(id), ['ROLLED_BACK', 0, false]);
      const { severity, reason } = await bench.ending(id);
      assert.equal(severity, 'CRITICAL');
      assert.match(reason, /no evaluation for 600 s/);
      await showLogs();
    });

    it('Shadows that cannot be evaluated continue, as they harm nobody', async () => {
      const versions = [{ version: 2, role: 'SHADOW', weight: 1 }] as const;
      const { id } = await bench.begin({ strategy: 'SHADOW', versions });
      await hideLogs();
      await look(0);
      await look(600);
      assert.equal((await bench.rollout(id)).state.status, 'RUNNING');
      await showLogs();
    });

    it('Rollouts end although their evaluation hangs on a lock', { skip: kind === 'pglite' }, async () => {
      const { id } = await bench.begin({ steps: [step(0.1)] });
      const database = await bench.models.openAgain?.();
      assert.ok(database);
      let hanging: Promise<void> | undefined;
      await database
        .tables<never>()
        .transaction()
        .execute(async (trx) => {
          await sql`LOCK TABLE scores.failure IN ACCESS EXCLUSIVE MODE`.execute(trx);
          hanging = bench.controller.evaluate();
          while ((await waiting()) === 0) await new Promise(setImmediate);
          await look(600);
          assert.equal((await bench.rollout(id)).state.status, 'ROLLED_BACK');
        });
      await hanging;
      await database.close();
      assert.equal((await bench.rollout(id)).state.status, 'ROLLED_BACK', 'the late look changes nothing');
    });

    const waiting = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM pg_locks WHERE NOT granted`.execute(bench.db);
      return rows[0]?.n ?? 0;
    };
  });
});
