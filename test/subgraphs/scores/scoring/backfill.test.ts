import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { up } from '../../../../subgraphs/scores/migrations/006-cause.ts';
import { isMonitored, SCORE_CAUSES, type ScoreCause } from '../../../../subgraphs/scores/record/prediction.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { throwingVersion } from '../../../support/models/visits-models.ts';
import { ScoresWorld, sizeVersion } from '../../../support/scores/scores-world.ts';

const SCORE_MANY = `mutation ($leads: [ID!]!, $backfill: Boolean!) { scoreLeads(leadIds: $leads, backfill: $backfill) {
  scored results { score { isMonitored cause } } } }`;
const SCORE_ONE = 'mutation ($lead: ID!) { scoreLead(leadId: $lead) { score { isMonitored } } }';
const MARKS = 'SELECT lead_id, cause, lead_closed, is_backfill, is_monitored FROM scores';

const PATIENCE_MS = 60_000;

interface Marks {
  readonly lead_id: string;
  readonly cause: string;
  readonly lead_closed: boolean;
  readonly is_backfill: boolean;
  readonly is_monitored: boolean;
}

onEachDatabase((kind, open) => {
  describe(`backfills on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.promoteVisitsModel();
      for (const id of ['open', 'won', 'lost']) await world.addLead(id, [{ kind: 'WEBSITE_VISIT' }]);
      for (const [id, stage] of [
        ['won', 'WON'],
        ['lost', 'LOST'],
      ])
        await sql`UPDATE leads.lead SET stage = ${stage} WHERE id = ${id}`.execute(world.db);
    });
    after(() => world.close());
    beforeEach(async () => {
      for (const table of ['prediction', 'failure'])
        await sql`DELETE FROM ${sql.table(`scores.${table}`)}`.execute(world.db);
    });

    const marks = async (log = 'prediction_log') =>
      (await sql.raw<Marks>(`${MARKS}.${log} ORDER BY sequence`).execute(world.db)).rows.map(
        ({ lead_id, cause, lead_closed, is_backfill, is_monitored }) =>
          [lead_id, cause, lead_closed, is_backfill, is_monitored] as const,
      );
    // biome-ignore lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (source: string, variables: object): Promise<any> => {
      const result = await world.ask(source, variables as Record<string, unknown>);
      assert.deepEqual(result.errors, undefined);
      return result.data;
    };

    it('backfills leave out leads of a closed stage, unless those are asked for, and are marked', async () => {
      assert.deepEqual(await world.scores.scoreAll(['won', 'open', 'lost', 'nobody']), {
        scored: 1,
        failed: 1,
        closed: 2,
      });
      assert.deepEqual(await marks(), [['open', 'BATCH', false, true, false]]);
      const all = await world.scores.scoreAll(['won', 'lost'], { includeClosed: true });
      assert.deepEqual(all, { scored: 2, failed: 0, closed: 0 });
      assert.deepEqual((await marks()).slice(1), [
        ['won', 'BATCH', true, true, false],
        ['lost', 'BATCH', true, true, false],
      ]);
    });

    it('backfills can be asked for by id, closed leads too', async () => {
      const { scoreLeads } = await ask(SCORE_MANY, { leads: ['open', 'won'], backfill: true });
      assert.deepEqual(
        scoreLeads.results.map(({ score }: { score: object }) => score),
        [
          { isMonitored: false, cause: 'BATCH' },
          { isMonitored: false, cause: 'BATCH' },
        ],
      );
      assert.deepEqual(await marks(), [
        ['open', 'BATCH', false, true, false],
        ['won', 'BATCH', true, true, false],
      ]);
    });

    it('backfills are not what is asked for without saying so: then a lead that has ended is traffic, but not monitored', async () => {
      assert.deepEqual((await ask(SCORE_ONE, { lead: 'open' })).scoreLead.score, { isMonitored: true });
      assert.deepEqual((await ask(SCORE_ONE, { lead: 'lost' })).scoreLead.score, { isMonitored: false });
      await ask(SCORE_MANY, { leads: ['won', 'open'], backfill: false });
      assert.deepEqual(await marks(), [
        ['open', 'REQUESTED', false, false, true],
        ['lost', 'REQUESTED', true, false, false],
        ['won', 'REQUESTED', true, false, false],
        ['open', 'REQUESTED', false, false, true],
      ]);
    });

    it('backfills are the causes SWEEP, BATCH and BACKTEST, in the log as in the graph', async () => {
      const causes = Object.keys(SCORE_CAUSES) as ScoreCause[];
      await ask(SCORE_MANY, { leads: ['open', 'won'], backfill: false });
      for (const cause of causes) {
        await sql`UPDATE scores.prediction SET cause = ${cause}`.execute(world.db);
        const isBackfill = ['SWEEP', 'BATCH', 'BACKTEST'].includes(cause);
        assert.deepEqual(await marks(), [
          ['open', cause, false, isBackfill, isMonitored({ cause, leadClosed: false })],
          ['won', cause, true, isBackfill, isMonitored({ cause, leadClosed: true })],
        ]);
        assert.equal(isMonitored({ cause, leadClosed: false }), !isBackfill);
      }
    });

    it('backfills mark what shadows answer and what fails as well', async () => {
      const broken = { ...throwingVersion(3), share: 1 };
      await world.rollOut({ id: 3, shadows: [{ ...sizeVersion(2), share: 1 }, broken] });
      await world.scores.scoreAll(['open']);
      const answers = async () => [await marks(), await marks('failure_log')] as const;
      let found = await answers();
      for (const since = performance.now(); found[0].length < 2 || found[1].length < 1; found = await answers()) {
        assert.ok(performance.now() - since < PATIENCE_MS, 'the shadows have not answered');
        await sleep(20);
      }
      const backfill = ['open', 'BATCH', false, true, false];
      assert.deepEqual(found, [[backfill, backfill], [backfill]]);
      await world.rollOut({ id: 3 });
    });

    it('backfills are what scores of before the marks count as, when the bulk run made them', async () => {
      await world.scores.scoreAll(['open']);
      await ask(SCORE_ONE, { lead: 'open' });
      await world.db.transaction().execute(async (trx) => {
        await sql`DROP VIEW scores.prediction_log, scores.failure_log, scores.written_back_score`.execute(trx);
        for (const table of ['prediction', 'failure'])
          await sql`ALTER TABLE ${sql.table(`scores.${table}`)} DROP COLUMN cause, DROP COLUMN lead_closed`.execute(
            trx,
          );
        await up(trx);
      });
      assert.deepEqual(
        (await marks()).map(([, cause]) => cause),
        ['BATCH', 'REQUESTED'],
      );
    });
  });
});
