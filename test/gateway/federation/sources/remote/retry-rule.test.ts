import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type FailedAttempt, retryPauseMs } from '../../../../../gateway/federation/sources/remote/retry-rule.ts';

const FAILED: FailedAttempt = { kind: 'query', fault: 'connection', attempt: 0, retries: 2, timeLeftMs: 5_000 };

describe('the retry rule', () => {
  it('doubles the longest pause with each attempt, up to a second', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6].map((attempt) => retryPauseMs({ ...FAILED, attempt, retries: 10 }, 1));
    assert.deepEqual(pauses, [50, 100, 200, 400, 800, 1_000, 1_000]);
  });

  it('takes any pause up to the longest, by chance', () => {
    assert.equal(retryPauseMs({ ...FAILED, attempt: 1 }, 0), 0);
    assert.equal(retryPauseMs({ ...FAILED, attempt: 1 }, 0.25), 25);
  });

  it('never sends a mutation again', () => {
    for (const fault of ['connection', 'busy'] as const)
      assert.equal(retryPauseMs({ ...FAILED, kind: 'mutation', fault }, 0), undefined);
  });

  it('sends again after a broken connection or a busy answer only', () => {
    const faults = ['connection', 'busy', 'timeout', 'unreadable', 'abandoned'] as const;
    assert.deepEqual(
      faults.filter((fault) => retryPauseMs({ ...FAILED, fault }, 0) !== undefined),
      ['connection', 'busy'],
    );
  });

  it('never waits longer than there is time, nor more often than is allowed', () => {
    const attempts = fc.record({
      kind: fc.constant('query' as const),
      fault: fc.constant('busy' as const),
      attempt: fc.nat(12),
      retries: fc.nat(10),
      timeLeftMs: fc.double({ min: -100, max: 2_000, noNaN: true }),
    });
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(attempts, chance, (failed, random) => {
        const pauseMs = retryPauseMs(failed, random);
        if (pauseMs === undefined) return failed.attempt >= failed.retries || failed.timeLeftMs <= 1_000;
        return failed.attempt < failed.retries && pauseMs >= 0 && pauseMs < failed.timeLeftMs;
      }),
      { seed: 3 },
    );
  });
});
