import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeDelivery } from '../../../platform/webhooks/delivery-rule.ts';

const NOW = Date.UTC(2026, 10, 22);
const REFUSED = { status: 503, error: 'found HTTP status 503, expected 2xx' };

describe('how a delivery goes on', () => {
  test('is over once the receiver took it', () => {
    assert.deepEqual(judgeDelivery({ status: 204 }, 1, NOW), { state: 'DELIVERED', retryAt: undefined });
  });

  /** Pauses of a receiver that refuses everything, ms, until it is given up. */
  const pausesOf = (chance: number): number[] => {
    const pauses: number[] = [];
    for (;;) {
      const { state, retryAt } = judgeDelivery(REFUSED, pauses.length + 1, NOW, undefined, chance);
      if (state === 'FAILED') return pauses;
      pauses.push((retryAt as number) - NOW);
    }
  };

  test('is further attempts for a day, after longer and longer pauses of an hour at most', () => {
    const MINUTE = 60_000;
    assert.deepEqual(
      pausesOf(0).slice(0, 7),
      [1_000, 5_000, 25_000, 2, 10, 30, 50].map((each) => (each < 100 ? each * MINUTE : each)),
    );
    for (const chance of [0, 0.5, 1]) {
      const pauses = pausesOf(chance);
      const hours = pauses.reduce((sum, pause) => sum + pause, 0) / (60 * MINUTE);
      assert.ok(hours >= 24 && hours <= 29, `${hours} h`);
      assert.ok(pauses.every((pause, at) => pause <= 60 * MINUTE && pause >= (pauses[at - 1] ?? 0)));
    }
  });

  test('is not at one moment for everyone: pauses of a minute and more differ by up to a fifth', () => {
    const [none, most] = [pausesOf(0), pausesOf(1)];
    assert.deepEqual(most.slice(0, 3), none.slice(0, 3));
    for (const [at, pause] of none.entries()) if (at >= 3) assert.equal(most[at], pause * 1.2);
  });

  test('waits as long as the receiver asks for, but not less than the pause and not more than five minutes', () => {
    const retryAt = (retryAfterMs: number) => judgeDelivery({ ...REFUSED, retryAfterMs }, 1, NOW).retryAt;
    assert.deepEqual([10, 20_000, 86_400_000].map(retryAt), [NOW + 1_000, NOW + 20_000, NOW + 300_000]);
  });

  test('is no more attempt at a receiver that says it is gone', () => {
    assert.equal(judgeDelivery({ status: 410, error: 'gone' }, 1, NOW).state, 'FAILED');
  });

  test('treats no answer as it treats a refusal', () => {
    assert.equal(judgeDelivery({ error: 'found no answer (ECONNREFUSED)' }, 1, NOW).retryAt, NOW + 1_000);
  });
});
