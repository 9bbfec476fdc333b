import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import type { GradePolicy } from '../../../../scoring/grade.ts';
import { createScores, type Scores } from '../../../../subgraphs/scores/subgraph.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { askScores, NOW, ScoresWorld, sizeVersion } from '../../../support/scores/scores-world.ts';

const SCORE = 'mutation { scoreLead(leadId: "visitor") { score { id grade gradePolicy probability } } }';
const TRY =
  'mutation { scoreFeatures(input: { leadId: "visitor", version: 5 }) { score { id role grade gradePolicy } } }';
const READ = `query ($id: ID!) { score(id: $id) { grade gradePolicy } replayScore(id: $id) { grade bitEqual reason } }`;
const PATIENCE_MS = 60_000;

// 1 / (1 + exp(−2)) = 0.88: an A by v1
const STRICT: GradePolicy = { name: 'v2', limits: { A: 0.9, B: 0.8, C: 0.7 } };
const STRICTER: GradePolicy = { name: 'v3', limits: { A: 0.99, B: 0.98, C: 0.97 } };

onEachDatabase((kind, open) => {
  describe(`the grade of a score on ${kind}`, () => {
    let world: ScoresWorld;
    let replica: Scores;
    let first: string;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      const { database } = world;
      const log = createLogger('silent');
      const outbox = await Outbox.open(database, log);
      replica = await createScores({ database, outbox, log, clock: () => NOW, pollMs: 20, inferenceWorkers: 0 });
      await world.addLead(
        'visitor',
        Array.from({ length: 2 }, () => ({ kind: 'WEBSITE_VISIT' })),
      );
      await world.promoteVisitsModel();
      await world.registry.register(sizeVersion(5));
    });
    after(async () => {
      await replica.close();
      await world.close();
    });

    // biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (scores: Scores, source: string, variables = {}): Promise<any> => {
      const { data, errors } = await askScores(scores, source, variables);
      assert.deepEqual(errors, undefined);
      return data;
    };
    // biome-ignore-end lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const score = async (by: Scores = world.scores) => (await ask(by, SCORE)).scoreLead.score;
    const tryOut = async () => (await ask(world.scores, TRY)).scoreFeatures.score;

    it('the grade of a score is that of v1 while the model has set no policy', async () => {
      const { id, ...given } = await score();
      assert.deepEqual([given.grade, given.gradePolicy], ['A', 'v1']);
      const tried = await tryOut();
      assert.deepEqual([tried.role, tried.grade, tried.gradePolicy], ['TRIAL', 'A', 'v1']);
      first = id;
    });

    it('the grade of a score is by the new policy on every replica', async () => {
      await world.registry.setGradePolicy(STRICT);
      for (const scores of [world.scores, replica]) {
        const since = performance.now();
        while ((await score(scores)).gradePolicy !== 'v2' && performance.now() - since < PATIENCE_MS) await sleep(20);
        const given = await score(scores);
        assert.deepEqual([given.grade, given.gradePolicy], ['B', 'v2']);
      }
    });

    it('the grade of a recorded score stays, and its replay uses the policy of the record', async () => {
      const kept = await ask(world.scores, READ, { id: first });
      assert.deepEqual(kept.score, { grade: 'A', gradePolicy: 'v1' });
      assert.deepEqual(kept.replayScore, { grade: 'A', bitEqual: true, reason: null });
      const { id } = await score();
      const newer = await ask(world.scores, READ, { id });
      assert.deepEqual(newer.replayScore, { grade: 'B', bitEqual: true, reason: null });
    });

    it('a replay tells a record whose grade is not that of its policy', async () => {
      const { id } = await score();
      await sql`UPDATE scores.prediction SET grade = 'D' WHERE id = ${id}`.execute(world.db);
      const { replayScore } = await ask(world.scores, READ, { id });
      assert.deepEqual(replayScore, { grade: 'B', bitEqual: false, reason: 'found grade B, expected the recorded D' });
      await sql`UPDATE scores.prediction SET grade_policy = 'v9' WHERE id = ${id}`.execute(world.db);
      const unknown = (await ask(world.scores, READ, { id })).replayScore;
      assert.deepEqual([unknown.grade, unknown.bitEqual], [null, false]);
      assert.match(unknown.reason, /no grade policy v9/);
    });

    it('the grade of a version that a request names is by the current policy, also when it stayed loaded', async () => {
      // 1 / (1 + exp(−40)): an A by any policy
      const tried = await tryOut();
      assert.deepEqual([tried.grade, tried.gradePolicy], ['A', 'v2']);
    });

    it('the grade of a shadow is by the policy of the answer that it is compared with', async () => {
      await world.rollOut({ id: 1, salt: 's', shadows: [{ ...sizeVersion(2), share: 1 }] });
      const { id } = await score();
      await world.registry.setGradePolicy(STRICTER);
      await world.scores.modelsChanged();
      const shadow = sql<{ policy: string }>`SELECT s.grade_policy AS policy FROM scores.prediction s
        JOIN scores.prediction c ON c.scored_at = s.scored_at AND c.lead_id = s.lead_id AND c.id = ${id}
        WHERE s.role = 'SHADOW'`;
      const since = performance.now();
      let found = (await shadow.execute(world.db)).rows;
      while (found.length === 0 && performance.now() - since < PATIENCE_MS) {
        await sleep(20);
        found = (await shadow.execute(world.db)).rows;
      }
      assert.deepEqual(found, [{ policy: 'v2' }]);
      const given = await score();
      assert.deepEqual([given.grade, given.gradePolicy], ['D', 'v3']);
    });

    it('the grade of a challenger is by the policy of its model', async () => {
      await world.rollOut({ id: 2, salt: 's', challengers: [{ ...sizeVersion(3), share: 1 }] });
      await world.registry.setGradePolicy(STRICTER);
      await world.scores.modelsChanged();
      const given = await score();
      assert.deepEqual([given.grade, given.gradePolicy], ['A', 'v3']);
      const { replayScore } = await ask(world.scores, READ, { id: given.id });
      assert.deepEqual(replayScore, { grade: 'A', bitEqual: true, reason: null });
    });
  });
});
