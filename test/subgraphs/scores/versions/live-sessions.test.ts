import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../../platform/process/model-process.ts';
import { InferencePool } from '../../../../subgraphs/scores/inference/inference-pool.ts';
import { ScoringMetrics } from '../../../../subgraphs/scores/metrics/scoring-metrics.ts';
import { LiveModels } from '../../../../subgraphs/scores/versions/live-models.ts';
import { ModelHost } from '../../../../subgraphs/scores/versions/model-host.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { NOW, ScoresWorld, sizeVersion, visitsVersion } from '../../../support/scores/scores-world.ts';

/** A host that notes which versions it loads for which use, and which of them are released. */
class NotingHost extends ModelHost {
  readonly notes: string[] = [];

  override async load(...[bytes, version, use]: Parameters<ModelHost['load']>): ReturnType<ModelHost['load']> {
    const session = await super.load(bytes, version, use);
    const [input] = version.signature.inputs;
    this.notes.push(`load ${input?.name} as ${use}`);
    const release = async (): Promise<void> => {
      await session.release();
      this.notes.push(`release ${input?.name} as ${use}`);
    };
    return { ...session, release };
  }
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 20));

onEachDatabase((kind, open) => {
  describe(`the sessions of a rollout on ${kind}`, () => {
    let world: ScoresWorld;
    let live: LiveModels;
    const log = createLogger('silent');
    let host: NotingHost;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      const { db, database } = world;
      const ignored = {
        shadows: { follow: () => undefined },
        metrics: new ScoringMetrics(),
        withdrawals: { recordBreakdown: () => undefined, keepOnly: () => undefined },
      };
      const memoryLimitBytes = DEFAULT_MODEL_MEMORY_BYTES;
      const deps = { db, events: database.events, log, clock: () => NOW, ...ignored };
      host = new NotingHost({ ...deps, pool: new InferencePool(0, log), timeLimitMs: 1_000, memoryLimitBytes });
      live = new LiveModels({ ...deps, host });
      await world.registry.promote(visitsVersion(1));
    });
    after(async () => {
      await live.close();
      await world.close();
    });

    it('the sessions of a rollout are loaded once, whatever the shares', async () => {
      for (const share of [0, 0.1, 0.5, 1]) {
        await world.registry.rollOut({ challengers: [{ ...sizeVersion(2), share }] });
        await live.follow();
      }
      assert.deepEqual(host.notes.sort(), ['load company_size as CHALLENGER', 'load website_visits as CHAMPION']);
    });

    it('the sessions of a rollout of a challenger that becomes champion are loaded where champions run, and released once nothing retains them', async () => {
      const { champion, rollout } = await live.get(DEFAULT_MODEL);
      const releases = [champion, ...(rollout?.challengers ?? [])].map(({ session }) => session.retain());
      await world.registry.promote(sizeVersion(2));
      await live.follow();
      assert.equal((await live.get(DEFAULT_MODEL)).champion.session.isKillable, false);
      await nextTurn();
      assert.deepEqual(host.notes.slice(2), ['load company_size as CHAMPION']);
      for (const each of releases) each();
      while (host.notes.length < 5) await nextTurn();
      assert.deepEqual(host.notes.slice(3).sort(), [
        'release company_size as CHALLENGER',
        'release website_visits as CHAMPION',
      ]);
    });
  });
});
