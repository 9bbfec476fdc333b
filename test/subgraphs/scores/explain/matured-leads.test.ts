import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { readBacktestedLeads } from '../../../../subgraphs/scores/explain/backtested-leads.ts';
import { readMaturedLeads } from '../../../../subgraphs/scores/explain/matured-leads.ts';
import type { MaturedLead } from '../../../../subgraphs/scores/explain/observed-conversions.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { DAY, NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const MATURED_BEFORE = NOW - 90 * DAY;
const FIRST = MATURED_BEFORE - 10 * DAY;

interface TestScore {
  readonly at: number;
  readonly visits: number;
  readonly role?: string;
  readonly model?: string;
  readonly leadClosed?: boolean;
}

onEachDatabase((kind, open) => {
  describe(`matured leads on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.promoteVisitsModel();
    });
    after(() => world.close());

    async function addLead(id: string, scores: readonly TestScore[], outcome?: readonly [string, number]) {
      await world.addLead(id, [], FIRST - DAY);
      for (const [
        at,
        { at: scoredAt, visits, role = 'CHAMPION', model = DEFAULT_MODEL, leadClosed },
      ] of scores.entries())
        await sql`INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, raw, probability, points,
            grade, grade_policy, features, scored_at, latency_ms, request_id, lead_closed)
          VALUES (${`${id}-${at}`}, ${id}, ${model}, 1, 'd', ${role}, 0.5, 0.5, 50, 'A', 'v1',
            ${JSON.stringify({ website_visits: visits })}::jsonb, ${scoredAt}, 1, 'r', ${leadClosed ?? false})`.execute(
          world.db,
        );
      if (outcome)
        await sql`INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at)
          VALUES (${id}, ${outcome[0]}, ${outcome[1]}, ${outcome[1]})`.execute(world.db);
    }

    async function read(model = DEFAULT_MODEL): Promise<readonly MaturedLead[]> {
      const leads: MaturedLead[] = [];
      for await (const page of readMaturedLeads(world.db, { model, maturedBefore: MATURED_BEFORE }))
        leads.push(...page);
      return leads;
    }

    it('matured leads have the features of their first score, and their outcome after it', async () => {
      await addLead(
        'won',
        [
          { at: FIRST, visits: 1 },
          { at: FIRST + DAY, visits: 50 },
        ],
        ['CONVERTED', FIRST + 2 * DAY],
      );
      await addLead('lost', [{ at: FIRST, visits: 2 }], ['LOST', FIRST]);
      await addLead('open', [{ at: FIRST, visits: 3 }]);
      await addLead('backtested', [
        { at: NOW, visits: 60 },
        { at: FIRST, visits: 4 },
      ]);
      await addLead('ended before', [{ at: FIRST, visits: 70 }], ['CONVERTED', FIRST - 1]);
      await addLead('closed', [{ at: FIRST, visits: 71, leadClosed: true }]);
      await addLead('young', [{ at: MATURED_BEFORE, visits: 72 }], ['CONVERTED', MATURED_BEFORE + DAY]);
      await addLead('tried', [{ at: FIRST, visits: 73, role: 'TRIAL' }]);
      await addLead('of another model', [{ at: FIRST, visits: 5, model: 'other' }]);
      await addLead('unscored', []);
      const found = (await read()).map(({ features, isConverted }) => [features.website_visits, isConverted]);
      assert.deepEqual(found.sort(), [
        [1, true],
        [2, false],
        [3, false],
        [4, false],
      ]);
      assert.deepEqual(
        (await read('other')).map(({ features }) => features.website_visits),
        [5],
      );
      assert.deepEqual(await read('none'), []);
    });

    it('matured leads are read in pages, each once', async () => {
      const lead = sql`INSERT INTO leads.lead (id, created_at, valid_from, stage)
        SELECT 'many-' || n, ${FIRST - 2 * DAY}::bigint, 0, 'NEW' FROM generate_series(1, 1100) n`;
      await lead.execute(world.db);
      await sql`INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, raw, probability, points, grade,
          grade_policy, features, scored_at, latency_ms, request_id)
        SELECT 'many-' || n, 'many-' || n, 'many', 1, 'd', 'CHAMPION', 0.5, 0.5, 50, 'A', 'v1',
          jsonb_build_object('website_visits', n), ${FIRST}::bigint, 1, 'r' FROM generate_series(1, 1100) n`.execute(
        world.db,
      );
      const visits = (await read('many')).map(({ features }) => Number(features.website_visits));
      assert.deepEqual(
        visits.sort((a, b) => a - b),
        Array.from({ length: 1100 }, (_, at) => at + 1),
      );
    });

    it('leads of the latest backtest that ended are matured by its decisions, the first of each', async () => {
      const backtest = async (status: string) => {
        const { rows } = await sql<{ id: number }>`INSERT INTO scores.backtest (model, version, digest, decision_time,
            lead_ages, from_time, until_time, status, started_by, requested_at)
          VALUES ('tried', 1, 'd', 'LEAD_AGE', '{1}', 0, 1, ${status}, 'ann', 0) RETURNING id`.execute(world.db);
        return rows[0]?.id;
      };
      const decide = (id: number | undefined, lead: string, at: number, visits: number) =>
        sql`INSERT INTO scores.backtest_score (backtest, lead_id, raw, probability, grade, grade_policy, scored_at, features)
          VALUES (${id}, ${lead}, 0.5, 0.5, 'A', 'v1', ${at}, ${JSON.stringify({ website_visits: visits })}::jsonb)`.execute(
          world.db,
        );
      const [earlier, latest, running] = [
        await backtest('SUCCEEDED'),
        await backtest('SUCCEEDED'),
        await backtest('RUNNING'),
      ];
      await decide(earlier, 'won', FIRST, 80);
      await decide(running, 'won', FIRST, 81);
      await decide(latest, 'won', FIRST + 1, 2);
      await decide(latest, 'won', FIRST, 1);
      await decide(latest, 'open', FIRST, 3);
      await decide(latest, 'ended before', FIRST, 82);
      await decide(latest, 'lost', MATURED_BEFORE, 83);
      const found = [];
      for await (const page of readBacktestedLeads(world.db, { model: 'tried', maturedBefore: MATURED_BEFORE }))
        for (const { leadId, features, isConverted } of page)
          found.push([leadId, features.website_visits, isConverted]);
      assert.deepEqual(found, [
        ['won', 1, true],
        ['open', 3, false],
        ['won', 2, true],
      ]);
    });

    it('a sentence carries what became of similar leads, once they are counted', async () => {
      await sql`UPDATE scores.prediction SET model = ${DEFAULT_MODEL} WHERE model = 'many'`.execute(world.db);
      await sql`UPDATE scores.prediction SET features = '{"website_visits": 1}'
        WHERE lead_id LIKE 'many-_' OR lead_id LIKE 'many-__'`.execute(world.db);
      await sql`INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at)
        SELECT 'many-' || n, 'CONVERTED', ${NOW}::bigint, ${NOW}::bigint FROM generate_series(1, 24) n`.execute(
        world.db,
      );
      await world.addLead('now', [{ kind: 'WEBSITE_VISIT' }]);
      const { data } = await world.ask('mutation { scoreLead(leadId: "now") { score { id } } }');
      const { id } = (data as { scoreLead: { score: { id: string } } }).scoreLead.score;
      const contribution = await observedOf(id);
      // with `won`: 25 of 100; of all, with `lost`, `open` and `backtested`, 25 of 1,104
      assert.deepEqual(contribution.observed, {
        group: 'with 1 website visit',
        leads: 100,
        converted: 25,
        ratio: 11.04,
      });
      const fact = 'of leads with 1 website visit, 25 of 100 converted, 11.0 times as many as of all';
      assert.match(
        contribution.sentence,
        new RegExp(`^1 website visit (raises|lowers|does not move) the score; ${fact}$`),
      );
    });

    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation
    async function observedOf(id: string): Promise<any> {
      const ask = `query ($id: ID!) { score(id: $id) { explanation { contributions {
        sentence observed { group leads converted ratio } } } } }`;
      for (;;) {
        const answer = await world.ask(ask, { id });
        assert.deepEqual(answer.errors, undefined);
        // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation
        const [contribution] = (answer.data as any).score.explanation.contributions;
        if (contribution.observed !== null) return contribution;
        await nextTurn();
      }
    }
  });
});
