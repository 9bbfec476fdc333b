import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ResolveAll } from '../../../platform/webhooks/public-lookup.ts';
import { WebhookSender, type WebhookSenderOptions } from '../../../platform/webhooks/webhook-sender.ts';
import { webhookKey } from '../../../platform/webhooks/webhook-signature.ts';
import { isGenuine } from '../../support/monitoring/verify-webhook.ts';
import { WEBHOOK_SECRET, WebhookReceiver } from '../../support/monitoring/webhook-receiver.ts';

const NOW = Date.UTC(2026, 10, 22);
const BODY = JSON.stringify({ reason: 'größer, "besser"' });

describe('sending a webhook', () => {
  let receiver: WebhookReceiver;
  const senders: WebhookSender[] = [];
  before(async () => {
    receiver = await WebhookReceiver.open();
  });
  after(async () => {
    await Promise.all(senders.map((sender) => sender.close()));
    await receiver.close();
  });

  const senderWith = (options: Partial<WebhookSenderOptions> = {}): WebhookSender => {
    const key = webhookKey(WEBHOOK_SECRET) as Uint8Array;
    const sender = new WebhookSender({ key, allowPrivate: true, clock: () => NOW, ...options });
    senders.push(sender);
    return sender;
  };

  test('posts JSON that the receiver can verify', async () => {
    const answer = await senderWith().send({ url: receiver.url('/hook?token=7'), id: 'one', body: BODY });
    assert.deepEqual(answer, { status: 200 });
    const { headers, path, body } = await receiver.next();
    assert.deepEqual([path, body, headers['content-type']], ['/hook?token=7', BODY, 'application/json']);
    assert.deepEqual([headers['webhook-id'], headers['webhook-timestamp']], ['one', String(NOW / 1_000)]);
    assert.ok(isGenuine(headers, body, WEBHOOK_SECRET, NOW));
    assert.equal(headers.authorization, undefined);
  });

  test('sends user name and password of the URL as basic authentication', async () => {
    const url = receiver.url().replace('//', '//ann:p%40ss@');
    assert.deepEqual(await senderWith().send({ url, id: 'one', body: BODY }), { status: 200 });
    const { headers } = await receiver.next();
    assert.equal(headers.authorization, `Basic ${Buffer.from('ann:p@ss').toString('base64')}`);
  });

  for (const [retryAfter, retryAfterMs] of [
    ['7', 7_000],
    [new Date(NOW + 90_000).toUTCString(), 90_000],
    ['soon', undefined],
    [new Date(NOW - 90_000).toUTCString(), undefined],
  ] as const)
    test(`reads Retry-After: ${retryAfter}`, async () => {
      receiver.answer({ status: 429, headers: { 'retry-after': retryAfter } });
      const answer = await senderWith().send({ url: receiver.url(), id: 'one', body: BODY });
      await receiver.next();
      assert.deepEqual(answer, { status: 429, retryAfterMs, error: 'found HTTP status 429, expected 2xx' });
    });

  test('follows no redirect', async () => {
    receiver.answer({ status: 307, headers: { location: receiver.url('/elsewhere') } });
    const answer = await senderWith().send({ url: receiver.url(), id: 'one', body: BODY });
    assert.equal(answer.error, 'found HTTP status 307, expected 2xx');
    assert.equal((await receiver.next()).path, '/hook');
    assert.equal(receiver.unread.length, 0);
  });

  test('gives up on a receiver that is silent', async () => {
    const silent = await WebhookReceiver.open();
    silent.answer('silence');
    const answer = await senderWith({ timeoutMs: 100 }).send({ url: silent.url(), id: 'one', body: BODY });
    assert.deepEqual(answer, { error: 'found no answer within 100 ms' });
    await silent.close();
  });

  test('says that nobody listens, and nothing of the URL', async () => {
    const closed = await WebhookReceiver.open();
    const url = closed.url('/hook?token=secret');
    await closed.close();
    assert.deepEqual(await senderWith().send({ url, id: 'one', body: BODY }), {
      error: 'found no answer (ECONNREFUSED)',
    });
  });

  describe('to public addresses only', () => {
    const resolvesTo =
      (...addresses: string[]): ResolveAll =>
      (_hostname, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );

    for (const [what, host, resolve] of [
      ['an address of this machine', '127.0.0.1', undefined],
      ['one in another notation', '0x7f.1', undefined],
      ['one as a number', '2130706433', undefined],
      ['one of IPv6', '[::1]', undefined],
      ['one within IPv6', '[::ffff:127.0.0.1]', undefined],
      ['a name of this machine', 'localhost', undefined],
      ['a name that leads to it', 'hooks.example', resolvesTo('127.0.0.1')],
      ['a name with a public and a private address', 'hooks.example', resolvesTo('2606:4700::1111', '127.0.0.1')],
    ] as const)
      test(`connects to no private one: ${what}`, async () => {
        const opened = receiver.connections;
        const sender = senderWith({ allowPrivate: false, ...(resolve && { resolve }) });
        const url = `http://${host}:${receiver.port}/hook`;
        const { status, error } = await sender.send({ url, id: 'one', body: BODY });
        assert.equal(status, undefined);
        assert.match(error ?? '', /: found the address \S+, expected a public one$/);
        assert.equal(receiver.connections, opened);
      });

    test('says what is wrong with a name that is none', async () => {
      const resolve: ResolveAll = (_hostname, _options, callback) =>
        callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
      const sender = senderWith({ allowPrivate: false, resolve });
      assert.deepEqual(await sender.send({ url: 'http://hooks.example/', id: 'one', body: BODY }), {
        error: 'found no answer (ENOTFOUND)',
      });
    });
  });
});
