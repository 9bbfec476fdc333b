import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, subscribe } from 'graphql';
import { sql } from 'kysely';
import { DeltaTable } from '../../../../lake/delta/delta-table.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { tableRows, temporaryLake } from '../../../support/lake/temporary-lake.ts';
import { lakeConfig, writeGold } from '../../../support/scores/gold-table.ts';
import { codesOf, NOW, ScoresWorld, sizeVersion, visitsVersion } from '../../../support/scores/scores-world.ts';

const JOB = `id kind status rows rowsDone progress secondsLeft recorded appended skipped { reason rows } message errorCode
  tableVersion startedBy endedAt onlyChanged outputs model version`;
const START = `mutation ($input: StartBatchJobInput!) { startBatchJob(input: $input) { batchJob { ${JOB} } } }`;
const READ = `query ($id: ID!) { batchJob(id: $id) { ${JOB} } }`;
const CANCEL = 'mutation ($id: ID!) { cancelBatchJob(id: $id) { batchJob { status message } } }';
const LIST = `query ($statuses: [BatchJobStatus!], $first: Int!, $after: String) {
  batchJobs(statuses: $statuses, first: $first, after: $after) {
    edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`;
const PROGRESS = 'subscription ($id: ID!) { batchProgress(id: $id) { status rowsDone progress } }';

const LEADS = 30;
const HOUR = 3_600_000;
const nameOf = (i: number) => `lead-${String(i).padStart(2, '0')}`;

onEachDatabase((kind, open) => {
  describe(`a batch job on ${kind}`, () => {
    let world: ScoresWorld;
    let lake: Awaited<ReturnType<typeof temporaryLake>>;
    let now = NOW;
    const cleanUps: (() => Promise<void>)[] = [];
    let reading: Promise<void> | undefined;
    before(async () => {
      lake = await temporaryLake({ after: (work) => void cleanUps.push(work as () => Promise<void>) });
      const options = { batchPollMs: 20, batchPartRows: 8, clock: () => now, lake: lakeConfig(lake) };
      world = await ScoresWorld.open(open, options);
      await world.promoteVisitsModel();
      await world.registry.register(visitsVersion(1), 'PRODUCTION');
      await world.registry.register(sizeVersion(2));
      for (let i = 0; i < LEADS; i += 1) {
        const visits = Array.from({ length: i % 5 }, () => ({ kind: 'WEBSITE_VISIT' }));
        await world.addLead(nameOf(i), visits);
      }
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
    const start = async (input: object): Promise<string> => (await ask(START, { input })).startBatchJob.batchJob.id;
    const end = async (id: string) => {
      for (;;) {
        const { batchJob } = await ask(READ, { id });
        if (batchJob.endedAt !== null) return batchJob;
        await sleep(10);
      }
    };
    const run = async (input: object = {}) => end(await start(input));
    const skipsOf = (job: { skipped: { reason: string; rows: number }[] }) =>
      Object.fromEntries(job.skipped.map(({ reason, rows }) => [reason, rows]));
    /** Lets no job begin until the work is done. */
    const whileWaiting = async (work: () => Promise<void>): Promise<void> => {
      const lease = sql`INSERT INTO leadership.lease (name, holder, until) VALUES ('scores.batch-jobs', 'test',
        ${Date.now() + 5_000}::bigint) ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until`;
      await lease.execute(world.db);
      await work();
      await sql`DELETE FROM leadership.lease WHERE holder = 'test'`.execute(world.db);
    };

    it('is refused while there is no gold table', async () => {
      assert.deepEqual(codesOf(await world.ask(START, { input: {} })), ['LAKE_TABLE_NOT_FOUND']);
    });

    it('scores every open lead into log and lake, with the same scores', async () => {
      await writeGold(lake, world.db, NOW);
      const job = await run();
      const { status, message, errorCode, recorded, appended, rowsDone, progress, secondsLeft, skipped } = job;
      assert.deepEqual(
        { status, message, errorCode, recorded, appended, rowsDone, progress, secondsLeft, skipped },
        {
          ...{ status: 'SUCCEEDED', message: null, errorCode: null, progress: 1, secondsLeft: null, skipped: [] },
          ...{ recorded: LEADS, appended: LEADS, rowsDone: LEADS },
        },
      );
      const { rows } = await sql<Record<string, unknown>>`SELECT lead_id, raw AS raw_score, probability, points, grade,
          scored_at AS as_of FROM scores.prediction
        WHERE cause = 'BATCH' AND role = 'CHAMPION' ORDER BY lead_id`.execute(world.db);
      assert.equal(rows.length, LEADS);
      const laked = await tableRows(lake, 'predictions', 'lead_id');
      const facts = laked.map(({ lead_id, raw_score, probability, points, grade, as_of }) => ({
        ...{ lead_id, raw_score, probability, points, grade },
        as_of: Number(as_of),
      }));
      assert.deepEqual(facts, rows);
      assert.deepEqual(new Set(laked.map(({ job_id }) => job_id)), new Set([job.id]));
    });

    it('gives a lead, bit by bit, the score that a request gets, and writes it back', async () => {
      const SCORE = 'mutation ($lead: ID!) { scoreLead(leadId: $lead) { score { probability } } }';
      for (let i = 0; i < 5; i += 1) await ask(SCORE, { lead: nameOf(i) });
      const { rows } = await sql<{ n: number; features: number }>`SELECT count(DISTINCT raw) AS n,
          count(DISTINCT features) AS features FROM scores.prediction WHERE lead_id < 'lead-05' GROUP BY lead_id`.execute(
        world.db,
      );
      assert.deepEqual(
        rows,
        Array.from({ length: 5 }, () => ({ n: 1, features: 1 })),
      );
      const messages = await sql<{ n: number }>`SELECT sum(jsonb_array_length(payload)) AS n FROM outbox.message
        WHERE topic = 'leads.write-back'`.execute(world.db);
      assert.equal(Number(messages.rows[0]?.n), LEADS + 5);
    });

    it('leaves out leads that did not change, in either destination, unless asked', async () => {
      now += HOUR;
      await writeGold(lake, world.db, now);
      const again = await run();
      assert.deepEqual([again.recorded, again.appended, skipsOf(again)], [0, 0, { UNCHANGED: LEADS }]);
      await world.addLead('lead-new', [{ kind: 'WEBSITE_VISIT' }]);
      await sql`UPDATE leads.lead SET company_size = 41 WHERE id = 'lead-03'`.execute(world.db);
      await writeGold(lake, world.db, now);
      const changed = await run();
      assert.deepEqual([changed.recorded, changed.appended, skipsOf(changed)], [2, 2, { UNCHANGED: LEADS - 1 }]);
      const all = await run({ onlyChanged: false });
      assert.deepEqual([all.recorded, all.appended], [LEADS + 1, LEADS + 1]);
    });

    it('scores the last gold table that passed its gates, and none while there is no such one', async () => {
      await sql`INSERT INTO leads.lake_table (path, layer, version, rows, bytes, files, updated_at, refreshed_at)
        VALUES ('gold/features', 'GOLD', 0, 0, 0, 0, 0, 0)`.execute(world.db);
      const refused = await run({ onlyChanged: false });
      assert.deepEqual([refused.status, refused.errorCode], ['FAILED', 'LAKE_GATE_FAILED']);
      const passed = async (version: number) => {
        await sql`UPDATE leads.lake_table SET passed_version = ${version}`.execute(world.db);
        return (await run({ onlyChanged: false, outputs: ['LAKE'] })).tableVersion;
      };
      const newest = (await DeltaTable.at(lake, 'gold/features').snapshot())?.version ?? 0;
      assert.equal(await passed(newest - 1), newest - 1);
      assert.equal(await passed(newest + 5), newest);
      await sql`DELETE FROM leads.lake_table`.execute(world.db);
    });

    it('scores what the filter selects, into the destinations that are asked for', async () => {
      const leadIds = ['lead-01', "lead-02' OR true --", 'lead-07'];
      const some = await run({ filter: { leadIds }, onlyChanged: false, outputs: ['LOG'] });
      assert.deepEqual([some.rows, some.recorded, some.appended], [2, 2, 0]);
      await sql`UPDATE leads.lead SET country = 'AE', stage = 'WON' WHERE id < 'lead-04'`.execute(world.db);
      await writeGold(lake, world.db, now);
      const filter = { countries: ['AE'], industries: ['TRADING'] };
      const isOpen = await run({ filter, onlyChanged: false, outputs: ['LAKE'] });
      assert.deepEqual([isOpen.status, isOpen.rows, isOpen.message], ['SUCCEEDED', 0, 'no lead was to be scored']);
      const closed = await run({ filter: { ...filter, includeClosed: true }, onlyChanged: false, outputs: ['LAKE'] });
      assert.deepEqual([closed.rows, closed.recorded, closed.appended], [4, 0, 4]);
      assert.deepEqual(codesOf(await world.ask(START, { input: { filter: { countries: [] } } })), [
        'VALIDATION_FAILED',
      ]);
      assert.deepEqual(codesOf(await world.ask(START, { input: { outputs: [] } })), ['VALIDATION_FAILED']);
    });

    it('records scores of another version as trials, which are not written back', async () => {
      const before = await world.count('outbox.message');
      const job = await run({ modelVersion: 2 });
      assert.equal(job.status, 'SUCCEEDED');
      const { rows } = await sql`SELECT DISTINCT role, cause, version FROM scores.prediction WHERE version = 2`.execute(
        world.db,
      );
      assert.deepEqual(rows, [{ role: 'TRIAL', cause: 'BATCH', version: 2 }]);
      assert.equal(await world.count('outbox.message'), before);
      assert.equal((await run({ modelVersion: 2 })).recorded, 0);
      assert.deepEqual(codesOf(await world.ask(START, { input: { modelVersion: 9 } })), ['MODEL_VERSION_NOT_FOUND']);
      assert.deepEqual(codesOf(await world.ask(START, { input: { model: 'none' } })), ['NO_LIVE_MODEL']);
    });

    it('replaces no score that is as of a later time', async () => {
      const SCORE = 'mutation ($lead: ID!) { scoreLead(leadId: $lead) { score { probability } } }';
      now += HOUR;
      await ask(SCORE, { lead: 'lead-10' });
      const job = await run({ onlyChanged: false });
      assert.deepEqual(skipsOf(job), { SUPERSEDED: 1 });
    });

    it('fails with the reason when its version was archived before it was scored', async () => {
      let id = '';
      await whileWaiting(async () => {
        id = await start({ modelVersion: 2, onlyChanged: false });
        await sql`UPDATE models.registered_version SET stage = 'ARCHIVED' WHERE version = 2`.execute(world.db);
      });
      const { status, errorCode, recorded } = await end(id);
      assert.deepEqual(
        { status, errorCode, recorded },
        { status: 'FAILED', errorCode: 'MODEL_VERSION_NOT_FOUND', recorded: 0 },
      );
    });

    it('fails with the reason when the table that it reads was vacuumed', async () => {
      let id = '';
      await whileWaiting(async () => {
        id = await start({ onlyChanged: false });
        const gold = await DeltaTable.at(lake, 'gold/features').snapshot();
        await sql`UPDATE scores.batch_job SET table_version = ${gold?.version}, shown = true WHERE id = ${id}`.execute(
          world.db,
        );
        await writeGold(lake, world.db, now);
        for (const { path } of gold?.files ?? []) await rm(join(lake.folder, 'gold/features', path));
      });
      const { status, errorCode, recorded } = await end(id);
      assert.deepEqual(
        { status, errorCode, recorded },
        { status: 'FAILED', errorCode: 'LAKE_FILE_MISSING', recorded: 0 },
      );
      assert.equal((await run({ onlyChanged: false })).status, 'SUCCEEDED');
    });

    it('fails with the reason when a column of the table has another type, with nothing written', async () => {
      const table = DeltaTable.at(lake, 'gold/features');
      const present = await table.snapshot();
      const schema = (present?.schema ?? []).map((column) =>
        column.name === 'website_visits' ? { ...column, type: 'string' as const } : column,
      );
      const opened = await present?.open();
      const query = `SELECT * REPLACE (CAST(website_visits AS VARCHAR) AS website_visits) FROM ${opened?.relation}`;
      await table.overwrite(query, { schema });
      const { status, errorCode, message } = await run({ onlyChanged: false });
      assert.deepEqual({ status, errorCode }, { status: 'FAILED', errorCode: 'LAKE_SCHEMA_MISMATCH' });
      assert.match(message, /gold\/features, column website_visits: found VARCHAR, expected DOUBLE/);
      const back = (await table.snapshot({ version: present?.version ?? 0 }))?.schema ?? [];
      await table.overwrite(`SELECT * REPLACE (CAST(website_visits AS DOUBLE) AS website_visits) FROM (${query})`, {
        schema: back,
      });
      await opened?.release();
    });

    it('can be cancelled while it waits, and not once it has ended', async () => {
      await whileWaiting(async () => {
        const id = await start({});
        assert.deepEqual(await ask(CANCEL, { id }), {
          cancelBatchJob: { batchJob: { status: 'CANCELLED', message: 'cancelled by test' } },
        });
        assert.deepEqual(codesOf(await world.ask(CANCEL, { id })), ['BATCH_JOB_ENDED']);
      });
      assert.deepEqual(codesOf(await world.ask(CANCEL, { id: 'none' })), ['BATCH_JOB_NOT_FOUND']);
    });

    it('is refused when twenty wait', async () => {
      const ids: string[] = [];
      await whileWaiting(async () => {
        for (let i = 0; i < 20; i += 1) ids.push(await start({ filter: { leadIds: ['none'] } }));
        assert.deepEqual(codesOf(await world.ask(START, { input: {} })), ['BATCH_QUEUE_FULL']);
        for (const id of ids) await ask(CANCEL, { id });
      });
    });

    it('shows its progress until its final state', async () => {
      let id = '';
      const states: { status: string; rowsDone: number; progress: number }[] = [];
      await whileWaiting(async () => {
        id = await start({ onlyChanged: false });
        const contextValue = { identity: { subject: 'test', scopes: [] }, requestId: 'test' };
        const request = { schema: world.scores.schema, document: parse(PROGRESS), contextValue };
        const events = await subscribe({ ...request, variableValues: { id } });
        assert.ok(Symbol.asyncIterator in events);
        const read = async () => {
          // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
          for await (const { data } of events) states.push({ ...(data as any).batchProgress });
        };
        reading = read();
      });
      await reading;
      assert.equal(states[0]?.status, 'QUEUED');
      assert.deepEqual(states.at(-1), { status: 'SUCCEEDED', rowsDone: (await end(id)).rowsDone, progress: 1 });
      const done = states.map(({ rowsDone }) => rowsDone);
      assert.deepEqual(
        done,
        [...done].sort((a, b) => a - b),
      );
    });

    it('is listed newest first, by pages and states', async () => {
      const first = (await ask(LIST, { first: 2 })).batchJobs;
      const second = (await ask(LIST, { first: 200, after: first.pageInfo.endCursor })).batchJobs;
      const ids = [...first.edges, ...second.edges].map(({ node }: { node: { id: string } }) => node.id);
      const { rows } = await sql<{ id: string }>`SELECT id FROM scores.batch_job ORDER BY sequence DESC`.execute(
        world.db,
      );
      assert.deepEqual(
        ids,
        rows.map(({ id }) => id),
      );
      const failed = (await ask(LIST, { first: 200, statuses: ['FAILED'] })).batchJobs;
      assert.equal(failed.edges.length, 4);
    });
  });
});
