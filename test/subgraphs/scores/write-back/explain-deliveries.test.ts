import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { ScoresWorld } from '../../../support/scores/scores-world.ts';

onEachDatabase((kind, open) => {
  describe(`reasons of deliveries to the CRM on ${kind}`, () => {
    let world: ScoresWorld;

    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.promoteVisitsModel();
    });
    after(() => world.close());

    it('are those of the score that is asked for, and null for one that is not there', async () => {
      for (const [id, quantity] of [
        ['quiet', 1],
        ['busy', 12],
      ] as const) {
        await world.addLead(id, [{ kind: 'WEBSITE_VISIT', quantity }].slice(id === 'quiet' ? 1 : 0));
        const scored = await world.ask('mutation ($id: ID!) { scoreLead(leadId: $id) { score { id } } }', { id });
        assert.equal(scored.errors, undefined);
      }
      const { rows } = await sql<{
        sequence: number;
      }>`SELECT sequence FROM scores.prediction WHERE lead_id = 'busy'`.execute(world.db);
      const outbox = await Outbox.open(world.database, createLogger('silent'));
      const answered = new Promise<readonly unknown[]>((resolve) => {
        const consumer = outbox.consume('leads.score-reasons', async (_, payloads) => {
          resolve(payloads.flat());
          // not awaited: it ends after this claim
          void consumer.close();
        });
      });
      const questions = [
        { deliveryId: 7, leadId: 'busy', sequence: rows[0]?.sequence },
        { deliveryId: 8, leadId: 'busy', sequence: 1_000_000 },
      ];
      await outbox.publish(world.db, 'scores.explain', [questions]);
      // another door than that of the subgraph: it hears of it as from another process
      outbox.wake('scores.explain');
      const answers = (await answered) as readonly { readonly reasons: readonly Record<string, unknown>[] | null }[];
      const [{ contribution, ...reason } = {}] = answers[0]?.reasons ?? [];
      assert.deepEqual(reason, { sentence: '1 website visit raises the score', feature: 'website_visits', value: 1 });
      assert.ok(Number(contribution) > 0);
      assert.deepEqual(answers[1], { deliveryId: 8, reasons: null });
    });
  });
});
