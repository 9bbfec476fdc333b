import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { tableRows, temporaryLake } from '../../../support/lake/temporary-lake.ts';
import { lakeConfig, writeGold } from '../../../support/scores/gold-table.ts';
import { NOW, ScoresWorld, visitsVersion } from '../../../support/scores/scores-world.ts';

const JOB = `id kind status rows rowsDone progress recorded appended skipped { reason rows } message errorCode tableVersion
  startedBy endedAt onlyChanged outputs modelVersion { model version }`;
const START = `mutation ($input: StartBatchJobInput!) { startBatchJob(input: $input) { batchJob { ${JOB} } } }`;
const READ = `query ($id: ID!) { batchJob(id: $id) { ${JOB} } }`;

const LEADS = 30;

onEachDatabase((kind, open) => {
  describe(`a batch job on ${kind}`, () => {
    let world: ScoresWorld;
    let lake: Awaited<ReturnType<typeof temporaryLake>>;
    const now = NOW;
    const cleanUps: (() => Promise<void>)[] = [];
    before(async () => {
      lake = await temporaryLake({ after: (work) => void cleanUps.push(work as () => Promise<void>) });
      world = await ScoresWorld.open(open, {
        ...{ batchPollMs: 20, batchPartRows: 8, clock: () => now },
        lake: lakeConfig(lake),
      });
      await world.promoteVisitsModel();
      await world.registry.register(visitsVersion(1), 'PRODUCTION');
      for (let i = 0; i < LEADS; i += 1) {
        const visits = Array.from({ length: i % 5 }, () => ({ kind: 'WEBSITE_VISIT' }));
        await world.addLead(`lead-${String(i).padStart(2, '0')}`, visits);
      }
      await writeGold(lake, world.db, NOW);
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
    const run = async (input: object = {}) => end((await ask(START, { input })).startBatchJob.batchJob.id);

    it('scores every open lead into log and lake', async () => {
      const job = await run();
      assert.deepEqual(
        {
          status: job.status,
          message: job.message,
          errorCode: job.errorCode,
          recorded: job.recorded,
          appended: job.appended,
          rowsDone: job.rowsDone,
          progress: job.progress,
        },
        {
          status: 'SUCCEEDED',
          message: null,
          errorCode: null,
          recorded: LEADS,
          appended: LEADS,
          rowsDone: LEADS,
          progress: 1,
        },
      );
      const { rows } = await sql<
        Record<string, unknown>
      >`SELECT lead_id, probability, cause, role, scored_at FROM scores.prediction ORDER BY lead_id`.execute(world.db);
      assert.equal(rows.length, LEADS);
      const laked = await tableRows(lake, 'predictions', 'lead_id');
      assert.deepEqual(
        laked.map(({ lead_id, probability }) => [lead_id, probability]),
        rows.map(({ lead_id, probability }) => [lead_id, probability]),
      );
      assert.deepEqual(new Set(laked.map(({ job_id }) => job_id)), new Set([job.id]));
    });
  });
});
