import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeDelivery } from '../../../../subgraphs/shared/webhooks/delivery-rule.ts';

const NOW = Date.UTC(2026, 10, 22);
const REFUSED = { status: 503, error: 'found HTTP status 503, expected 2xx' };

describe('how a delivery goes on', () => {
  test('is over once the receiver took it', () => {
    assert.deepEqual(judgeDelivery({ status: 204 }, 1, NOW), { state: 'DELIVERED', retryAt: undefined });
  });

  test('is three more attempts, each after a longer pause', () => {
    const pauses = [1, 2, 3, 4].map((attempts) => judgeDelivery(REFUSED, attempts, NOW));
    assert.deepEqual(pauses, [
      { state: 'PENDING', retryAt: NOW + 1_000 },
      { state: 'PENDING', retryAt: NOW + 5_000 },
      { state: 'PENDING', retryAt: NOW + 25_000 },
      { state: 'FAILED', retryAt: undefined },
    ]);
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
