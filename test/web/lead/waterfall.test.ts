import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  inProbability,
  logOddsOf,
  probabilityOf,
  roundedLengths,
  waterfall,
} from '../../../web/src/lead/explanation/waterfall.ts';
import { assertClose } from '../../support/data/close-to.ts';

const PARTS = [
  { key: 'calls', contribution: 0.2 },
  { key: 'age', contribution: -0.9 },
  { key: 'meetings', contribution: 0.5 },
];

describe('the bars of a score', () => {
  it('go from the base to the score, strongest first, with the rest in one', () => {
    const { bars, rest } = waterfall(-1, -1.2, PARTS, 2);
    assert.deepEqual(
      bars.map(({ key }) => key),
      ['age', 'meetings'],
    );
    assert.equal(bars[0]?.from, -1);
    assertClose(bars[1]?.to ?? Number.NaN, -1.4);
    assertClose(rest.from, -1.4);
    assert.equal(rest.to, -1.2);
  });

  it('add up exactly as they are shown, in both units and however they are rounded', () => {
    const values = fc.double({ min: -4, max: 4, noNaN: true });
    const parts = fc.array(values, { maxLength: 20 });
    fc.assert(
      fc.property(values, parts, fc.integer({ min: 0, max: 20 }), (start, contributions, shown) => {
        const keyed = contributions.map((contribution, index) => ({ key: String(index), contribution }));
        const end = contributions.reduce((total, part) => total + part, start);
        const inLogOdds = waterfall(start, end, keyed, shown);
        for (const [drawn, scale, ends] of [
          [inLogOdds, 100, [start, end]],
          [inProbability(inLogOdds), 1_000, [probabilityOf(start), probabilityOf(end)]],
        ] as const) {
          const all = [...drawn.bars, drawn.rest];
          const sum = roundedLengths(all, Math.log10(scale)).reduce((total, length) => total + length, 0);
          const [from, to] = ends.map((value) => Math.round(value * scale)) as [number, number];
          assert.equal(Math.round(sum * scale) + 0, to - from + 0);
        }
      }),
    );
  });

  it('lie within their range, which is never empty', () => {
    const { range, rest } = waterfall(0, 0, [], 8);
    assert.ok(range[0] < rest.from && rest.to < range[1]);
  });
});

describe('log-odds', () => {
  it('are ln(p / (1 − p)), and the logistic function brings the probability back', () => {
    assertClose(logOddsOf(0.8), Math.log(4), 1e-12);
    assertClose(logOddsOf(0.5), 0);
    assertClose(probabilityOf(logOddsOf(0.6046292660781374)), 0.6046292660781374, 1e-12);
  });
});
