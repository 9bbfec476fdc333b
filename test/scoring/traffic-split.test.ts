import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createTrafficSplit } from '../../scoring/traffic-split.ts';
import { chiSquareTail } from '../../statistics/chi-square-distribution.ts';
import { hashedPoint } from '../../statistics/hashed-point.ts';
import { murmurHash } from '../../statistics/murmur-hash.ts';

const MILLION = 1_000_000;
const twoWay = (share: number, salt = 'rollout-1') =>
  createTrafficSplit(salt, [
    { name: 'challenger', share },
    { name: 'champion', share: 1 - share },
  ]);

/** p-value of the hypothesis that all cells are equally likely. */
function uniformP(counts: Float64Array, degreesOfFreedom: number): number {
  const expected = MILLION / counts.length;
  return chiSquareTail(
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0),
    degreesOfFreedom,
  );
}

describe('the hash of the traffic split', () => {
  it('is MurmurHash3, as the reference implementation has it', () => {
    const golden = [
      ['', 0, 0],
      ['', 1, 0x514e28b7],
      ['a', 1, 1485495528],
      ['ab', 1, 3087506246],
      ['abc', 1, 2859854335],
      ['hello', 0, 0x248bfa47],
      ['aaaa', 0x9747b28c, 0x5a97808a],
      ['The quick brown fox jumps over the lazy dog', 0, 0x2e4ff723],
      ['é—漢😀', 7, 3931952571],
      ['lead-1', 0xffffffff, 2566871715],
    ] as const;
    for (const [text, seed, expected] of golden) assert.equal(murmurHash(text, seed), expected, text);
  });

  it('puts a lead at a point that never changes', () => {
    assert.equal(hashedPoint('rollout-7', 'lead-1'), murmurHash('lead-1', murmurHash('rollout-7', 0)) / 2 ** 32);
    assert.equal(hashedPoint('rollout-7', 'lead-1'), 0.9252578925807029);
    assert.equal(hashedPoint('rollout-7', 'lead-2'), 0.25591655378229916);
  });

  it('is uniform over a million leads: shares, and χ² over 1,000 cells', () => {
    for (const salt of ['rollout-1', 'rollout-2']) {
      const cells = new Float64Array(1000);
      for (let i = 0; i < MILLION; i += 1) {
        const cell = Math.floor(hashedPoint(salt, `lead-${i}`) * 1000);
        cells[cell] = (cells[cell] as number) + 1;
      }
      const tenth = cells.subarray(0, 100).reduce((sum, count) => sum + count, 0) / MILLION;
      assert.ok(Math.abs(tenth - 0.1) < 0.001, `found a share of ${tenth}`);
      assert.ok(uniformP(cells, 999) > 0.001);
    }
  });

  it('draws leads anew under another salt: χ² over 20 × 20 cells', () => {
    const cells = new Float64Array(400);
    for (let i = 0; i < MILLION; i += 1) {
      const id = `lead-${i}`;
      const [row, column] = [Math.floor(hashedPoint('a', id) * 20), Math.floor(hashedPoint('b', id) * 20)];
      cells[row * 20 + column] = (cells[row * 20 + column] as number) + 1;
    }
    assert.ok(uniformP(cells, 399) > 0.001);
  });
});

describe('a traffic split', () => {
  it('never takes a lead from the challenger while its share grows', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.string(), share, share, (leadId, one, other) => {
        const before = twoWay(Math.min(one, other))(leadId);
        const after = twoWay(Math.max(one, other))(leadId);
        assert.ok(before === 'champion' || after === 'challenger');
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('gives the same answer in another split of the same salt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (leadId) => assert.equal(twoWay(0.3)(leadId), twoWay(0.3)(leadId))),
      { seed: 1 },
    );
  });

  it('sends nobody to a share of 0 and everybody to a share of 1', () => {
    for (let i = 0; i < 1000; i += 1) {
      assert.equal(twoWay(0)(`lead-${i}`), 'champion');
      assert.equal(twoWay(1)(`lead-${i}`), 'challenger');
    }
  });

  it('serves several arms in the order given', () => {
    const shares = [0.2, 0.3, 0.5].map((share, i) => ({ name: `arm-${i}`, share }));
    const split = createTrafficSplit('test', shares);
    const counts = new Map<string, number>();
    for (let i = 0; i < 100_000; i += 1) {
      const arm = split(`lead-${i}`);
      counts.set(arm, (counts.get(arm) ?? 0) + 1);
    }
    for (const { name, share } of shares) assert.ok(Math.abs((counts.get(name) ?? 0) / 100_000 - share) < 0.005, name);
  });

  it('refuses shares that are out of range or do not sum to 1', () => {
    const split = (...shares: number[]) =>
      createTrafficSplit(
        'test',
        shares.map((share, i) => ({ name: `${i}`, share })),
      );
    assert.throws(() => split(0.5, 0.4), /found a sum of 0.9, expected 1/);
    assert.throws(() => split(-0.1, 1.1), RangeError);
    assert.throws(() => split(Number.NaN, 1), RangeError);
    assert.throws(() => split(), RangeError);
  });
});
