import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { LEADS_CHANGED } from '../../../../scoring/lead-changed.ts';
import { changesOf, type LeadChangeKind, recordChanges } from '../../../../subgraphs/leads/changes/change-store.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { NOW, ScoresWorld, sizeVersion } from '../../../support/scores/scores-world.ts';

const PATIENCE_MS = 60_000;
const DELAY_MS = 50;

interface Recorded {
  readonly lead: string;
  readonly cause: string;
}

interface Change {
  readonly kind?: LeadChangeKind;
  readonly isBackfill?: boolean;
  readonly at?: number;
}

onEachDatabase((kind, open) => {
  describe(`automatic scoring on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, {
        inferenceWorkers: 0,
        rescore: { delayMs: DELAY_MS, ageHours: 0 },
      });
    });
    after(() => world.close());
    beforeEach(async () => {
      for (const table of ['scores.prediction', 'leads.change', 'leads.lead'])
        await sql`DELETE FROM ${sql.table(table)}`.execute(world.db);
    });

    const change = async (leads: readonly string[], { kind = 'UPDATED', at = NOW, ...marks }: Change = {}) => {
      await recordChanges(world.db, changesOf(kind, leads), at, marks);
      world.database.events.publish(LEADS_CHANGED);
    };
    const recorded = async (): Promise<readonly Recorded[]> =>
      (await sql<Recorded>`SELECT lead_id AS lead, cause FROM scores.prediction ORDER BY sequence`.execute(world.db))
        .rows;
    const until = async (count: number): Promise<readonly Recorded[]> => {
      for (const since = performance.now(); ; await sleep(10)) {
        const found = await recorded();
        if (found.length >= count) return found;
        assert.ok(performance.now() - since < PATIENCE_MS, `found ${found.length} scores, expected ${count}`);
      }
    };

    it('waits for a champion, then scores what changed before', async () => {
      await world.addLead('early');
      await change(['early'], { kind: 'SUBMITTED' });
      await sleep(5 * DELAY_MS);
      assert.deepEqual(await recorded(), []);
      await world.promoteVisitsModel();
      world.database.events.publish('models.live_deployment');
      assert.deepEqual(await until(1), [{ lead: 'early', cause: 'LEAD_CHANGED' }]);
    });

    it('scores a burst of changes of a lead once, and an interaction like a change', async () => {
      for (const id of ['a', 'b', 'last']) await world.addLead(id);
      for (let turn = 0; turn < 3; turn++) await change(['a']);
      await change(['b'], { kind: 'INTERACTIONS_RECORDED' });
      await until(2);
      await change(['last']);
      const found = await until(3);
      assert.deepEqual(found.map(({ lead }) => lead).sort(), ['a', 'b', 'last']);
    });

    it('leaves out closed leads, outcomes, and leads that do not exist', async () => {
      for (const id of ['won', 'ended', 'last']) await world.addLead(id);
      await sql`UPDATE leads.lead SET stage = 'WON' WHERE id = 'won'`.execute(world.db);
      await change(['won', 'nobody']);
      await change(['ended'], { kind: 'OUTCOME_RECORDED' });
      await change(['last']);
      assert.deepEqual(await until(1), [{ lead: 'last', cause: 'LEAD_CHANGED' }]);
    });

    it('scores backfills and old changes as a batch, which is no traffic', async () => {
      for (const id of ['imported', 'old']) await world.addLead(id);
      await change(['imported'], { isBackfill: true });
      await change(['old'], { at: NOW - 3_600_001 });
      const found = await until(2);
      assert.deepEqual(found.map(({ lead, cause }) => `${lead} ${cause}`).sort(), ['imported BATCH', 'old BATCH']);
    });

    it('has a changed lead wait while its model cannot be loaded', async () => {
      await world.registry.demote();
      await world.scores.modelsChanged();
      const digest = await world.registry.register(sizeVersion(2));
      await world.registry.corrupt(digest, Buffer.from('something else'));
      await world.registry.promote(sizeVersion(2));
      await world.addLead('waiting');
      await change(['waiting']);
      for (const since = performance.now(); (await world.count('scores.failure')) === 0; await sleep(10))
        assert.ok(performance.now() - since < PATIENCE_MS, 'the model was not tried');
      await world.registry.corrupt(digest, sizeVersion(2).bytes);
      await world.scores.modelsChanged();
      assert.deepEqual(await until(1), [{ lead: 'waiting', cause: 'LEAD_CHANGED' }]);
    });

    it('scores more leads than it keeps in memory', async () => {
      const ids = Array.from({ length: 1_200 }, (_, index) => `many-${index}`);
      await sql`INSERT INTO leads.lead (id, created_at, valid_from, stage)
        SELECT id, ${NOW}::bigint, ${NOW}::bigint, 'NEW' FROM unnest(${ids}::text[]) AS id`.execute(world.db);
      await world.promoteVisitsModel();
      await change(ids, { isBackfill: true });
      await change(ids);
      const found = await until(2_400);
      for (const cause of ['BATCH', 'LEAD_CHANGED'])
        assert.equal(new Set(found.filter((each) => each.cause === cause).map(({ lead }) => lead)).size, 1_200);
    });
  });
});
