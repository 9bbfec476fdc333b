import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CircuitBreaker } from '../../../../../gateway/federation/sources/remote/circuit-breaker.ts';

const OPTIONS = { failures: 3, coolDownMs: 100, maxCoolDownMs: 300 };

/** A breaker that failures opened at time 0. */
function opened(): CircuitBreaker {
  const breaker = new CircuitBreaker(OPTIONS);
  for (let failure = 0; failure < OPTIONS.failures; failure++) breaker.failed(0);
  assert.equal(breaker.state, 'open');
  return breaker;
}

describe('a circuit breaker', () => {
  it('opens after failures in a row, and only then says so', () => {
    const breaker = new CircuitBreaker(OPTIONS);
    assert.deepEqual(
      [breaker.failed(0), breaker.failed(0), breaker.failed(0), breaker.failed(0)],
      [false, false, true, false],
    );
    assert.equal(breaker.permits(0), false);
  });

  it('stays closed while answers come between failures', () => {
    const breaker = new CircuitBreaker(OPTIONS);
    for (let round = 0; round < 10; round++) {
      breaker.failed(0);
      breaker.failed(0);
      breaker.succeeded();
    }
    assert.equal(breaker.state, 'closed');
    assert.equal(breaker.permits(0), true);
  });

  it('lets one probe through after the cool-down, and no other meanwhile', () => {
    const breaker = opened();
    assert.deepEqual([breaker.permits(99), breaker.permits(100), breaker.permits(101)], [false, true, false]);
    assert.equal(breaker.state, 'half-open');
  });

  it('closes when the probe succeeds', () => {
    const breaker = opened();
    breaker.permits(100);
    breaker.succeeded();
    assert.equal(breaker.permits(101), true);
    assert.equal(breaker.failed(102), false);
  });

  it('opens for twice as long when the probe fails, up to the longest cool-down', () => {
    const breaker = opened();
    let now = 0;
    for (const coolDownMs of [100, 200, 300, 300]) {
      assert.equal(breaker.permits(now + coolDownMs - 1), false);
      now += coolDownMs;
      assert.equal(breaker.permits(now), true);
      assert.equal(breaker.failed(now), true);
    }
  });

  it('starts with the short cool-down again after it closed', () => {
    const breaker = opened();
    breaker.permits(100);
    breaker.failed(100);
    breaker.permits(300);
    breaker.succeeded();
    for (let failure = 0; failure < OPTIONS.failures; failure++) breaker.failed(1_000);
    assert.equal(breaker.permits(1_100), true);
  });

  it('makes the next request the probe when the first was abandoned', () => {
    const breaker = opened();
    breaker.permits(100);
    breaker.abandoned();
    assert.deepEqual([breaker.permits(101), breaker.permits(102)], [true, false]);
  });

  it('does not close because an answer from before comes late', () => {
    const breaker = opened();
    breaker.succeeded();
    assert.equal(breaker.state, 'open');
  });
});
