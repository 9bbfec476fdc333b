import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../../support/database/throwaway-postgres.ts';
import {
  openWriteBackWorld,
  SCORE_MAPPING,
  WRITE_BACK_START,
  type WriteBackWorld,
  waitUntil,
} from '../../../../support/leads/write-back-world.ts';
import { isGenuine } from '../../../../support/monitoring/verify-webhook.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../../../../support/monitoring/webhook-receiver.ts';

const skip = whyNoPostgres() ?? false;

onEachDatabase((kind, open) => {
  describe(`write-back to a webhook and a table with reasons on ${kind}`, { skip }, () => {
    let opened: TestDatabase;
    let world: WriteBackWorld;
    let receiver: WebhookReceiver;
    before(async () => {
      receiver = await WebhookReceiver.open();
      const webhook = { url: receiver.url(), secret: WEBHOOK_SECRET, allowPrivate: true };
      const writeBack = {
        ...SCORE_MAPPING,
        columns: { ...SCORE_MAPPING.columns, reasons: 'reasons', reasonData: 'reason_data' },
      };
      opened = await open('leads');
      world = await openWriteBackWorld(opened.database, { webhook, writeBack });
    });
    after(async () => {
      await world.close();
      await opened.close();
      await receiver.close();
    });

    it('sends a signed message with the reasons of the score, and cuts them to the length of the column', async () => {
      await world.submit('w');
      await world.score({ w: 0.8 });
      await world.until('PENDING', 2);
      const { data } = await world.app.run('{ crmDeliveries { edges { node { id target } } } }');
      assert.equal(data.crmDeliveries.edges.length, 2);
      const reasons = [
        {
          sentence: '12 website visits raise the score; of leads like it, 40 of 90 converted',
          feature: 'page_views',
          value: 12,
          contribution: 0.5,
        },
      ];
      const answers = [1, 2].map((deliveryId) => ({ deliveryId, reasons }));
      await world.app.outbox.publish(opened.database.tables<never>(), 'leads.score-reasons', [answers]);
      world.app.outbox.wake('leads.score-reasons');
      const { headers, body, json } = await receiver.next();
      assert.ok(isGenuine(headers, body, WEBHOOK_SECRET, WRITE_BACK_START));
      const { data: sent, type } = json;
      assert.equal(type, 'lead.score_changed');
      assert.equal(sent.deliveryId, headers['webhook-id']);
      assert.deepEqual(
        [sent.leadId, sent.grade, sent.scoreGrade, sent.probability, sent.override, sent.reasons],
        ['w', 'A', 'A', 0.8, null, reasons],
      );
      await world.until('DELIVERED', 2);
      const [row] = await world.rows('SELECT reasons, reason_data FROM sales.lead_score');
      assert.equal(row.reasons, '12 website visits raise the score; of leads like it, 40 of …');
      assert.deepEqual(row.reason_data, reasons);
    });

    it('delivers without reasons that do not come in time', async () => {
      await world.submit('v');
      await world.score({ v: 0.8 });
      await world.until('PENDING', 2);
      world.advance(5_000);
      assert.equal((await receiver.next()).json.data.reasons, null);
      await world.until('DELIVERED', 4);
    });

    it('sends only the last score of a lead to a receiver that was away', async () => {
      receiver.answer(...Array.from({ length: 3 }, () => ({ status: 503 })));
      for (const probability of [0.1, 0.9, 0.3]) {
        world.advance(6_000);
        await world.score({ v: probability });
        await waitUntil(async () => (await world.count('PENDING')) > 0);
      }
      await waitUntil(async () => {
        // a score that is applied after the time has moved waits for its reasons from then on
        world.advance(6_000);
        return (await world.count('PENDING')) === 0 && (await world.count('DELIVERED')) >= 6;
      });
      const graded = receiver.unread.map(({ json }) => json.data.grade);
      assert.equal(graded.at(-1), 'C');
      const { data } = await world.app.run('{ lead(id: "v") { crmDeliveries { edges { node { state cause } } } } }');
      assert.equal(data.lead.crmDeliveries.edges[0].node.state, 'DELIVERED');
    });
  });
});
