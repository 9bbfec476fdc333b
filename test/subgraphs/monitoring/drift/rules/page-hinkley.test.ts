import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PageHinkley } from '../../../../../subgraphs/monitoring/drift/rules/page-hinkley.ts';
import { seededRandom } from '../../../../support/data/random.ts';
import { riverStream } from '../../../../support/data/river-stream.ts';

describe('the Page–Hinkley test', () => {
  it('The Page–Hinkley test finds what River finds when its sums do not fade', () => {
    // River 0.26.1: PageHinkley(min_instances=30, delta=0.05, threshold=5, alpha=1, mode='both')
    const detector = new PageHinkley({ tolerance: 0.05, threshold: 5 });
    const found = riverStream(3_000).flatMap((value, i) => {
      const change = detector.add(value);
      return change ? [[i, change]] : [];
    });
    assert.deepEqual(found, [
      [718, 'UP'],
      [1509, 'DOWN'],
    ]);
  });

  it('The Page–Hinkley test is the largest rise and fall of the cumulative sums', () => {
    const random = seededRandom(1);
    const detector = new PageHinkley({ scale: 2, tolerance: 0.1, threshold: 1e9 });
    const [up, down] = [[0], [0]];
    let mean = 0;
    for (let n = 1; n <= 500; n += 1) {
      const value = random.normal();
      mean += (value - mean) / n;
      up.push((up.at(-1) as number) + (value - mean) / 2 - 0.1);
      down.push((down.at(-1) as number) + (value - mean) / 2 + 0.1);
      detector.add(value);
      const { rise, fall } = detector.toJSON();
      assert.ok(Math.abs(rise - ((up.at(-1) as number) - Math.min(...up))) < 1e-9);
      assert.ok(Math.abs(fall - (Math.max(...down) - (down.at(-1) as number))) < 1e-9);
    }
  });

  it('The Page–Hinkley test finds a shift by half a standard deviation soon, in either direction', () => {
    for (const [shift, expected] of [
      [0.5, 'UP'],
      [-0.5, 'DOWN'],
    ] as const) {
      const delays = Array.from({ length: 40 }, (_, seed) => {
        const random = seededRandom(seed);
        const detector = new PageHinkley({ scale: 0.2 });
        for (let i = 0; i < 1_000; i += 1) assert.equal(detector.add(0.4 + 0.2 * random.normal()), undefined);
        for (let i = 0; i < 1_000; i += 1) {
          const change = detector.add(0.4 + 0.2 * (random.normal() + shift));
          if (change) return change === expected ? i : assert.fail(change);
        }
        return assert.fail('nothing found');
      });
      assert.ok((delays.sort((a, b) => a - b)[20] as number) < 150, `median delay ${delays[20]}`);
    }
  });

  it('The Page–Hinkley test alarms less than once in 100,000 values that do not change', () => {
    const random = seededRandom(2);
    let alarms = 0;
    for (let run = 0; run < 20; run += 1) {
      const detector = new PageHinkley();
      for (let i = 0; i < 10_000; i += 1) alarms += Number(detector.add(random.normal()) !== undefined);
    }
    assert.ok(alarms <= 2, `${alarms} in 200,000`);
  });

  it('The Page–Hinkley test continues from its stored state as if it had never stopped', () => {
    const random = seededRandom(3);
    let stored = new PageHinkley();
    const running = new PageHinkley();
    let changes = 0;
    for (let i = 0; i < 2_000; i += 1) {
      const value = random.normal() + (i < 1_000 ? 0 : 1);
      stored = new PageHinkley({}, JSON.parse(JSON.stringify(stored)));
      const change = running.add(value);
      changes += Number(change !== undefined);
      assert.equal(stored.add(value), change);
    }
    assert.equal(changes, 1);
  });

  it('The Page–Hinkley test says nothing before it has its values, and refuses what is out of range', () => {
    const detector = new PageHinkley({ threshold: 0.1, tolerance: 0, leastValues: 5 });
    const changes = [0, 9, 0, 9, 9].map((value) => detector.add(value));
    assert.deepEqual(changes, [undefined, undefined, undefined, undefined, 'UP']);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => detector.add(value), RangeError);
    assert.throws(() => new PageHinkley({ scale: 0 }), RangeError);
    assert.throws(() => new PageHinkley({ threshold: -1 }), RangeError);
  });
});
