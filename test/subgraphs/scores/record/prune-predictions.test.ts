import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { prunePredictions } from '../../../../subgraphs/scores/record/prune-predictions.ts';
import { logPredictions } from '../../../support/data/prediction-log.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';

onEachDatabase((kind, open) => {
  describe(`forgetting predictions on ${kind}`, () => {
    let store: TestDatabase;
    let db: Kysely<never>;
    before(async () => {
      store = await open('scores');
      db = store.database.tables<never>();
      // one open rollout
      await sql`CREATE SCHEMA models`.execute(db);
      await sql`CREATE VIEW models.live_deployment AS SELECT 7::bigint AS rollout`.execute(db);
    });
    after(() => store.close());

    const left = async () => {
      const { rows } = await sql<{ lead_id: string | null; scored_at: number; role: string }>`
        SELECT lead_id, scored_at, role FROM scores.prediction ORDER BY sequence`.execute(db);
      return rows.map(({ lead_id, scored_at, role }) => `${lead_id} ${scored_at} ${role}`);
    };

    test('pruning of predictions retains the score that a lead shows, what an open rollout is judged by, and what is young', async () => {
      await logPredictions(db, [
        { leadId: 'a', scoredAt: 1 },
        { leadId: 'a', scoredAt: 2 },
        { leadId: 'a', scoredAt: 3, role: 'SHADOW' },
        { leadId: 'b', scoredAt: 4, rollout: 7 },
        { leadId: 'b', scoredAt: 5, rollout: 6 },
        { leadId: 'b', scoredAt: 20 },
        { scoredAt: 6 },
        { scoredAt: 10 },
      ]);
      await prunePredictions(db, 10);
      assert.deepEqual(await left(), ['a 2 CHAMPION', 'b 4 CHAMPION', 'b 20 CHAMPION', 'null 10 CHAMPION']);
    });

    test('pruning of predictions continues past any number of retained rows, and expires cursors before deleted ones', async () => {
      await sql`TRUNCATE scores.prediction`.execute(db);
      await logPredictions(
        db,
        Array.from({ length: 2_500 }, (_, i) => ({ leadId: `l${i}`, scoredAt: 1 + (i % 3) })),
      );
      await logPredictions(db, [{ scoredAt: 3 }, { scoredAt: 3 }]);
      await prunePredictions(db, 10);
      assert.equal((await left()).length, 2_500);
      const { rows } = await sql<{ isNoted: boolean }>`
        SELECT s.pruned_sequence > max(p.sequence) AS "isNoted" FROM scores.prediction p, scores.prediction_stream s
        GROUP BY s.pruned_sequence`.execute(db);
      assert.deepEqual(rows, [{ isNoted: true }]);
    });
  });
});
