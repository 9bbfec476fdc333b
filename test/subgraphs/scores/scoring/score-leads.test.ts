import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import { createScores } from '../../../../subgraphs/scores/subgraph.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { askScores, codesOf, NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const SCORE = `mutation ($leads: [ID!]!) {
  scoreLeads(leadIds: $leads) { scored failed results { leadId score { id lead { id } } error { code message } } }
}`;

interface Result {
  readonly leadId: string;
  readonly score: { readonly id: string; readonly lead: { readonly id: string } } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

onEachDatabase((kind, open) => {
  describe(`scoreLeads on ${kind}`, () => {
    let world: ScoresWorld;
    const leads = Array.from({ length: 300 }, (_, index) => `lead-${index}`);
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 1 });
      await world.promoteVisitsModel();
      for (const id of leads) await world.addLead(id);
    });
    after(() => world.close());

    const score = async (ids: readonly string[]) => {
      const result = await world.ask(SCORE, { leads: ids });
      assert.deepEqual(result.errors, undefined);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      return (result.data as any).scoreLeads as { scored: number; failed: number; results: Result[] };
    };

    it('scoreLeads gives one result per lead, in order, over several batches', async () => {
      const { results, scored, failed } = await score(leads);
      assert.deepEqual([scored, failed], [300, 0]);
      assert.deepEqual(
        results.map((result) => result.score?.lead.id),
        leads,
      );
    });

    it('scoreLeads gives a coded error to each lead that fails, and scores the others', async () => {
      const { results, scored, failed } = await score(['lead-1', 'nobody', 'a\0', 'lead-2']);
      assert.deepEqual([scored, failed], [2, 2]);
      assert.deepEqual(
        results.map(({ error }) => error?.code),
        [undefined, 'LEAD_NOT_FOUND', 'VALIDATION_FAILED', undefined],
      );
    });

    it('scoreLeads scores a lead that is named twice once', async () => {
      const before = await world.count('scores.prediction');
      const { results } = await score(['lead-5', 'lead-6', 'lead-5']);
      assert.equal(results[0]?.score?.id, results[2]?.score?.id);
      assert.equal(await world.count('scores.prediction'), before + 2);
    });

    it('scoreLeads accepts an empty list', async () => {
      assert.deepEqual((await score([])).results, []);
    });

    it('scoreLeads refuses 1,001 leads', async () => {
      const tooMany = Array.from({ length: 1_001 }, (_, index) => `lead-${index}`);
      assert.deepEqual(codesOf(await world.ask(SCORE, { leads: tooMany })), ['TOO_MANY_ITEMS']);
    });

    it('scoreLeads scores all of a long list and reports its progress', async () => {
      const seen: number[][] = [];
      const long = [...leads, ...Array.from({ length: 900 }, (_, index) => `absent-${index}`)];
      const outcome = await world.scores.scoreAll(long, {
        onProgress: (done, total) => seen.push([done, total]),
      });
      assert.deepEqual(outcome, { scored: 300, failed: 900, closed: 0 });
      assert.deepEqual(seen, [
        [1_000, 1_200],
        [1_200, 1_200],
      ]);
    });

    it('scoreLeads gives one stored score to two processes that use one idempotency key at once', async () => {
      const log = createLogger('silent');
      const outbox = await Outbox.open(world.database, log);
      const other = await createScores({
        database: world.database,
        outbox,
        log,
        clock: () => NOW,
        inferenceWorkers: 0,
      });
      const scoreOnce =
        'mutation ($key: String!) { scoreLead(leadId: "lead-1", idempotencyKey: $key) { score { id } } }';
      for (let turn = 0; turn < 10; turn++) {
        const variables = { key: `race-${turn}` };
        const answers = await Promise.all(
          [world.scores, other].map((scores) => askScores(scores, scoreOnce, variables)),
        );
        assert.deepEqual(answers[0], answers[1]);
        assert.deepEqual(answers.flatMap(codesOf), []);
      }
      await other.close();
    });
  });
});
