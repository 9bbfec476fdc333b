import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codesOf, ScoresWorld } from '../../../support/scores/scores-world.ts';

const SCORE = 'mutation ($lead: ID!) { scoreLead(leadId: $lead) { score { id } } }';
const LATEST = `query ($leads: [_Any!]!) { _entities(representations: $leads) { ... on Lead { id score { id } } } }`;
const HISTORY = `query ($leads: [_Any!]!, $first: Int!, $after: String) {
  _entities(representations: $leads) { ... on Lead { scoreHistory(first: $first, after: $after) {
    nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } } }
}`;
const lead = (id: string) => ({ __typename: 'Lead', id });

onEachDatabase((kind, open) => {
  describe(`scores of leads on ${kind}`, () => {
    let world: ScoresWorld;
    const scoreIds: string[] = [];
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.promoteVisitsModel();
      for (const id of ['often', 'once', 'never']) await world.addLead(id, [{ kind: 'WEBSITE_VISIT' }]);
      for (let turn = 0; turn < 5; turn++) scoreIds.unshift(await score('often'));
      await score('once');
    });
    after(() => world.close());

    // biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (source: string, variables: object = {}) => {
      const result = await world.ask(source, variables as Record<string, unknown>);
      assert.deepEqual(result.errors, undefined);
      return result.data as any;
    };
    // biome-ignore-end lint/suspicious/noExplicitAny: see above
    const score = async (id: string): Promise<string> => (await ask(SCORE, { lead: id })).scoreLead.score.id;

    it('the score of a lead is its latest one, null without one, read for many leads at once', async () => {
      const leads = ['often', 'never', 'nobody', 'once', 'often'].map(lead);
      const found = (await ask(LATEST, { leads }))._entities.map((each: { score: unknown }) => each.score);
      assert.deepEqual(found.slice(0, 3), [{ id: scoreIds[0] }, null, null]);
      assert.notEqual(found[3], null);
      assert.deepEqual(found[4], found[0]);
    });

    it('the score history is paged, newest first', async () => {
      const page = async (after: string | null) =>
        (await ask(HISTORY, { leads: [lead('often')], first: 2, after }))._entities[0].scoreHistory;
      const first = await page(null);
      const second = await page(first.pageInfo.endCursor);
      const last = await page(second.pageInfo.endCursor);
      const ids = [first, second, last].flatMap(({ nodes }) => nodes.map(({ id }: { id: string }) => id));
      assert.deepEqual(ids, scoreIds);
      assert.deepEqual(
        [first, second, last].map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage]),
        [
          [false, true],
          [true, true],
          [true, false],
        ],
      );
      assert.equal(first.edges[0].cursor, first.pageInfo.startCursor);
    });

    it('the score history of a lead has the scores of those that were merged into it, also over several merges', async () => {
      const ids = async (id: string, first: number, after: string | null = null) => {
        const [{ scoreHistory }] = (await ask(HISTORY, { leads: [lead(id)], first, after }))._entities;
        return [scoreHistory.nodes.map((node: { id: string }) => node.id), scoreHistory.pageInfo.endCursor];
      };
      const merge = (merged: string, into: string) =>
        sql`INSERT INTO leads.merge
        (lead_id, survivor_id, taken, actor, merged_at) VALUES (${merged}, ${into}, '{}', 'tester', 0)`.execute(
          world.db,
        );
      const [[once]] = await ids('once', 5);
      await merge('once', 'never');
      await merge('often', 'once');
      const all = [once, ...scoreIds];
      assert.deepEqual((await ids('never', 10))[0], all);
      const [page, end] = await ids('never', 4);
      assert.deepEqual([...page, ...(await ids('never', 4, end))[0]], all);
      assert.deepEqual((await ids('often', 10))[0], scoreIds);
      await sql`UPDATE leads.merge SET undone_at = 1`.execute(world.db);
      assert.deepEqual((await ids('never', 10))[0], []);
    });

    it('the score history of a lead without scores is an empty page', async () => {
      const [{ scoreHistory }] = (await ask(HISTORY, { leads: [lead('never')], first: 5 }))._entities;
      assert.deepEqual(scoreHistory.nodes, []);
      assert.equal(scoreHistory.pageInfo.endCursor, null);
    });

    it('the score history refuses a page of no or too many scores, and a foreign cursor', async () => {
      const codes = async (variables: object) =>
        codesOf(await world.ask(HISTORY, { leads: [lead('often')], first: 1, ...variables }));
      assert.deepEqual(await codes({ first: 0 }), ['VALIDATION_FAILED']);
      assert.deepEqual(await codes({ first: 101 }), ['VALIDATION_FAILED']);
      assert.deepEqual(await codes({ after: 'nonsense' }), ['CURSOR_INVALID']);
    });

    it('a score is found by id, as a root field and as an entity', async () => {
      const root = await ask('query ($id: ID!) { score(id: $id) { id requestId } }', { id: scoreIds[2] });
      assert.deepEqual(root.score, { id: scoreIds[2], requestId: 'test-request' });
      assert.deepEqual((await ask('{ score(id: "none") { id } }')).score, null);
      const representations = [{ __typename: 'Score', id: scoreIds[1] }];
      const entity = await ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Score { id points } } }',
        {
          r: representations,
        },
      );
      assert.deepEqual(entity._entities, [{ id: scoreIds[1], points: 73 }]);
    });

    it('the reasons of a score are in log-odds with a sentence', async () => {
      const reasons =
        'query ($id: ID!) { score(id: $id) { reasons { contribution sentence feature { name number } } } }';
      // without its only input the test model answers nothing: that is no reason
      assert.deepEqual((await ask(reasons, { id: scoreIds[0] })).score.reasons, []);
    });

    it('a replay of a score is equal bit by bit, also when another version is live', async () => {
      const replay = 'query ($id: ID!) { replayScore(id: $id) { probability bitEqual reason } }';
      const first = await ask(replay, { id: scoreIds[0] });
      assert.deepEqual([first.replayScore.bitEqual, first.replayScore.reason], [true, null]);
      await world.promoteSizeModel(2);
      assert.deepEqual(await ask(replay, { id: scoreIds[0] }), first);
      assert.deepEqual(codesOf(await world.ask(replay, { id: 'none' })), ['SCORE_NOT_FOUND']);
    });

    it('a replay that is impossible states the reason', async () => {
      const digest = await world.promoteVisitsModel(3);
      const id = await score('often');
      await world.promoteSizeModel(4);
      await world.registry.corrupt(digest);
      const { replayScore } = await ask('query ($id: ID!) { replayScore(id: $id) { probability bitEqual reason } }', {
        id,
      });
      assert.deepEqual([replayScore.probability, replayScore.bitEqual], [null, false]);
      assert.match(replayScore.reason, /found no artifact/);
    });
  });
});
