import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createLogger } from '../../../../../platform/logger.ts';
import { ROLLOUT_CHANGED } from '../../../../../subgraphs/models/rollout/store/rollout-feed.ts';
import { createModels, type Models } from '../../../../../subgraphs/models/subgraph.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { ControllerBench } from '../../../../support/rollouts/controller-bench.ts';

onEachDatabase((kind, open) => {
  describe(`the loop of the rollout controller on ${kind}`, () => {
    let bench: ControllerBench;
    let looking: Models;
    before(async () => {
      bench = await ControllerBench.open(open);
    });
    after(async () => {
      await looking.close();
      await bench.close();
    });

    const start = async (rolloutPollMs: number) => {
      const { database } = bench.models;
      looking = await createModels({
        database,
        log: createLogger('silent'),
        clock: () => bench.models.now,
        rolloutPollMs,
      });
    };

    /** Waits for changes of rollouts until one has this status. */
    const until = async (id: number, status: string) => {
      const { events } = bench.models.database;
      const { promise, resolve } = deferred();
      const look = async () => {
        if ((await bench.rollout(id)).state.status === status) resolve();
      };
      const unsubscribe = events.subscribe(ROLLOUT_CHANGED, () => void look());
      await look();
      await promise;
      unsubscribe();
    };

    it('The rollout controller evaluates periodically, and at once when a rollout changed', {
      timeout: 60_000,
    }, async () => {
      await start(20);
      const first = await bench.startRollout({}, bench.newModel());
      await until(first, 'RUNNING');
      await looking.close();
      // an hour: from now on only notifications can cause an evaluation
      await start(3_600_000);
      const model = bench.newModel();
      const second = await bench.startRollout({}, model);
      bench.models.database.events.publish(ROLLOUT_CHANGED);
      await until(second, 'RUNNING');
      await bench.request({ version: 2, count: 5, failed: 5, rollout: second }, model);
      await bench.untilSettled();
      bench.models.database.events.publish(ROLLOUT_CHANGED);
      await until(second, 'ROLLED_BACK');
      assert.equal((await bench.rollout(first)).state.status, 'RUNNING');
    });
  });
});

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
