import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { FeatureInput } from '../../../../subgraphs/scores/graph/feature-input.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { endlessVersion } from '../../../support/models/visits-models.ts';
import { codesOf, ScoresWorld, sizeVersion, visitsVersion } from '../../../support/scores/scores-world.ts';

const SCORE = `mutation ($features: FeatureInput!, $model: String! = "lead-conversion", $version: Int) {
  scoreFeatures(input: { features: $features, model: $model, version: $version }) {
    score { id role probability modelVersion { version } }
  }
}`;
const SCORE_LEADS = `mutation ($leads: [ID!]!) { scoreLeads(leadIds: $leads) { scored failed results { error { code } } } }`;
const REPLAY = 'query ($id: ID!) { replayScore(id: $id) { bitEqual reason } }';
const REASONS = 'query ($id: ID!) { score(id: $id) { reasons { contribution } } }';
const TIME_LIMIT_MS = 1_000;
const ENDLESS = { pageViews: 40_000, websiteVisits: 1 };
const ORDINARY = { pageViews: 3, websiteVisits: 1 };

interface Answer {
  readonly id: string;
  readonly role: string;
  readonly probability: number;
  readonly version: number;
}

onEachDatabase((kind, open) => {
  describe(`a model that does not return on ${kind}`, () => {
    let world: ScoresWorld;
    /** a champion that ends, for a model of its own in each test */
    let next = 0;
    let model = '';
    before(async () => {
      const limits = { inferenceTimeLimitMs: TIME_LIMIT_MS, breakdownLimits: { count: 3, windowMs: 600_000 } };
      world = await ScoresWorld.open(open, { inferenceWorkers: 1, ...limits });
    });
    after(() => world.close());
    beforeEach(async () => {
      next += 1;
      model = `model-${next}`;
      await world.registry.promote({ ...visitsVersion(1), model });
      await world.scores.modelsChanged();
    });

    const endless = (version: number) => ({ ...endlessVersion(version, 'page_views', 30_000), model });
    const score = async (features: FeatureInput, version?: number, of = model): Promise<Answer | unknown> => {
      const result = await world.ask(SCORE, { features, model: of, version });
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      const found = (result.data as any)?.scoreFeatures?.score;
      return found ? { ...found, version: found.modelVersion.version } : codesOf(result)[0];
    };
    const answer = async (...args: Parameters<typeof score>): Promise<Answer> => (await score(...args)) as Answer;
    /** The failures recorded of a version. */
    const failures = async (version: number): Promise<readonly string[]> => {
      const { rows } = await sql<{ failure: string }>`SELECT role || ' ' || code AS failure FROM scores.failure_log
        WHERE model = ${model} AND version = ${version} ORDER BY sequence`.execute(world.db);
      return rows.map(({ failure }) => failure);
    };
    const promoteEndless = async (version: number): Promise<void> => {
      await world.registry.promote(endless(version));
      await world.scores.modelsChanged();
    };
    /** Waits until the version answers again after its process was killed. */
    const untilBack = async (version?: number): Promise<void> => {
      while (typeof (await score(ORDINARY, version)) === 'string')
        await new Promise((resolve) => setTimeout(resolve, 50));
    };

    it('a model that does not return as challenger lets the champion answer, and other models meanwhile', async () => {
      const other = `${model}-other`;
      await world.registry.promote({ ...visitsVersion(1), model: other });
      await world.rollOut({ id: next, model, challengers: [{ ...endless(2), share: 1 }] });
      assert.equal((await answer(ORDINARY)).role, 'CHALLENGER');
      let isLate = true;
      const late = answer(ENDLESS).finally(() => {
        isLate = false;
      });
      assert.equal((await answer(ORDINARY, undefined, other)).role, 'CHAMPION');
      assert.ok(isLate, 'the other model answers before the time limit of the challenger is over');
      const { role, version } = await late;
      assert.deepEqual([role, version], ['CHAMPION', 1]);
      assert.deepEqual(await failures(2), ['CHALLENGER INFERENCE_TIMEOUT']);
    });

    it('a model that does not return as challenger fails at once while its process starts again, and then answers', async () => {
      await world.rollOut({ id: next, model, challengers: [{ ...endless(2), share: 1 }] });
      await answer(ENDLESS);
      assert.equal((await answer(ORDINARY)).role, 'CHAMPION');
      while ((await answer(ORDINARY)).role !== 'CHALLENGER') await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual([...new Set(await failures(2))], ['CHALLENGER INFERENCE_TIMEOUT']);
    });

    it('a model that does not return as champion fails that request only, and is withdrawn the third time for good', async () => {
      await promoteEndless(2);
      for (const _ of [1, 2]) {
        assert.equal(await score(ENDLESS), 'INFERENCE_TIMEOUT');
        await untilBack();
      }
      assert.equal(await score(ENDLESS), 'INFERENCE_TIMEOUT');
      while ((await world.count(`scores.withdrawal_log WHERE model = '${model}'`)) === 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
      await world.scores.modelsChanged();
      assert.equal(await score(ORDINARY), 'MODEL_WITHDRAWN');
      assert.equal((await failures(2)).at(-1), 'CHAMPION MODEL_WITHDRAWN');
      // another version answers, and this one anew when it is promoted again
      await world.registry.promote({ ...visitsVersion(1), model });
      await world.scores.modelsChanged();
      assert.equal((await answer(ORDINARY)).version, 1);
      await promoteEndless(2);
      assert.equal((await answer(ORDINARY)).version, 2);
    });

    it('a model that does not return in a batch of more than 64 rows fails the batch, and blocks nothing else', async () => {
      const leads = Array.from({ length: 100 }, (_, index) => `lead-${next}-${index}`);
      for (const lead of leads) await world.addLead(lead);
      await world.addLead(`lead-${next}-visitor`, [{ kind: 'WEBSITE_VISIT' }]);
      await world.registry.promote({ ...endlessVersion(2, 'website_visits', 0) });
      await world.scores.modelsChanged();
      const asked = world.ask(SCORE_LEADS, { leads: [...leads, `lead-${next}-visitor`] });
      assert.equal((await answer(ORDINARY)).version, 1);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      const { failed, results } = ((await asked).data as any).scoreLeads;
      assert.equal(failed, 101);
      assert.ok(results.every(({ error }: { error: { code: string } }) => error.code === 'INFERENCE_TIMEOUT'));
    });

    it('a model that does not return in a replay or an explanation says so, beside the traffic', async () => {
      await promoteEndless(2);
      const { id } = await answer(ORDINARY);
      await sql`UPDATE scores.prediction SET features = features || '{"page_views": 40000}' WHERE id = ${id}`.execute(
        world.db,
      );
      const replayed = world.ask(REPLAY, { id });
      assert.equal((await answer(ORDINARY)).version, 2);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      const { bitEqual, reason } = ((await replayed).data as any).replayScore;
      assert.deepEqual([bitEqual, /no answer within 1000 ms/.test(reason)], [false, true]);
      assert.equal(codesOf(await world.ask(REASONS, { id }))[0], 'INFERENCE_TIMEOUT');
      assert.equal((await answer(ORDINARY)).version, 2);
      assert.deepEqual(await failures(2), []);
    });

    it('a model that does not return is tried by its number beside the traffic, whatever becomes of it', async () => {
      await world.registry.register(endless(7));
      const tried = await answer(ORDINARY, 7);
      assert.deepEqual([tried.role, tried.version], ['TRIAL', 7]);
      const late = score(ENDLESS, 7);
      assert.equal((await answer(ORDINARY)).role, 'CHAMPION');
      assert.equal(await late, 'INFERENCE_TIMEOUT');
      await untilBack(7);
      assert.equal(await world.count(`scores.withdrawal_log WHERE model = '${model}'`), 0);
    });

    it('a model that does not return is not tried when there is no such version, or it is archived', async () => {
      assert.equal(await score(ORDINARY, 99), 'MODEL_VERSION_NOT_FOUND');
      await world.registry.register({ ...sizeVersion(8), model }, 'ARCHIVED');
      assert.equal(await score(ORDINARY, 8), 'MODEL_VERSION_NOT_FOUND');
    });
  });

  describe(`a stop while a model does not return on ${kind}`, () => {
    it('a stop while a model does not return does not wait for it', async () => {
      const patient = { inferenceTimeLimitMs: 600_000 };
      const world = await ScoresWorld.open(open, { inferenceWorkers: 0, ...patient });
      await world.registry.promote(visitsVersion(1));
      await world.rollOut({ challengers: [{ ...endlessVersion(2, 'page_views', 30_000), share: 1 }] });
      const asked = world.ask(SCORE, { features: ENDLESS });
      while ((await world.ask(SCORE, { features: ORDINARY, model: 'none' })).errors === undefined);
      await world.close();
      await asked;
    });
  });
});
