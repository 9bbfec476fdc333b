import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codesOf, DAY, NOW, ScoresWorld, visitsVersion } from '../../../support/scores/scores-world.ts';

const START = `mutation ($version: Int!, $from: DateTime!, $until: DateTime!, $decision: BacktestDecisionInput) {
  startBacktest(model: "lead-conversion", version: $version, from: $from, until: $until, decision: $decision) {
    backtest { id status startedBy progress leads scored }
  } }`;
const READ = `query ($id: ID!) { backtest(id: $id) {
  id status progress leads leadsDone scored failed message errorCode endedAt prunedAt
  modelVersion { model version }
  scores(first: 200) { edges { cursor node { lead { id } scoredAt raw probability points grade cause
    features { name } } } pageInfo { hasNextPage } } } }`;
const LIST = `query ($version: Int, $first: Int!, $after: String) {
  backtests(model: "lead-conversion", version: $version, first: $first, after: $after) {
    edges { cursor node { id version } } pageInfo { hasNextPage endCursor } } }`;
const CANCEL = `mutation ($id: ID!) { cancelBacktest(id: $id) { backtest { status message } } }`;
const SCORE = 'mutation ($lead: ID!) { scoreLead(leadId: $lead) { score { probability scoredAt } } }';

const LEADS = 30;
const iso = (at: number) => new Date(at).toISOString();
const visit = (at: number) => ({ kind: 'WEBSITE_VISIT', occurredAt: at });

onEachDatabase((kind, open) => {
  describe(`a backtest on ${kind}`, () => {
    let world: ScoresWorld;
    let now = NOW;
    before(async () => {
      world = await ScoresWorld.open(open, { backtestPollMs: 20, clock: () => now });
      await world.promoteVisitsModel();
      await world.registry.register(visitsVersion(2));
      await world.registry.register(visitsVersion(1), 'PRODUCTION');
      for (let i = 0; i < LEADS; i += 1) {
        const createdAt = NOW - (40 + i) * DAY;
        // one visit on each of the first days
        const visits = Array.from({ length: 5 }, (_, day) => visit(createdAt + day * DAY));
        await world.addLead(`lead-${i}`, visits, createdAt);
      }
    });
    after(() => world.close());

    // biome-ignore lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (source: string, variables = {}): Promise<any> => {
      const { data, errors } = await world.ask(source, variables);
      assert.deepEqual(errors, undefined);
      return data;
    };
    const start = async (variables: object): Promise<string> => {
      const window = { version: 1, from: iso(NOW - 200 * DAY), until: iso(NOW) };
      return (await ask(START, { ...window, ...variables })).startBacktest.backtest.id;
    };
    const end = async (id: string) => {
      for (;;) {
        const { backtest } = await ask(READ, { id });
        if (backtest.endedAt !== null) return backtest;
        await sleep(10);
      }
    };
    const run = async (variables: object) => end(await start(variables));
    const ages = (...leadAges: number[]) => ({ decision: { leadAges } });

    it('scores each lead once, from the facts of its decision time', async () => {
      const backtest = await run(ages(2.5));
      const { status, progress, leads, leadsDone, scored, failed, message } = backtest;
      assert.deepEqual(
        { status, progress, leads, leadsDone, scored, failed, message },
        { status: 'SUCCEEDED', progress: 1, leads: LEADS, leadsDone: LEADS, scored: LEADS, failed: 0, message: null },
      );
      assert.deepEqual(backtest.modelVersion, { model: 'lead-conversion', version: 1 });
      const scores = backtest.scores.edges.map(({ node }: { node: object }) => node);
      assert.equal(new Set(scores.map(({ lead }: { lead: { id: string } }) => lead.id)).size, LEADS);
      // three visits by then
      const expected = 1 / (1 + Math.exp(-3));
      for (const { probability, cause, grade } of scores) {
        assert.ok(Math.abs(probability - expected) < 1e-6, `${probability}`);
        assert.deepEqual({ cause, grade }, { cause: 'BACKTEST', grade: 'A' });
      }
    });

    it('is unchanged by rows that are recorded later', async () => {
      const scoresOf = async () => {
        const { scores } = await run(ages(1.5, 6));
        return scores.edges.map(({ node }: { node: object }) => node);
      };
      const before = await scoresOf();
      await sql`INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity)
        SELECT 'late-' || id, id, 'WEBSITE_VISIT', created_at, ${NOW}::bigint, 0, 1 FROM leads.lead`.execute(world.db);
      await sql`INSERT INTO leads.lead_history (lead_id, created_at, valid_from, valid_until, company_size, industry, stage)
        SELECT id, created_at, valid_from, ${NOW}::bigint, company_size, industry, stage FROM leads.lead`.execute(
        world.db,
      );
      await sql`UPDATE leads.lead SET valid_from = ${NOW}::bigint, company_size = 9, industry = NULL`.execute(world.db);
      await sql`INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at)
        SELECT id, 'LOST', ${NOW - DAY}::bigint, ${NOW}::bigint FROM leads.lead WHERE id < 'lead-2'`.execute(world.db);
      assert.deepEqual(await scoresOf(), before);
    });

    it('equals, bit by bit, what was recorded live at the same times', async () => {
      for (let i = 0; i < 9; i += 1) await ask(SCORE, { lead: `lead-${29 - i}` });
      const live = await sql`SELECT lead_id, raw, probability, scored_at, features FROM scores.prediction
        ORDER BY lead_id`.execute(world.db);
      assert.equal(live.rows.length, 9);
      now = NOW + DAY;
      const id = await start({ decision: { at: 'RECORDED_SCORES' }, until: iso(now) });
      await end(id);
      const past = await sql`SELECT lead_id, raw, probability, scored_at, features FROM scores.backtest_score
        WHERE backtest = ${Number(id)} ORDER BY lead_id`.execute(world.db);
      assert.deepEqual(past.rows, live.rows);
    });

    it('leaves out leads that had ended by then, and succeeds with nothing where no lead has a decision', async () => {
      const { status, scored, message, scores } = await run({
        from: iso(NOW - 2_000 * DAY),
        until: iso(NOW - 1_000 * DAY),
      });
      assert.deepEqual({ status, scored, edges: scores.edges }, { status: 'SUCCEEDED', scored: 0, edges: [] });
      assert.match(message, /^no lead has a decision from 2021/);
    });

    it('stays out of the prediction log, write-backs and the outbox', async () => {
      const before = [await world.count('scores.prediction'), await world.count('outbox.message')];
      await run({ version: 2, ...ages(3) });
      assert.deepEqual([await world.count('scores.prediction'), await world.count('outbox.message')], before);
    });

    it('fails with the reason when its file is gone', async () => {
      const digest = await world.registry.register({ ...visitsVersion(7), bytes: Buffer.from('no model') });
      await world.registry.corrupt(digest);
      const { status, errorCode, scored } = await run({ version: 7 });
      assert.deepEqual({ status, errorCode, scored }, { status: 'FAILED', errorCode: 'ARTIFACT_CORRUPT', scored: 0 });
    });

    it('keeps the scores of the three newest of a version', async () => {
      for (let i = 0; i < 3; i += 1) await start({ version: 2, ...ages(i) });
      await run({ version: 2 });
      const kept = async () => {
        const { rows } = await sql`SELECT DISTINCT s.backtest FROM scores.backtest_score s
          JOIN scores.backtest b ON b.id = s.backtest WHERE b.version = 2`.execute(world.db);
        return rows.length;
      };
      while ((await kept()) > 3) await sleep(10);
      assert.equal(await kept(), 3);
    });

    it('is listed newest first, by pages', async () => {
      const first = (await ask(LIST, { first: 2 })).backtests;
      const second = (await ask(LIST, { first: 2, after: first.pageInfo.endCursor })).backtests;
      const ids = [...first.edges, ...second.edges].map(({ node }) => Number(node.id));
      assert.deepEqual(
        ids,
        ids.toSorted((a, b) => b - a),
      );
      assert.equal(new Set(ids).size, 4);
      const { backtests } = await ask(LIST, { first: 200, version: 7 });
      assert.deepEqual(
        backtests.edges.map(({ node }: { node: { version: number } }) => node.version),
        [7],
      );
    });

    it('is refused for an unknown version, an impossible window or ages that do not rise', async () => {
      const refused = async (variables: object) =>
        codesOf(await world.ask(START, { version: 1, from: iso(NOW - DAY), until: iso(NOW), ...variables }));
      assert.deepEqual(await refused({ version: 99 }), ['MODEL_VERSION_NOT_FOUND']);
      assert.deepEqual(await refused({ until: iso(now + DAY) }), ['VALIDATION_FAILED']);
      assert.deepEqual(await refused({ from: iso(NOW) }), ['VALIDATION_FAILED']);
      assert.deepEqual(await refused(ages()), ['VALIDATION_FAILED']);
      assert.deepEqual(await refused(ages(3, 2)), ['VALIDATION_FAILED']);
      assert.deepEqual(codesOf(await world.ask(CANCEL, { id: '99' })), ['BACKTEST_NOT_FOUND']);
      assert.deepEqual(codesOf(await world.ask(CANCEL, { id: '1' })), ['BACKTEST_ENDED']);
    });
  });
});
