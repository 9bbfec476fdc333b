import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../../scoring/live-deployment.ts';
import { hashedPoint } from '../../../../statistics/hashed-point.ts';
import { type ScoreRole, SHOWN_ROLES } from '../../../../subgraphs/scores/record/prediction.ts';
import { createScores, type Scores } from '../../../../subgraphs/scores/subgraph.ts';
import { type OpenTestDatabase, onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { openSubscription } from '../../../support/graph/subscribe.ts';
import { nanVersion, throwingVersion } from '../../../support/models/visits-models.ts';
import { askScores, codesOf, ScoresWorld, sizeVersion } from '../../../support/scores/scores-world.ts';

const SCORE = `mutation ($lead: ID!, $key: String) { scoreLead(leadId: $lead, idempotencyKey: $key) { score {
  id role rollout { id } modelVersion { version } probability
} } }`;
const SCORE_LEADS = `mutation ($leads: [ID!]!) { scoreLeads(leadIds: $leads) {
  results { leadId error { code message } score { id role rollout { id } modelVersion { version } } }
} }`;
const REPLAY = 'query ($id: ID!) { replayScore(id: $id) { bitEqual reason } }';

const LEADS = Array.from({ length: 40 }, (_, index) => `lead-${index}`);
const below = (salt: string, share: number): string[] => LEADS.filter((lead) => hashedPoint(salt, lead) < share);

onEachDatabase((kind, open) => {
  describe(`the traffic of a rollout on ${kind}`, () => {
    let world: ScoresWorld;
    let store: TestDatabase;
    before(async () => {
      const remember: OpenTestDatabase = async (...schemas) => {
        store = await open(...schemas);
        return store;
      };
      // a minute between two looks at the registry and the stream: whatever comes sooner was heard of
      world = await ScoresWorld.open(remember, { inferenceWorkers: 0, pollMs: 60_000, streamPollMs: 60_000 });
      for (const lead of LEADS) await world.addLead(lead);
      await world.addLead('visitor', [{ kind: 'WEBSITE_VISIT' }]);
      await world.promoteVisitsModel();
    });
    after(() => world.close());

    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
    const scoreAll = async (by: Scores = world.scores, leads = LEADS): Promise<any[]> =>
      // biome-ignore lint/suspicious/noExplicitAny: as above
      ((await askScores(by, SCORE_LEADS, { leads })).data as any).scoreLeads.results;
    const answeredBy = async (version: number, by?: Scores): Promise<string[]> =>
      (await scoreAll(by)).filter(({ score }) => score.modelVersion.version === version).map(({ leadId }) => leadId);
    const rows = async <Row>(query: string): Promise<Row[]> => (await sql.raw<Row>(query).execute(world.db)).rows;

    it('the traffic of a rollout goes to the champion alone before the rollout has begun, which is recorded with it', async () => {
      await world.rollOut({ id: 1, salt: 'a', holdoutShare: 0.5, challengers: [{ ...sizeVersion(2), share: 0 }] });
      for (const { score } of await scoreAll())
        assert.deepEqual([score.role, score.rollout, score.modelVersion], ['CHAMPION', { id: '1' }, { version: 1 }]);
      assert.equal(await world.count('scores.exposure'), 0);
    });

    it('the traffic of a rollout is split between champion and challenger by the lead, and stays so', async () => {
      await world.rollOut({ id: 1, salt: 'a', challengers: [{ ...sizeVersion(2), share: 0.3 }] });
      assert.deepEqual(await answeredBy(2), below('a', 0.3));
      const [first] = await scoreAll(world.scores, below('a', 0.3));
      assert.deepEqual([first.score.role, first.score.rollout], ['CHALLENGER', { id: '1' }]);
      const replayed = await world.ask(REPLAY, { id: first.score.id });
      assert.deepEqual(replayed.data?.replayScore, { bitEqual: true, reason: null });
      await world.rollOut({ id: 1, salt: 'a', challengers: [{ ...sizeVersion(2), share: 0.6 }] });
      assert.deepEqual(await answeredBy(2), below('a', 0.6));
    });

    it('the traffic of a rollout is exposed once per lead and version', async () => {
      await scoreAll();
      const exposures = await rows<{ lead_id: string; version: number }>(
        'SELECT lead_id, version FROM scores.exposure_log WHERE rollout = 1 AND NOT held_out ORDER BY lead_id, version',
      );
      const expected = LEADS.flatMap((lead) => {
        const point = hashedPoint('a', lead);
        const versions = point < 0.3 ? [2] : point < 0.6 ? [1, 2] : [1];
        return versions.map((version) => ({ lead_id: lead, version }));
      });
      assert.deepEqual(
        exposures,
        expected.sort((x, y) => (x.lead_id < y.lead_id ? -1 : x.lead_id > y.lead_id ? 1 : x.version - y.version)),
      );
    });

    it('the traffic of a rollout is drawn by the request where there is no lead, and exposes no lead', async () => {
      await world.rollOut({ id: 2, salt: 'b', challengers: [{ ...sizeVersion(2), share: 1 }] });
      const { data } = await world.ask(
        'mutation { scoreFeatures(input: { features: { companySize: 5 } }) { score { role lead { id } } } }',
      );
      assert.deepEqual(data?.scoreFeatures, { score: { role: 'CHALLENGER', lead: null } });
      assert.deepEqual(await rows('SELECT 1 FROM scores.exposure WHERE rollout = 2'), []);
    });

    it('the traffic of a rollout returns to the champion at once when the rollout ends, on every replica that is notified', async () => {
      await world.registry.rollOut({});
      const changed = Date.now();
      world.database.events.publish(LIVE_DEPLOYMENT_CHANGED);
      while ((await answeredBy(1)).length < LEADS.length) assert.ok(Date.now() - changed < 5_000);
      assert.deepEqual((await scoreAll())[0].score.rollout, null);
    });

    it('the traffic of a rollout keeps a share on the champion while the challenger cannot be loaded, and says why', async () => {
      const broken = { ...sizeVersion(3), bytes: Buffer.from('no model'), share: 0.5 };
      await world.rollOut({ id: 3, salt: 'c', challengers: [broken] });
      assert.deepEqual(await answeredBy(1), LEADS);
      const failures = await rows<object>(
        'SELECT DISTINCT version, role, code FROM scores.failure_log WHERE rollout = 3',
      );
      assert.deepEqual(failures, [{ version: 3, role: 'CHALLENGER', code: 'ARTIFACT_INVALID' }]);
      const failed = await rows<{ lead_id: string }>('SELECT lead_id FROM scores.failure_log WHERE rollout = 3');
      assert.deepEqual(failed.map(({ lead_id }) => lead_id).sort(), below('c', 0.5).sort());
    });

    const failing = [
      { failure: 'throws', challenger: throwingVersion(4) },
      { failure: 'gives no probability', challenger: nanVersion(5) },
    ];
    for (const { failure, challenger } of failing) {
      it(`the traffic of a rollout goes to the champion where the challenger ${failure}, alone`, async () => {
        const id = challenger.version;
        await world.rollOut({ id, salt: 'd', challengers: [{ ...challenger, share: 1 }] });
        const results = await scoreAll(world.scores, ['visitor', 'lead-0', 'lead-1']);
        assert.deepEqual(
          results.map(({ score }) => score.role),
          ['CHAMPION', 'CHALLENGER', 'CHALLENGER'],
        );
        const failures =
          await rows<object>(`SELECT model, version, role, lead_id, request_id, code, latency_ms > 0 AS timed
          FROM scores.failure_log WHERE rollout = ${id}`);
        const request = { lead_id: 'visitor', request_id: 'test-request' };
        const at = { model: 'lead-conversion', version: id, role: 'CHALLENGER' };
        assert.deepEqual(failures, [{ ...at, ...request, code: 'INFERENCE_FAILED', timed: true }]);
        const exposed = await rows<object>(
          `SELECT version FROM scores.exposure WHERE rollout = ${id} AND lead_id = 'visitor'`,
        );
        assert.deepEqual(exposed, [{ version: 1 }]);
      });
    }

    it('the traffic of a rollout fails for the caller only when the champion fails too, of which both are recorded', async () => {
      await world.registry.promote(throwingVersion(10));
      await world.rollOut({ id: 10, challengers: [{ ...nanVersion(11), share: 1 }] });
      assert.deepEqual(codesOf(await world.ask(SCORE, { lead: 'visitor' })), ['INFERENCE_FAILED']);
      assert.deepEqual(codesOf(await world.ask(SCORE, { lead: 'nobody' })), ['LEAD_NOT_FOUND']);
      const failures = await rows<object>(
        'SELECT version, role FROM scores.failure_log WHERE rollout = 10 ORDER BY version',
      );
      assert.deepEqual(failures, [
        { version: 10, role: 'CHAMPION' },
        { version: 11, role: 'CHALLENGER' },
      ]);
      await world.promoteVisitsModel();
    });

    it('the traffic of a rollout becomes that of the new champion without a failed request', async () => {
      await world.rollOut({ id: 12, challengers: [{ ...sizeVersion(2), share: 0.5 }] });
      await world.promoteSizeModel(2);
      const results = await scoreAll();
      assert.ok(results.every(({ score }) => score.modelVersion.version === 2 && score.role === 'CHAMPION'));
      await world.promoteVisitsModel();
    });

    it('the traffic of a rollout is split alike by every replica, all of which follow within a second', async (t) => {
      const other = await store.openAgain?.();
      if (!other) return t.skip('one process only');
      const log = createLogger('silent');
      const replica = await createScores({
        database: other,
        outbox: await Outbox.open(other, log),
        log,
        pollMs: 60_000,
      });
      await scoreAll(replica);
      await world.registry.rollOut({ id: 13, salt: 'e', challengers: [{ ...sizeVersion(2), share: 0.5 }] });
      world.database.events.publish(LIVE_DEPLOYMENT_CHANGED);
      const changed = Date.now();
      for (const scores of [world.scores, replica])
        while ((await answeredBy(2, scores)).length === 0) assert.ok(Date.now() - changed < 10_000);
      assert.deepEqual(await answeredBy(2), below('e', 0.5));
      assert.deepEqual(await answeredBy(2, replica), below('e', 0.5));
      await replica.close();
      await other.close();
    });

    describe('with a holdout', () => {
      const heldOut = below('f/holdout', 0.4);
      const [held = ''] = heldOut;
      before(async () => {
        for (const table of ['scores.prediction', 'outbox.message'])
          await sql.raw(`DELETE FROM ${table}`).execute(world.db);
        await world.rollOut({ id: 20, salt: 'f', holdoutShare: 0.4, challengers: [{ ...sizeVersion(2), share: 0.5 }] });
      });

      it('a rollout with a holdout scores held-out leads by the champion, and shows their scores nowhere', async () => {
        const scores = await openSubscription(world.scores.schema, 'subscription { leadScored { lead { id } } }', {});
        const results = await scoreAll();
        const refused = results.filter(({ error }) => error).map(({ leadId, error }) => [leadId, error.code]);
        assert.deepEqual(
          refused,
          heldOut.map((lead) => [lead, 'LEAD_HELD_OUT']),
        );
        const recorded = await rows<{ lead_id: string }>(
          "SELECT lead_id FROM scores.prediction_log WHERE role = 'HOLDOUT' AND rollout = 20 AND version = 1 ORDER BY 1",
        );
        assert.deepEqual(
          recorded.map(({ lead_id }) => lead_id),
          [...heldOut].sort(),
        );
        const shown = LEADS.length - heldOut.length;
        const heard = (await scores.next(shown)).map(({ leadScored }) => leadScored.lead.id);
        assert.ok(heard.every((lead) => !heldOut.includes(lead)));
        await scores.close();
      });

      it('a rollout with a holdout hides their scores from the lead, its history and the CRM', async () => {
        const { data } = await world.ask(
          `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Lead {
            id score { id } scoreHistory { nodes { id } }
          } } }`,
          { of: LEADS.map((id) => ({ __typename: 'Lead', id })) },
        );
        // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
        for (const { id, score, scoreHistory } of (data as any)._entities) {
          assert.equal(score === null, heldOut.includes(id));
          assert.equal(scoreHistory.nodes.length === 0, heldOut.includes(id));
        }
        const written = await rows<{ lead: string }>(
          "SELECT jsonb_array_elements(payload) ->> 'leadId' AS lead FROM outbox.message",
        );
        assert.equal(written.length, LEADS.length - heldOut.length);
        assert.ok(written.every(({ lead }) => !heldOut.includes(lead)));
      });

      it('a rollout with a holdout exposes them as held out, to no challenger', async () => {
        const exposed = await rows<{ lead_id: string; version: number }>(
          'SELECT lead_id, version FROM scores.exposure_log WHERE rollout = 20 AND held_out ORDER BY 1',
        );
        assert.deepEqual(
          exposed,
          [...heldOut].sort().map((lead) => ({ lead_id: lead, version: 1 })),
        );
        const shown = await rows<{ n: number }>(
          'SELECT count(*) AS n FROM scores.exposure_log WHERE rollout = 20 AND NOT held_out',
        );
        assert.equal(shown[0]?.n, LEADS.length - heldOut.length);
      });

      it('a rollout with a holdout marks the shown roles in the log', async () => {
        const roles = await rows<{ role: ScoreRole; is_shown: boolean }>(
          'SELECT DISTINCT role, is_shown FROM scores.prediction_log ORDER BY role',
        );
        const expected = (['CHALLENGER', 'CHAMPION', 'HOLDOUT'] as const).map((role) => ({
          role,
          is_shown: SHOWN_ROLES.includes(role),
        }));
        assert.deepEqual(roles, expected);
      });

      it('a rollout with a holdout says so to the caller, with the rollout, and the same to a retry', async () => {
        const first = await world.ask(SCORE, { lead: held, key: 'held' });
        const retry = await world.ask(SCORE, { lead: held, key: 'held' });
        const message = `lead ${held} is in the holdout of rollout 20: its score is recorded, and hidden until the rollout ends`;
        for (const { errors = [] } of [first, retry]) {
          assert.equal(errors[0]?.message, message);
          assert.deepEqual(errors[0]?.extensions, { code: 'LEAD_HELD_OUT', leadId: held, rollout: 20 });
        }
        assert.deepEqual(await rows("SELECT 1 AS n FROM scores.prediction WHERE idempotency_key = 'held'"), [{ n: 1 }]);
      });

      it('a rollout with a holdout shows them again once the rollout has ended, from their next score on', async () => {
        await world.rollOut({});
        assert.ok((await scoreAll()).every(({ error }) => error === null));
      });
    });
  });
});
