import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type LatencySketch,
  mergeLatencies,
  NO_LATENCIES,
  sketchLatencies,
  sketchQuantile,
} from '../../../../../subgraphs/monitoring/traffic/rules/latency-sketch.ts';
import { seededRandom } from '../../../../support/data/random.ts';

const latency = fc.double({ min: 0.001, max: 86_400_000, noNaN: true });
const latencies = fc.array(latency, { maxLength: 100 });

describe('a sketch of latencies', () => {
  it('A sketch of latencies has every quantile within 1 % of the exact one', () => {
    fc.assert(
      fc.property(fc.array(latency, { minLength: 1 }), fc.constantFrom(0, 0.5, 0.95, 0.99, 1), (all, q) => {
        const exact = all.toSorted((a, b) => a - b)[Math.floor(q * (all.length - 1))] as number;
        const found = sketchQuantile(sketchLatencies(all), q) as number;
        assert.ok(Math.abs(found / exact - 1) <= 0.01 + 1e-9, `found ${found}, exact ${exact}`);
      }),
      { seed: 1 },
    );
  });

  it('A sketch of latencies is within 1 % over a million log-normal latencies, in a few hundred numbers', () => {
    const random = seededRandom(1);
    const all = Float64Array.from({ length: 1_000_000 }, () => 2 * Math.exp(random.normal()));
    const sketch = sketchLatencies(all);
    all.sort();
    for (const q of [0.5, 0.95, 0.99, 0.9999]) {
      const exact = all[Math.floor(q * (all.length - 1))] as number;
      assert.ok(Math.abs((sketchQuantile(sketch, q) as number) / exact - 1) <= 0.01, `q ${q}`);
    }
    assert.ok(JSON.stringify(sketch).length < 8_000);
  });

  it('A sketch of latencies is the same merged from parts, in any order and grouping, through JSON', () => {
    const same = (one: LatencySketch, other: LatencySketch) => {
      assert.deepEqual({ ...one, sumMs: 0 }, { ...other, sumMs: 0 });
      assert.ok(Math.abs(one.sumMs - other.sumMs) <= 1e-9 * one.sumMs);
    };
    fc.assert(
      fc.property(latencies, latencies, latencies, (a, b, c) => {
        const [x, y, z] = [a, b, c].map(sketchLatencies) as [LatencySketch, LatencySketch, LatencySketch];
        const whole = sketchLatencies([...a, ...b, ...c]);
        same(mergeLatencies([x, y, z]), whole);
        same(mergeLatencies([z, mergeLatencies([y, x])]), whole);
        same(JSON.parse(JSON.stringify(whole)), whole);
      }),
      { seed: 1 },
    );
  });

  it('A sketch of latencies is defined for nothing, for 0 and for the longest, and refuses what is no latency', () => {
    assert.deepEqual(sketchLatencies([]), NO_LATENCIES);
    assert.deepEqual(mergeLatencies([]), NO_LATENCIES);
    assert.equal(sketchQuantile(NO_LATENCIES, 0.5), undefined);
    assert.equal(sketchQuantile(sketchLatencies([0, 0]), 0.5), 0);
    assert.equal(sketchQuantile(sketchLatencies([Number.POSITIVE_INFINITY]), 1), 86_400_000);
    assert.throws(() => sketchLatencies([-1]), RangeError);
    assert.throws(() => sketchLatencies([Number.NaN]), RangeError);
    assert.throws(() => sketchQuantile(NO_LATENCIES, 1.5), RangeError);
  });
});
