import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { DeltaTable } from '../../../../lake/delta/delta-table.ts';
import { PREDICTION_COLUMNS, PREDICTIONS_PATH } from '../../../../subgraphs/scores/batch/predictions-table.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { temporaryLake } from '../../../support/lake/temporary-lake.ts';
import { lakeConfig, writeGold } from '../../../support/scores/gold-table.ts';
import { codesOf, NOW, ScoresWorld, visitsVersion } from '../../../support/scores/scores-world.ts';

const JOB = 'id kind status rows rowsDone recorded skipped { reason rows } errorCode message endedAt sourceJobId';
const IMPORT = `mutation ($jobId: ID!) { importPredictions(input: { jobId: $jobId }) { batchJob { ${JOB} } } }`;
const READ = `query ($id: ID!) { batchJob(id: $id) { ${JOB} } }`;
const LEADS = 12;
const nameOf = (i: number) => `lead-${String(i).padStart(2, '0')}`;

onEachDatabase((kind, open) => {
  describe(`an import of predictions on ${kind}`, () => {
    let world: ScoresWorld;
    let lake: Awaited<ReturnType<typeof temporaryLake>>;
    let gold = 0;
    const cleanUps: (() => Promise<void>)[] = [];
    before(async () => {
      lake = await temporaryLake({ after: (work) => void cleanUps.push(work as () => Promise<void>) });
      world = await ScoresWorld.open(open, { batchPollMs: 20, clock: () => NOW, lake: lakeConfig(lake) });
      await world.promoteVisitsModel();
      await world.registry.register(visitsVersion(1), 'PRODUCTION');
      for (let i = 0; i < LEADS; i += 1) {
        const visits = Array.from({ length: i % 5 }, () => ({ kind: 'WEBSITE_VISIT' }));
        await world.addLead(nameOf(i), visits);
      }
      gold = await writeGold(lake, world.db, NOW);
    });
    after(async () => {
      await world.close();
      for (const cleanUp of cleanUps) await cleanUp();
    });

    // biome-ignore lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (source: string, variables = {}): Promise<any> => {
      const { data, errors } = await world.ask(source, variables);
      assert.deepEqual(errors, undefined);
      return data;
    };
    const end = async (id: string) => {
      for (;;) {
        const { batchJob } = await ask(READ, { id });
        if (batchJob.endedAt !== null) return batchJob;
        await sleep(10);
      }
    };
    /** Appends what a run of Spark would, changed by SQL for some leads. */
    const appendRun = async (jobId: string, changes: readonly string[] = [], engine = 'spark') => {
      const table = DeltaTable.at(lake, PREDICTIONS_PATH);
      await table.create(PREDICTION_COLUMNS);
      const features = await DeltaTable.at(lake, 'gold/features').snapshot({ version: gold });
      const opened = await features?.open();
      await lake.duckDb.use(async (connection) => {
        await connection.run(`CREATE TEMP TABLE run AS SELECT '${jobId}' AS job_id, lead_id, as_of,
          'lead-conversion' AS model, CAST(1 AS INTEGER) AS model_version, 1 / (1 + exp(-website_visits)) AS raw_score,
          1 / (1 + exp(-website_visits)) AS probability, CAST(50 AS INTEGER) AS points, 'D' AS grade, feature_digest,
          CAST(${gold} AS BIGINT) AS gold_version, CAST(${NOW} AS BIGINT) AS scored_at, '${engine}' AS engine
          FROM ${opened?.relation}`);
        for (const change of changes) await connection.run(change);
        await table.append('SELECT * FROM run', { connection });
      });
      await opened?.release();
    };

    it('takes the predictions of a run into the log once, with their features, and writes them back', async () => {
      await appendRun('run-1');
      const { id, kind: kindOfJob, sourceJobId } = (await ask(IMPORT, { jobId: 'run-1' })).importPredictions.batchJob;
      assert.deepEqual([kindOfJob, sourceJobId], ['IMPORT', 'run-1']);
      const job = await end(id);
      assert.deepEqual(
        [job.status, job.rows, job.rowsDone, job.recorded, job.skipped],
        ['SUCCEEDED', LEADS, LEADS, LEADS, []],
      );
      const { rows } = await sql<{ cause: string; role: string; grade: string; visits: number; p: number }>`
        SELECT cause, role, grade, (features->>'website_visits')::float8 AS visits, probability AS p
        FROM scores.prediction`.execute(world.db);
      assert.equal(rows.length, LEADS);
      for (const { cause, role, visits, p } of rows) {
        assert.deepEqual([cause, role], ['BATCH', 'CHAMPION']);
        assert.ok(Math.abs(p - 1 / (1 + Math.exp(-visits))) < 1e-12);
      }
      assert.equal(await world.count('outbox.message'), 1);
      assert.deepEqual(codesOf(await world.ask(IMPORT, { jobId: 'run-1' })), ['BATCH_RUN_IMPORTED']);
      assert.equal(await world.count('scores.prediction'), LEADS);
    });

    it('is refused for a run without rows, or one of this platform', async () => {
      await appendRun('node-1', [], 'node');
      for (const jobId of ['none', 'node-1'])
        assert.deepEqual(codesOf(await world.ask(IMPORT, { jobId })), ['BATCH_RUN_NOT_FOUND']);
    });

    it('rejects rows that do not fit, with counts and reasons', async () => {
      const at = (i: number) => `WHERE lead_id = '${nameOf(i)}'`;
      await appendRun('run-2', [
        `INSERT INTO run SELECT * ${'REPLACE (0.1 AS raw_score)'} FROM run ${at(0)}`,
        `UPDATE run SET lead_id = 'nobody' ${at(1)}`,
        `UPDATE run SET model_version = 9 ${at(2)}`,
        `UPDATE run SET probability = 1.5 ${at(3)}`,
        `UPDATE run SET probability = 'NaN' ${at(4)}`,
        `UPDATE run SET feature_digest = 'other' ${at(5)}`,
        `UPDATE run SET as_of = as_of - 1 ${at(6)}`,
        `UPDATE run SET gold_version = NULL ${at(7)}`,
      ]);
      const { id } = (await ask(IMPORT, { jobId: 'run-2' })).importPredictions.batchJob;
      const { status, rows, recorded, skipped } = await end(id);
      assert.deepEqual([status, rows, recorded], ['SUCCEEDED', LEADS + 1, LEADS - 7]);
      const counts = Object.fromEntries(
        skipped.map((each: { reason: string; rows: number }) => [each.reason, each.rows]),
      );
      assert.deepEqual(counts, {
        DUPLICATE: 1,
        UNKNOWN_LEAD: 2,
        UNKNOWN_VERSION: 1,
        PROBABILITY_OUT_OF_RANGE: 2,
        DIGEST_MISMATCH: 2,
      });
    });

    it('is continued by the next where one was cancelled or failed', async () => {
      await appendRun('run-3');
      const { id } = (await ask(IMPORT, { jobId: 'run-3' })).importPredictions.batchJob;
      await end(id);
      const before = await world.count('scores.prediction');
      // as if it had failed after the fourth lead
      await sql`UPDATE scores.batch_job SET status = 'FAILED', log_position = 'lead-03' WHERE id = ${id}`.execute(
        world.db,
      );
      const next = await end((await ask(IMPORT, { jobId: 'run-3' })).importPredictions.batchJob.id);
      assert.deepEqual([next.status, next.rows, next.recorded], ['SUCCEEDED', LEADS - 4, LEADS - 4]);
      assert.equal(await world.count('scores.prediction'), before + LEADS - 4);
    });

    it('fails with the reason when the version of gold that a run names is gone', async () => {
      await appendRun('run-4', ['UPDATE run SET gold_version = 999']);
      const { status, errorCode } = await end((await ask(IMPORT, { jobId: 'run-4' })).importPredictions.batchJob.id);
      assert.deepEqual([status, errorCode], ['FAILED', 'LAKE_VERSION_NOT_FOUND']);
    });
  });
});
