import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import { createScores, type Scores } from '../../../../subgraphs/scores/subgraph.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const PATIENCE_MS = 60_000;
const HOUR = 3_600_000;

onEachDatabase((kind, open) => {
  describe(`a sweep on ${kind}`, () => {
    let world: ScoresWorld;
    let sweeping: Scores;
    let now = NOW;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0, clock: () => now });
      await world.promoteVisitsModel();
      for (const id of ['fresh', 'closed', 'aged', 'older', 'never']) await world.addLead(id);
      for (const [id, ageHours] of [
        ['older', 30],
        ['aged', 25],
        ['closed', 25],
        ['fresh', 23],
      ] as const) {
        now = NOW - ageHours * HOUR;
        await world.ask('mutation ($id: ID!) { scoreLead(leadId: $id) { score { id } } }', { id });
      }
      now = NOW;
      await sql`UPDATE leads.lead SET stage = 'LOST' WHERE id = 'closed'`.execute(world.db);
      const log = createLogger('silent');
      const outbox = await Outbox.open(world.database, log);
      const rescore = { delayMs: 0, ageHours: 24 };
      const settings = { inferenceWorkers: 0, clock: () => now, pollMs: 20, rescore, sweepAfterMs: 0 };
      sweeping = await createScores({ database: world.database, outbox, log, ...settings });
    });
    after(async () => {
      await sweeping.close();
      await world.close();
    });

    const swept = async (version: number, count: number): Promise<readonly string[]> => {
      for (const since = performance.now(); ; await sleep(20)) {
        const { rows } = await sql<{ lead: string }>`SELECT lead_id AS lead FROM scores.prediction_log
          WHERE cause = 'SWEEP' AND version = ${version} AND is_backfill ORDER BY sequence`.execute(world.db);
        if (rows.length >= count) return rows.map(({ lead }) => lead);
        assert.ok(performance.now() - since < PATIENCE_MS, `found ${rows.length} scores, expected ${count}`);
      }
    };

    it('refreshes the scores of open leads that are absent or old, the oldest first', async () => {
      assert.deepEqual(await swept(1, 3), ['never', 'older', 'aged']);
    });

    it('refreshes every open lead after a promotion, the oldest score first', async () => {
      await world.promoteSizeModel(2);
      world.database.events.publish('models.live_deployment');
      const found = await swept(2, 4);
      assert.equal(found[0], 'fresh');
      assert.deepEqual([...found].sort(), ['aged', 'fresh', 'never', 'older']);
    });
  });
});
