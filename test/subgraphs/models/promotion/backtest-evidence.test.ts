import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { findBacktestEvidence } from '../../../../subgraphs/models/promotion/backtest-evidence.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { DriftWorld, MODEL, NOW } from '../../../support/monitoring/drift-world.ts';

const DAY = 86_400_000;
const [CANDIDATE, CHAMPION] = [
  { model: MODEL, version: 2 },
  { model: MODEL, version: 1 },
];

interface TestBacktest {
  readonly version: number;
  readonly from?: number;
  readonly age?: number;
  readonly status?: string;
  readonly matured?: number;
  readonly auc?: number;
  /** added to each of its 1,000 scores */
  readonly shift?: number;
}

/** Stores a backtest with scores and its measured performance; returns its id. */
async function addBacktest(db: Kysely<never>, given: TestBacktest): Promise<number> {
  const { version, from = NOW - 300 * DAY, age = 1, status = 'SUCCEEDED', matured = 900, auc = 0.8, shift = 0 } = given;
  const { rows } = await sql<{
    id: number;
  }>`INSERT INTO scores.backtest (model, version, digest, decision_time, lead_ages,
      from_time, until_time, status, started_by, requested_at, ended_at, scored)
    VALUES (${MODEL}, ${version}, '', 'LEAD_AGE', ARRAY[${age}::float8], ${from}::bigint, ${NOW - 90 * DAY}::bigint, ${status},
      'ann', 1, 2, 1000) RETURNING id`.execute(db);
  const id = rows[0]?.id as number;
  await sql`INSERT INTO scores.backtest_score (backtest, lead_id, raw, probability, grade, grade_policy, scored_at, features)
    SELECT ${id}, 'lead-' || n, 0, n / 2000.0 + ${shift}::float8, 'D', 'v1', n, '{}' FROM generate_series(1, 1000) n`.execute(
    db,
  );
  await sql`INSERT INTO monitoring.backtest_performance (backtest, measured_at, is_final, matured, auc, ece)
    VALUES (${id}, 3, true, ${matured}, ${auc}, 0.01)`.execute(db);
  return id;
}

onEachDatabase((kind, open) => {
  describe(`evidence of backtests on ${kind}`, () => {
    let opened: TestDatabase;
    let world: DriftWorld;
    before(async () => {
      opened = await open(...DriftWorld.schemas);
      world = await DriftWorld.open(opened);
      await world.addVersion(2);
    });
    after(async () => {
      await world.close();
      await opened.close();
    });
    const find = () => findBacktestEvidence(world.db, CANDIDATE, CHAMPION);

    it('is absent without backtests of the same decisions by both versions', async () => {
      assert.equal(await find(), undefined);
      await addBacktest(world.db, { version: 2, auc: 0.9 });
      await addBacktest(world.db, { version: 1, age: 2 });
      await addBacktest(world.db, { version: 1, status: 'CANCELLED' });
      assert.equal(await find(), undefined);
    });

    it('is the measured performance and the shift of the scores of the newest pair', async () => {
      const champion = await addBacktest(world.db, { version: 1, auc: 0.8 });
      const candidate = await addBacktest(world.db, { version: 2, auc: 0.85, matured: 880 });
      const evidence = await find();
      assert.ok(evidence && 'summary' in evidence);
      assert.deepEqual(evidence.candidate, { auc: 0.85, ece: 0.01 });
      assert.deepEqual(evidence.champion, { auc: 0.8, ece: 0.01 });
      assert.deepEqual(evidence.scoreShift, { psi: 0, rows: 1_000 });
      assert.equal(evidence.summary, `880 matured leads of backtests ${candidate} and ${champion}`);
    });

    it('says how far the scores are apart', async () => {
      await addBacktest(world.db, { version: 2, shift: 0.2 });
      const evidence = await find();
      assert.ok(evidence && 'scoreShift' in evidence && (evidence.scoreShift?.psi ?? 0) > 0.25);
    });

    it('is refused with few leads, and when it begins before the training data of the candidate end', async () => {
      await addBacktest(world.db, { version: 2, matured: 150 });
      assert.match(refusalOf(await find()), /150 matured leads, 200 needed/);
      const from = Date.UTC(2025, 0, 1);
      await addBacktest(world.db, { version: 1, from });
      await addBacktest(world.db, { version: 2, from });
      assert.match(refusalOf(await find()), /they begin at 2025-01-01.*before the training data end at 2025-11-17/);
    });
  });
});

function refusalOf(evidence: Awaited<ReturnType<typeof findBacktestEvidence>>): string {
  return evidence && 'refused' in evidence ? evidence.refused : '';
}
