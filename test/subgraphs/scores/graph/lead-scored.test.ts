import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import { createScores, type Scores } from '../../../../subgraphs/scores/subgraph.ts';
import { type OpenTestDatabase, onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { openSubscription, refusalOf } from '../../../support/graph/subscribe.ts';
import { askScores, NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const LEAD_SCORED = `subscription ($filter: LeadScoredFilter, $after: String) {
  leadScored(filter: $filter, after: $after) {
    cursor id probability grade trend lead { id } modelVersion { model version }
  }
}`;
const SCORE_LEADS = `mutation ($leads: [ID!]!) {
  scoreLeads(leadIds: $leads) { results { score { id cursor } } failed }
}`;
const SCORE_FEATURES = `mutation ($lead: ID) {
  scoreFeatures(input: { leadId: $lead, features: { websiteVisits: 3 } }) { score { id cursor } }
}`;
const HOT = { leads: ['hot'] };

onEachDatabase((kind, open) => {
  describe(`leadScored on ${kind}`, () => {
    let world: ScoresWorld;
    let store: TestDatabase;

    before(async () => {
      const remember: OpenTestDatabase = async (...schemas) => {
        store = await open(...schemas);
        return store;
      };
      // a minute between two looks: whatever arrives sooner was heard of
      world = await ScoresWorld.open(remember, { inferenceWorkers: 0, streamPollMs: 60_000 });
      await world.addLead('hot', [{ kind: 'WEBSITE_VISIT' }, { kind: 'WEBSITE_VISIT' }]);
      await world.addLead('cold');
      await world.promoteVisitsModel();
    });
    after(() => world.close());

    const subscribe = (variables = {}) => openSubscription(world.scores.schema, LEAD_SCORED, variables);
    const score = async (leads: readonly string[], by: Scores = world.scores) => {
      const { data } = await askScores(by, SCORE_LEADS, { leads });
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      const { results, failed } = (data as any).scoreLeads;
      assert.equal(failed, 0);
      return results.map((each: { score: { id: string; cursor: string } }) => each.score);
    };

    it('leadScored sends each score that is recorded from now on, with everything a score has', async () => {
      await score(HOT.leads);
      const scores = await subscribe();
      const [recorded] = await score(HOT.leads);
      const [event] = await scores.next(1);
      const { cursor, id, probability, ...rest } = event.leadScored;
      assert.deepEqual({ cursor, id }, recorded);
      assert.ok(Math.abs(probability - 1 / (1 + Math.exp(-2))) < 1e-6);
      assert.deepEqual(rest, {
        grade: 'A',
        trend: 'STEADY',
        lead: { id: 'hot' },
        modelVersion: { model: 'lead-conversion', version: 1 },
      });
      await scores.close();
    });

    it('leadScored sends the events since a cursor, from any of them, in one order', async () => {
      const [before] = await score(HOT.leads);
      for (let turn = 0; turn < 4; turn++) await Promise.all([score(['hot']), score(['cold'])]);
      const all = await subscribe({ after: before.cursor });
      const events = (await all.next(8)).map(({ leadScored }) => leadScored);
      assert.equal(new Set(events.map(({ id }) => id)).size, 8);
      for (const [index, { cursor }] of events.entries()) {
        const rest = await subscribe({ after: cursor });
        const ids = (await rest.next(7 - index)).map(({ leadScored }) => leadScored.id);
        assert.deepEqual(
          ids,
          events.slice(index + 1).map(({ id }) => id),
        );
        await rest.close();
      }
      await all.close();
    });

    it('leadScored sends the scores that match the filter only', async () => {
      const filters = [
        { leadIds: ['cold'] },
        { minimumProbability: 0.6 },
        { grades: ['A'], minimumProbability: 0.1 },
        { model: 'another' },
      ];
      const opened = await Promise.all(filters.map((filter) => subscribe({ filter })));
      const [hot, cold] = await score(['hot', 'cold']);
      const ids = async (index: number, count: number) =>
        (await opened[index]?.next(count))?.map(({ leadScored }) => leadScored.id).sort();
      assert.deepEqual(await ids(0, 1), [cold.id]);
      assert.deepEqual(await ids(1, 1), [hot.id]);
      assert.deepEqual(await ids(2, 2), [hot.id, cold.id].sort());
      const none = ids(3, 1);
      await opened[3]?.close();
      assert.deepEqual(await none, []);
      for (const each of opened) await each.close();
    });

    it('leadScored omits scores of features without a lead', async () => {
      const scores = await subscribe();
      await world.ask(SCORE_FEATURES, {});
      await world.ask(SCORE_FEATURES, { lead: 'from-a-form' });
      const [event] = await scores.next(1);
      assert.deepEqual(event.leadScored.lead, { id: 'from-a-form' });
      await scores.close();
    });

    it('leadScored refuses a cursor of another stream, and a filter out of range', async () => {
      const refused = (variables: object) => refusalOf(world.scores.schema, LEAD_SCORED, { ...variables });
      const [{ cursor }] = await score(HOT.leads);
      const other = Buffer.from(cursor, 'base64url').toString().replace('leadScored', 'leadChanged');
      for (const wrong of ['', 'nonsense', Buffer.from(other).toString('base64url')])
        assert.equal(await refused({ after: wrong }), 'CURSOR_INVALID', wrong);
      assert.equal(await refused({ filter: { minimumProbability: 1.5 } }), 'VALIDATION_FAILED');
      const leadIds = Array.from({ length: 1_001 }, (_, n) => `l${n}`);
      assert.equal(await refused({ filter: { leadIds } }), 'TOO_MANY_ITEMS');
      assert.equal(await refused({ after: cursor, filter: { leadIds: leadIds.slice(1) } }), undefined);
    });

    if (kind !== 'postgres') return;

    it('leadScored sends the scores of another process at once', async () => {
      const database = await (store.openAgain as () => Promise<TestDatabase['database']>)();
      const log = createLogger('silent');
      const outbox = await Outbox.open(database, log);
      const other = await createScores({ database, outbox, log, clock: () => NOW, streamPollMs: 60_000 });
      const [here, there] = [await subscribe(), await openSubscription(other.schema, LEAD_SCORED)];
      const ids: string[] = [];
      for (const by of [world.scores, other, world.scores, other]) {
        const [{ id }] = await score(HOT.leads, by);
        ids.push(id);
        for (const scores of [here, there]) assert.equal((await scores.next(1))[0].leadScored.id, id);
      }
      for (const scores of [here, there]) await scores.close();
      await other.close();
      await database.close();
    });
  });
});
