import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { signatureOf } from '../../../support/models/model-signature.ts';
import { codesOf, ScoresWorld } from '../../../support/scores/scores-world.ts';

const SCORE = 'mutation { scoreLead(leadId: "lead") { score { modelVersion { version } } } }';

onEachDatabase((kind, open) => {
  describe(`the version that scores on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 1 });
      await world.addLead('lead', [{ kind: 'WEBSITE_VISIT' }]);
    });
    after(() => world.close());

    /** The version that answers, or the code of why none does. */
    const answer = async (): Promise<unknown> => {
      const result = await world.ask(SCORE);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      return codesOf(result)[0] ?? (result.data as any).scoreLead.score.modelVersion.version;
    };
    const until = async (expected: unknown): Promise<void> => {
      for (let turn = 0; turn < 200 && (await answer()) !== expected; turn++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(await answer(), expected);
    };

    it('the version that scores is none when the only artifact is not the registered one', async () => {
      const digest = await world.promoteVisitsModel(1);
      await world.promoteSizeModel(2);
      await world.registry.corrupt(digest, Buffer.from('something else'));
      await world.registry.demote();
      await world.scores.modelsChanged();
      assert.equal(await answer(), 'NO_LIVE_MODEL');
      await world.promoteVisitsModel(3);
      assert.equal(await answer(), 'ARTIFACT_CORRUPT');
      await world.registry.corrupt(digest);
      await world.registry.demote();
      await world.scores.modelsChanged();
    });

    it('the version that scores is none when the only artifact is absent', async () => {
      const digest = await world.promoteVisitsModel(4);
      await world.registry.demote();
      await world.scores.modelsChanged();
      await world.registry.corrupt(digest);
      await sql`INSERT INTO models.live_deployment VALUES ('lead-conversion', 5, 'CHAMPION', 1, 'salt', ${digest},
        '{"inputs": [], "outputs": []}'::jsonb, '{"method": "IDENTITY"}'::jsonb)`.execute(world.db);
      await world.scores.modelsChanged();
      assert.equal(await answer(), 'ARTIFACT_CORRUPT');
    });

    it('the version that scores changes at once after a notification, and by polling without one', async () => {
      await world.promoteVisitsModel(6);
      assert.equal(await answer(), 6);
      await world.promoteSizeModel(7, { notify: false });
      await until(7);
    });

    it('the version that scores stays the old one when the new artifact is not the registered one', async () => {
      const digest = await world.registry.promote({
        version: 8,
        bytes: Buffer.from('no model'),
        signature: signatureOf({ website_visits: 'double' }),
      });
      await world.registry.corrupt(digest, Buffer.from('something else'));
      await world.scores.modelsChanged();
      assert.equal(await answer(), 7);
    });

    it('the version that scores stays the old one when the new artifact does not load', async () => {
      await world.registry.promote({
        version: 9,
        bytes: Buffer.from('no model'),
        signature: signatureOf({ website_visits: 'double' }),
      });
      await world.scores.modelsChanged();
      assert.equal(await answer(), 7);
    });

    it('the version that scores never fails a request while versions change', async () => {
      let changing = true;
      const change = async (): Promise<void> => {
        for (let version = 10; version < 30; version++)
          await (version % 2 ? world.promoteVisitsModel(version) : world.promoteSizeModel(version));
        changing = false;
      };
      const ask = async (): Promise<void> => {
        while (changing) assert.equal(typeof (await answer()), 'number');
      };
      await Promise.all([change(), ask(), ask(), ask()]);
      assert.equal(await answer(), 29);
    });
  });

  describe(`a database that fails on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.promoteVisitsModel();
      for (const id of ['a', 'b', 'c']) await world.addLead(id);
    });
    after(() => world.close());

    it('a database that fails during the insert gives every caller its code, and records nothing', async () => {
      await sql`CREATE FUNCTION scores.fail() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100'', MESSAGE = ''could not extend file''; END'`.execute(world.db);
      await sql`CREATE TRIGGER fail BEFORE INSERT ON outbox.message EXECUTE FUNCTION scores.fail()`.execute(world.db);
      const score = (id: string) => world.ask(`mutation { scoreLead(leadId: "${id}") { score { id } } }`);
      const failed = await Promise.all(['a', 'b', 'c'].map(score));
      assert.deepEqual(failed.map(codesOf), [['STORAGE_FULL'], ['STORAGE_FULL'], ['STORAGE_FULL']]);
      assert.equal(await world.count('scores.prediction'), 0);
      await sql`DROP TRIGGER fail ON outbox.message`.execute(world.db);
      assert.deepEqual((await Promise.all(['a', 'b', 'c'].map(score))).map(codesOf), [[], [], []]);
      assert.equal(await world.count('scores.prediction'), 3);
    });
  });
});
