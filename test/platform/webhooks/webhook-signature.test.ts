import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { signWebhook, webhookKey, webhookKeys } from '../../../platform/webhooks/webhook-signature.ts';
import { isGenuine } from '../../support/monitoring/verify-webhook.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
const KEY = webhookKey(SECRET) as Uint8Array;

describe('the signature of a webhook', () => {
  test('is that of the example of Standard Webhooks', () => {
    assert.equal(signWebhook(KEY, MESSAGE), 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('covers id, time and body', () => {
    const signature = signWebhook(KEY, MESSAGE);
    for (const change of [{ id: 'msg_other' }, { timestamp: MESSAGE.timestamp + 1 }, { body: '{"test": 1}' }])
      assert.notEqual(signWebhook(KEY, { ...MESSAGE, ...change }), signature);
  });

  const headers = {
    'webhook-id': MESSAGE.id,
    'webhook-timestamp': String(MESSAGE.timestamp),
    'webhook-signature': signWebhook(KEY, MESSAGE),
  };
  const genuine = (seconds: number, change: Record<string, string> = {}, body = MESSAGE.body) =>
    isGenuine({ ...headers, ...change }, body, SECRET, (MESSAGE.timestamp + seconds) * 1_000);

  test('is believed within five minutes, and refused when it is older or younger', () => {
    assert.deepEqual(
      [-301, -300, 0, 300, 301].map((seconds) => genuine(seconds)),
      [false, true, true, true, false],
    );
  });

  test('is refused when anything was changed, the time too', () => {
    assert.equal(genuine(0, {}, `${MESSAGE.body} `), false);
    assert.equal(genuine(0, { 'webhook-id': 'msg_other' }), false);
    assert.equal(genuine(400, { 'webhook-timestamp': String(MESSAGE.timestamp + 400) }), false);
    assert.equal(genuine(0, { 'webhook-timestamp': 'now' }), false);
    assert.equal(genuine(0, { 'webhook-signature': 'v1,AAAA' }), false);
  });
});

describe('a webhook secret', () => {
  const bytes = (count: number) => Buffer.alloc(count, 250).toString('base64');

  test('is 24 to 64 bytes in base64, with whsec_ before them', () => {
    assert.equal(webhookKey(`whsec_${bytes(24)}`)?.length, 24);
    assert.equal(webhookKey(`whsec_${bytes(64)}`)?.length, 64);
    assert.equal(webhookKey(`whsec_${bytes(32).replace(/=+$/, '')}`)?.length, 32);
  });

  for (const [what, secret] of [
    ['one that is too short', `whsec_${bytes(23)}`],
    ['one that is too long', `whsec_${bytes(65)}`],
    ['one without whsec_', bytes(32)],
    ['one that is no base64', `whsec_${bytes(32)}!`],
    ['words', 'correct horse battery staple and some more'],
  ] as const)
    test(`is not ${what}`, () => {
      assert.equal(webhookKey(secret), undefined);
    });

  test('may be two while it is changed: receivers with either find theirs, and nobody else does', () => {
    const [old, next, other] = [24, 32, 40].map((count) => `whsec_${bytes(count)}`) as [string, string, string];
    const keys = webhookKeys(`${old}, ${next}`);
    assert.equal(keys?.length, 2);
    const headers = {
      'webhook-id': MESSAGE.id,
      'webhook-timestamp': String(MESSAGE.timestamp),
      'webhook-signature': signWebhook(keys ?? [], MESSAGE),
    };
    const believes = (secret: string) => isGenuine(headers, MESSAGE.body, secret, MESSAGE.timestamp * 1_000);
    assert.deepEqual([old, next, other].map(believes), [true, true, false]);
    for (const wrong of [`${old},${old}`, `${old},`, `${old},hush`, `${old},${next},${other}`])
      assert.equal(webhookKeys(wrong), undefined);
  });
});
