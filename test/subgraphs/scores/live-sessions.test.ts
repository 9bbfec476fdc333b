import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { InferencePool } from '../../../subgraphs/scores/inference-pool.ts';
import { LiveModels } from '../../../subgraphs/scores/live-models.ts';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { DEFAULT_MODEL } from '../../../subgraphs/shared/model-manifest.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { ScoresWorld, sizeVersion, visitsVersion } from '../../support/scores-world.ts';

/** A pool that notes which sessions it loads and which of them are released. */
class NotingPool extends InferencePool {
  readonly notes: string[] = [];

  override async load(...artifact: Parameters<InferencePool['load']>): ReturnType<InferencePool['load']> {
    const session = await super.load(...artifact);
    const [input] = artifact[1].inputs;
    this.notes.push(`load ${input?.name}`);
    const release = async (): Promise<void> => {
      await session.release();
      this.notes.push(`release ${input?.name}`);
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
    const pool = new NotingPool(0, log);
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      const { db, database } = world;
      live = new LiveModels({ db, events: database.events, pool, shadows: { follow: () => undefined }, log });
      await world.registry.promote(visitsVersion(1));
    });
    after(async () => {
      await live.close();
      await world.close();
    });

    it('are loaded once, whatever the shares', async () => {
      for (const share of [0, 0.1, 0.5, 1]) {
        await world.registry.rollOut({ challengers: [{ ...sizeVersion(2), share }] });
        await live.follow();
      }
      assert.deepEqual(pool.notes.sort(), ['load company_size', 'load website_visits']);
    });

    it('are kept when the challenger becomes champion, and released once nobody holds them', async () => {
      const { champion, rollout } = await live.get(DEFAULT_MODEL);
      const letGo = champion.session.hold();
      const challenger = rollout?.challengerFor('anyone');
      await world.registry.promote(sizeVersion(2));
      await live.follow();
      assert.equal((await live.get(DEFAULT_MODEL)).champion.session, challenger?.session);
      await nextTurn();
      assert.equal(pool.notes.length, 2);
      letGo();
      while (pool.notes.length < 3) await nextTurn();
      assert.equal(pool.notes[2], 'release website_visits');
    });
  });
});
