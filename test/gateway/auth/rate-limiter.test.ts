import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RateLimiter } from '../../../gateway/auth/rate-limiter.ts';

describe('RateLimiter', () => {
  it('lets a minute’s worth through at once, then as many as refill, and says when to come back', () => {
    let now = 0;
    const limiter = new RateLimiter(3, () => now);
    const consume = () => limiter.consume('a');
    assert.deepEqual([consume(), consume(), consume()], [undefined, undefined, undefined]);
    assert.deepEqual(consume(), { limitPerMinute: 3, retryAfterSeconds: 20 });
    now = 19_000;
    assert.deepEqual(consume(), { limitPerMinute: 3, retryAfterSeconds: 1 });
    now = 20_000;
    assert.equal(consume(), undefined);
    assert.equal(consume()?.retryAfterSeconds, 20);
  });

  it('counts each key separately', () => {
    const limiter = new RateLimiter(1, () => 0);
    assert.equal(limiter.consume('a'), undefined);
    assert.equal(limiter.consume('b'), undefined);
    assert.ok(limiter.consume('a'));
  });

  it('looks without taking', () => {
    const limiter = new RateLimiter(1, () => 0);
    assert.equal(limiter.peek('a'), undefined);
    limiter.consume('a');
    assert.equal(limiter.peek('a')?.retryAfterSeconds, 60);
  });

  it('limits nothing at 0', () => {
    const limiter = new RateLimiter(0, () => 0);
    for (let count = 0; count < 1_000; count++) assert.equal(limiter.consume('a'), undefined);
  });

  it('never lets more than a minute’s worth and the refill through, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.integer({ min: 0, max: 5_000 })), (limit, gaps) => {
        let now = 0;
        const limiter = new RateLimiter(limit, () => now);
        let passed = 0;
        for (const gap of gaps) {
          now += gap;
          if (!limiter.consume('a')) passed++;
        }
        assert.ok(passed <= limit + (limit * now) / 60_000 + 1e-6);
      }),
      { seed: 7 },
    );
  });

  it('begins anew when the clock was set back', () => {
    let now = 7_200_000;
    const limiter = new RateLimiter(1, () => now);
    limiter.consume('a');
    now = 0;
    assert.equal(limiter.peek('a'), undefined);
    assert.equal(limiter.consume('a'), undefined);
    assert.equal(limiter.consume('a')?.retryAfterSeconds, 60);
  });
});
