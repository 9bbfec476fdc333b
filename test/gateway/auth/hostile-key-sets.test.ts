import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { Registry } from 'prom-client';
import { KeyMetrics } from '../../../gateway/auth/key-metrics.ts';
import { KEYS_COOLDOWN_MS, KEYS_LIFE_MS } from '../../../gateway/auth/published-keys.ts';
import type { KeyPair } from '../../support/auth/key-pair.ts';
import {
  answerBytes,
  answerHalf,
  answerKeys,
  answerNothing,
  answerText,
  type KeyAnswer,
} from '../../support/auth/key-server.ts';
import { createWorldKeys, ISSUER, KeyWorld, NOW, UNAVAILABLE } from '../../support/auth/key-world.ts';

const MEBIBYTE = 1_048_576;

describe('keys of an identity provider', () => {
  let keys: [KeyPair, KeyPair];
  let world: KeyWorld;

  before(async () => {
    keys = await createWorldKeys();
  });
  beforeEach(async () => {
    world = await KeyWorld.open(keys);
  });
  afterEach(() => world.close());

  const BAD_ANSWERS: readonly (readonly [string, KeyAnswer])[] = [
    ['hangs', answerNothing],
    ['hangs within its answer', answerHalf],
    ['fails', answerText('{}', 503)],
    ['answers no key', answerKeys([])],
    ['answers no set', answerText('[]')],
    ['answers null', answerText('null')],
    ['answers no JSON', answerText('<html>sign in</html>')],
    ['answers malformed keys only', answerKeys([null, 7, 'key', [], {}, { kty: 'RSA', kid: 'first', n: '', e: '' }])],
    ['redirects', (response) => response.writeHead(302, { location: '/keys' }).end()],
    ['cuts the connection', (response) => response.destroy()],
  ];
  for (const [fault, answer] of BAD_ANSWERS) {
    it(`stay in use, without a wait, while the server ${fault}`, async () => {
      await world.assertAccepted(world.first);
      world.server.answer = answer;
      for (const _reading of [1, 2, 3]) {
        world.now += KEYS_LIFE_MS;
        await world.assertAccepted(world.first);
        await world.assertAccepted(world.first);
      }
      // joins the reading that is under way, and ends with it
      await world.assertRefused(world.second, UNAVAILABLE);
      world.server.answer = answerKeys([world.second.jwk]);
      world.now += KEYS_LIFE_MS;
      await world.assertAccepted(world.second);
    });

    it(`are unavailable when the server ${fault} from the start, until it answers`, async () => {
      world.server.answer = answer;
      await world.assertRefused(world.first, UNAVAILABLE);
      await world.assertRefused(world.first, UNAVAILABLE);
      assert.equal(world.server.readings, 1);
      world.server.answer = answerKeys([world.first.jwk]);
      world.now += KEYS_COOLDOWN_MS;
      await world.assertAccepted(world.first);
    });
  }

  it('are counted: readings, failures, keys in use and the last success', async () => {
    const registry = new Registry();
    await world.reopen({ observer: new KeyMetrics(registry) });
    await world.assertAccepted(world.first);
    world.server.answer = answerKeys([]);
    world.now += KEYS_COOLDOWN_MS;
    await world.assertRefused(world.second, UNAVAILABLE);
    const text = await registry.metrics();
    for (const line of [
      `leadscore_jwks_refreshes_total{issuer="${ISSUER}",outcome="success"} 1`,
      `leadscore_jwks_refreshes_total{issuer="${ISSUER}",outcome="failure"} 1`,
      `leadscore_jwks_keys{issuer="${ISSUER}"} 1`,
      `leadscore_jwks_last_success_timestamp_seconds{issuer="${ISSUER}"} ${NOW / 1000}`,
    ])
      assert.ok(text.includes(line), line);
  });

  it('are answered while a reading hangs', async () => {
    await world.assertAccepted(world.first);
    let open: ServerResponse | undefined;
    world.server.answer = (response) => {
      open = response;
    };
    world.now += KEYS_LIFE_MS;
    const asked = world.server.nextReading();
    await world.assertAccepted(world.first);
    await asked;
    await world.assertAccepted(world.first);
    assert.equal(open?.destroyed, false);
    assert.equal(world.server.readings, 2);
  });

  it('are read no further than 1 MiB', async () => {
    await world.assertAccepted(world.first);
    const answer = answerBytes(500 * MEBIBYTE);
    world.server.answer = answer;
    world.now += KEYS_COOLDOWN_MS;
    await world.assertRefused(world.second, UNAVAILABLE);
    // the rest is what buffers of both ends hold
    assert.ok(answer.sent < 20 * MEBIBYTE, `${answer.sent}`);
    await world.assertAccepted(world.first);
  });

  it('are read again by themselves', async () => {
    await world.reopen({ lifeMs: 50 });
    await world.assertAccepted(world.first);
    world.server.answer = answerKeys([world.second.jwk]);
    await world.server.nextReading();
    await world.server.nextReading();
    await world.assertAccepted(world.second);
    await world.assertRefused(world.first);
  });

  it('are read once per cool-down for keys that are unknown', async () => {
    await world.assertAccepted(world.first);
    const before = world.server.readings;
    world.now += KEYS_COOLDOWN_MS;
    await Promise.all(Array.from({ length: 20 }, () => world.assertRefused(world.second)));
    world.now += KEYS_COOLDOWN_MS - 1;
    await world.assertRefused(world.second);
    assert.equal(world.server.readings - before, 1);
    world.now += 1;
    world.server.answer = answerKeys([world.first.jwk, world.second.jwk]);
    await world.assertAccepted(world.second);
  });

  it('are read after 30 seconds, one, two and four minutes while the server fails', async () => {
    await world.assertAccepted(world.first);
    world.server.answer = answerText('{}', 503);
    world.now += KEYS_COOLDOWN_MS;
    await world.assertRefused(world.second, UNAVAILABLE);
    for (const seconds of [30, 60, 120, 240, 240]) {
      const before = world.server.readings;
      world.now += seconds * 1000 - 1;
      await world.assertRefused(world.second, UNAVAILABLE);
      assert.equal(world.server.readings, before, `${seconds}`);
      world.now += 1;
      await world.assertRefused(world.second, UNAVAILABLE);
      assert.equal(world.server.readings, before + 1, `${seconds}`);
    }
  });

  it('are read every 30 seconds while there are none', async () => {
    world.server.answer = answerKeys([]);
    for (const count of [1, 2, 3, 4, 5]) {
      await world.assertRefused(world.first, UNAVAILABLE);
      assert.equal(world.server.readings, count);
      world.now += KEYS_COOLDOWN_MS;
    }
    world.server.answer = answerKeys([world.first.jwk]);
    await world.assertAccepted(world.first);
  });

  it('follow a server that flips them', async () => {
    await world.assertAccepted(world.first);
    for (const [old, current] of [
      [world.first, world.second],
      [world.second, world.first],
      [world.first, world.second],
    ] as const) {
      world.server.answer = answerKeys([current.jwk]);
      world.now += KEYS_COOLDOWN_MS;
      await world.assertAccepted(current);
      await world.assertRefused(old);
    }
  });
});
