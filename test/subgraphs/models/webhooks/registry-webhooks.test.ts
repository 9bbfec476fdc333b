import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codeOf, ModelsBench, START } from '../../../support/models/models-bench.ts';
import { RecordedLog } from '../../../support/monitoring/recorded-log.ts';
import { isGenuine } from '../../../support/monitoring/verify-webhook.ts';
import { type ReceivedWebhook, WEBHOOK_SECRET, WebhookReceiver } from '../../../support/monitoring/webhook-receiver.ts';

const DELIVERIES = `query($state: WebhookDeliveryState, $first: Int = 50, $after: String) {
  webhookDeliveries(state: $state, first: $first, after: $after) {
    edges { node { id url state attempts lastStatus lastError at nextAttemptAt event { action model version } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const RESEND = `mutation($id: ID!) { resendWebhook(id: $id, reason: "it was down") { delivery { id state attempts } } }`;
const DELIVERED = 'webhook delivered';
const POSTPONED = 'webhook not delivered; it is sent again';
const GIVEN_UP = 'webhook given up; webhookDeliveries lists it';

onEachDatabase((kind, open) => {
  describe(`webhooks of the registry on ${kind}`, () => {
    let bench: ModelsBench;
    let first: WebhookReceiver;
    let second: WebhookReceiver;
    const heard = new RecordedLog();

    before(async () => {
      [first, second] = await Promise.all([WebhookReceiver.open(), WebhookReceiver.open()]);
      const urls = [first.url('/hook?token=hush'), second.url()];
      bench = await ModelsBench.open(open, {
        log: heard.log,
        registryWebhooks: { urls, secret: WEBHOOK_SECRET, allowPrivate: true },
        webhookPollMs: 10,
      });
      await bench.addVersions('told', 2);
      await settled(2);
    });
    after(async () => {
      await bench.close();
      await Promise.all([first.close(), second.close()]);
    });
    beforeEach(async () => {
      await sql`DELETE FROM models.webhook_delivery`.execute(bench.db);
    });
    afterEach(() => {
      assert.deepEqual([first.unread, second.unread], [[], []]);
    });

    /** Waits until so many webhooks were delivered, and removes them. */
    const settled = async (count: number) => {
      for (let each = 0; each < count; each++) await heard.next(DELIVERED);
      return [first, second].map((receiver) => receiver.unread.splice(0));
    };
    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query above
    const deliveries = async (state?: string): Promise<any[]> => {
      const { data } = await bench.ask(DELIVERIES, { state });
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query above
      return data.webhookDeliveries.edges.map(({ node }: any) => node);
    };
    const change = (mutation: string, version = 2) => bench.change(mutation, 'told', version);

    test('Webhooks of the registry send every change to every receiver, signed with the current time, as it is exported', async () => {
      bench.now = START + 1_000;
      await change('promoteModelVersion', 1);
      const webhooks = (await settled(2)).flat() as ReceivedWebhook[];
      assert.equal(webhooks.length, 2);
      for (const { headers, body, json } of webhooks) {
        assert.ok(isGenuine(headers, body, WEBHOOK_SECRET, bench.now));
        assert.deepEqual([json.type, json.timestamp], ['model.promote', '2026-11-22T00:00:01.000Z']);
        assert.deepEqual(
          { ...json.data, id: undefined },
          {
            id: undefined,
            at: '2026-11-22T00:00:01.000Z',
            actor: 'ann',
            action: 'PROMOTE',
            outcome: 'APPLIED',
            model: 'told',
            version: 1,
            reason: 'because',
            code: null,
            message: null,
            before: { stage: 'NONE', champion: null, challenger: null },
            after: { stage: 'PRODUCTION', champion: 1, challenger: null },
            clientAddress: '192.0.2.7',
            requestId: 'test',
          },
        );
      }
      const [one, two] = webhooks;
      assert.notEqual(one?.headers['webhook-id'], two?.headers['webhook-id']);
      const expected = [first.url(), second.url()].map((url) => ({
        url,
        state: 'DELIVERED',
        attempts: 1,
        lastStatus: 200,
        lastError: null,
        at: '2026-11-22T00:00:01.000Z',
        nextAttemptAt: null,
        event: { action: 'PROMOTE', model: 'told', version: 1 },
      }));
      // newest first
      const listed = (await deliveries()).map(({ id: _, ...delivery }) => delivery);
      assert.deepEqual(listed.reverse(), expected);
      assert.deepEqual((await deliveries()).map(({ id }) => id).sort(), webhooks.map(idOf).sort());
    });

    test('Webhooks of the registry are sent for changes that were made, and not for refused ones', async () => {
      assert.equal(codeOf(await change('archiveModelVersion', 1)), 'STAGE_TRANSITION_REFUSED');
      assert.deepEqual(await deliveries(), []);
    });

    test('Webhooks of the registry are retried after a refusal, under the same id, with a new time, after the requested delay', async () => {
      first.answer({ status: 500 }, { status: 429, headers: { 'retry-after': '20' } });
      const began = bench.now;
      await change('stageModelVersion');
      assert.deepEqual((await heard.next(POSTPONED)).status, 500);
      // that of the other receiver may still be in flight
      const toFirst = async () => (await deliveries('PENDING')).find(({ url }) => url === first.url());
      const pending = await toFirst();
      assert.deepEqual([pending.attempts, pending.lastStatus], [1, 500]);
      assert.equal(Date.parse(pending.nextAttemptAt), began + 1_000);

      bench.now += 1_000;
      assert.deepEqual((await heard.next(POSTPONED)).status, 429);
      const limited = await toFirst();
      assert.equal(limited.lastError, 'found HTTP status 429, expected 2xx');
      assert.equal(Date.parse(limited.nextAttemptAt), began + 21_000);

      bench.now += 20_000;
      const [tries, others] = await settled(2);
      assert.deepEqual([tries?.length, others?.length], [3, 1]);
      assert.equal(new Set(tries?.map(idOf)).size, 1);
      const times = tries?.map(({ headers }) => Number(headers['webhook-timestamp']) - began / 1_000);
      assert.deepEqual(times, [0, 1, 21]);
      const last = tries?.at(-1) as ReceivedWebhook;
      assert.ok(isGenuine(last.headers, last.body, WEBHOOK_SECRET, bench.now));
      assert.deepEqual(await deliveries('PENDING'), []);
    });

    test('Webhooks of the registry are given up after a day, with the error, without delaying other receivers, and can be sent again', async () => {
      const retries = 34;
      first.answer({ status: 500 }, 'hang-up', { status: 302, headers: { location: second.url() } });
      first.answer(...Array.from({ length: retries - 2 }, () => ({ status: 503 })));
      const began = bench.now;
      await change('archiveModelVersion');
      for (let retry = 0; retry < retries; retry++) {
        await heard.next(POSTPONED);
        bench.now += 3_600_000;
      }
      assert.ok(bench.now - began > 86_400_000);
      const { attempts, error } = await heard.next(GIVEN_UP);
      assert.deepEqual([attempts, error], [retries + 1, 'found HTTP status 503, expected 2xx']);
      const [tries, others] = await settled(1);
      assert.deepEqual([tries?.length, others?.length], [retries + 1, 1]);
      const [failed] = await deliveries('FAILED');
      assert.deepEqual([failed.url, failed.attempts, failed.lastStatus], [first.url(), retries + 1, 503]);

      first.answer({ status: 500 });
      const resent = await bench.ask(RESEND, { id: failed.id });
      assert.deepEqual(resent.data?.resendWebhook.delivery, { id: failed.id, state: 'PENDING', attempts: 0 });
      await heard.next(POSTPONED);
      bench.now += 1_000;
      const [again, nothing] = await settled(1);
      assert.deepEqual(again?.map(idOf), [failed.id, failed.id]);
      assert.ok(isGenuine(again?.[1]?.headers ?? {}, again?.[1]?.body ?? '', WEBHOOK_SECRET, bench.now));
      assert.deepEqual([nothing, await deliveries('FAILED')], [[], []]);
      const { data } = await bench.ask('{ auditEvents(first: 1) { edges { node { actor action model version } } } }');
      const node = { actor: 'ann', action: 'RESEND_WEBHOOK', model: 'told', version: 2 };
      assert.deepEqual(data.auditEvents.edges, [{ node }]);
    });

    test('Webhooks of the registry that were delivered can be sent again, too, but not unknown ones', async () => {
      await change('stageModelVersion');
      const [[original]] = (await settled(2)) as [[ReceivedWebhook], unknown];
      await bench.ask(RESEND, { id: idOf(original) });
      const [[again], others] = (await settled(1)) as [[ReceivedWebhook], unknown[]];
      assert.deepEqual([idOf(again), again.body, others], [idOf(original), original.body, []]);
      for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense', ''])
        assert.equal(codeOf(await bench.ask(RESEND, { id })), 'WEBHOOK_NOT_FOUND');
      await change('archiveModelVersion');
      await settled(2);
    });

    test('Webhooks of the registry reach a receiver in the order of the changes, despite retries', async () => {
      first.answer({ status: 500 });
      const changes = ['stageModelVersion', 'archiveModelVersion', 'stageModelVersion', 'archiveModelVersion'];
      for (const mutation of changes) await change(mutation);
      await heard.next(POSTPONED);
      // the second receiver has got all by now or soon; the first waits for its retry
      bench.now += 1_000;
      const [tries, others] = await settled(8);
      const actions = (webhooks: readonly ReceivedWebhook[] = []) => webhooks.map(({ json }) => json.data.action);
      assert.deepEqual(actions(others), ['STAGE', 'ARCHIVE', 'STAGE', 'ARCHIVE']);
      assert.deepEqual(actions(tries), ['STAGE', 'STAGE', 'ARCHIVE', 'STAGE', 'ARCHIVE']);
    });

    test('Webhooks of the registry are listed in pages, newest first', async () => {
      await change('stageModelVersion');
      await change('archiveModelVersion');
      await settled(4);
      const page = await bench.ask(DELIVERIES, { first: 3 });
      const { edges, pageInfo } = page.data.webhookDeliveries;
      assert.deepEqual(
        // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query above
        edges.map(({ node }: any) => node.event.action),
        ['ARCHIVE', 'ARCHIVE', 'STAGE'],
      );
      const rest = await bench.ask(DELIVERIES, { first: 3, after: pageInfo.endCursor });
      assert.equal(rest.data.webhookDeliveries.edges.length, 1);
      assert.equal(codeOf(await bench.ask(DELIVERIES, { after: 'nonsense' })), 'CURSOR_INVALID');
    });

    test('Webhooks of the registry expose the secret parts of a URL only to the receiver', async () => {
      const { rows } = await sql`SELECT url, receiver FROM models.webhook_delivery`.execute(bench.db);
      const said = JSON.stringify([rows, await deliveries()]) + heard.text;
      assert.doesNotMatch(said, /hush/);
      assert.doesNotMatch(said, /whsec_/);
    });
  });
});

function idOf({ headers }: ReceivedWebhook): unknown {
  return headers['webhook-id'];
}
