import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { usual } from '../../../lake/expectations/common-expectations.ts';
import type { Expectation } from '../../../lake/expectations/expectation.ts';
import { judgeExpectation, type PastResult } from '../../../lake/expectations/judge-expectation.ts';

const RULE: Expectation = {
  name: 'share',
  description: 'A share.',
  severity: 'WARN',
  measure: { kind: 'NULL_SHARE', columns: ['x'] },
  threshold: { kind: 'FIXED', greatest: 0.1 },
};
const LEARNT: Expectation = { ...RULE, threshold: usual('BOTH', 0.05) };
const GROWTH: Expectation = { ...RULE, measure: { kind: 'ROW_GROWTH' }, threshold: { kind: 'FIXED', least: 1 } };

const THEN = { version: 1, checkedAt: 0 };

const figures = (share: number | null, rows = 100, passedRows: number | null = null) => ({
  rows,
  passedRows,
  values: { share },
  rowsBeside: {},
});
const past = (count: number, found: number | null, status: PastResult['status'] = 'PASSED', rows = 100) =>
  Array.from({ length: count }, (): PastResult => ({ ...THEN, status, found, rows }));
const statusOf = (rule: Expectation, share: number | null, results: readonly PastResult[] = [], rows = 100) =>
  judgeExpectation(rule, figures(share, rows), results).status;

describe('a judgement', () => {
  test('A figure on a fixed bound passes, one beyond fails, none is insufficient', () => {
    assert.deepEqual(
      [0, 0.1, 0.1001, null, Number.NaN].map((share) => statusOf(RULE, share)),
      ['PASSED', 'PASSED', 'FAILED', 'INSUFFICIENT', 'INSUFFICIENT'],
    );
  });

  test('Bounds are learnt from ten figures on, and failures teach nothing', () => {
    assert.equal(statusOf(LEARNT, 0.9, past(9, 0.2)), 'INSUFFICIENT');
    assert.equal(statusOf(LEARNT, 0.9, past(10, 0.2)), 'FAILED');
    assert.equal(statusOf(LEARNT, 0.9, [...past(50, 0.9, 'FAILED'), ...past(10, 0.2)]), 'FAILED');
    assert.equal(statusOf(LEARNT, 0.2, [...past(50, 0.9, 'FAILED'), ...past(10, 0.2)]), 'PASSED');
    assert.equal(statusOf(LEARNT, 0.9, [...past(50, null), ...past(9, 0.2)]), 'INSUFFICIENT');
  });

  test('Growth of a gate is that since its table passed, that of a warning since the last check', () => {
    const history = past(1, 0.5, 'FAILED', 50);
    const gate: Expectation = { ...GROWTH, severity: 'GATE' };
    assert.equal(judgeExpectation(gate, figures(null, 50, 100), history).found, 0.5);
    assert.equal(judgeExpectation(GROWTH, figures(null, 50, 100), history).found, 1);
    assert.equal(judgeExpectation(gate, figures(null, 50), history).status, 'INSUFFICIENT');
    assert.equal(statusOf(GROWTH, null, []), 'INSUFFICIENT');
    assert.equal(statusOf(GROWTH, null, past(1, 1, 'PASSED', 0)), 'INSUFFICIENT');
  });

  test('A fixed bound is widened to an accepted figure, and narrows as the figure gets better', () => {
    const status = (share: number, results: readonly PastResult[] = []) =>
      judgeExpectation(RULE, figures(share), results, 0.4).status;
    assert.deepEqual(
      [0.05, 0.4, 0.41].map((share) => status(share)),
      ['PASSED', 'PASSED', 'FAILED'],
    );
    assert.deepEqual(
      [0.3, 0.31].map((share) => status(share, past(1, 0.3))),
      ['PASSED', 'FAILED'],
    );
    assert.equal(status(0.35, [...past(1, 0.35, 'FAILED'), ...past(1, 0.3)]), 'FAILED');
    assert.deepEqual(
      [0.1, 0.11].map((share) => status(share, past(1, 0.02))),
      ['PASSED', 'FAILED'],
    );
  });

  test('A share of rows is that of this table among those beside it', () => {
    const rule: Expectation = { ...RULE, measure: { kind: 'ROW_SHARE', beside: ['silver/leads', 'silver/outcomes'] } };
    const { found } = judgeExpectation(rule, { ...figures(null, 5), rowsBeside: { 'silver/leads': 95 } }, []);
    assert.equal(found, 0.05);
    assert.equal(judgeExpectation(rule, figures(null, 0), []).found, null);
  });

  test('A verdict does not depend on the order of the past, nor on the unit of figures', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 10, maxLength: 60 }),
        share,
        fc.integer({ min: 1, max: 20 }),
        (all, next, by) => {
          const results = all.map((found): PastResult => ({ ...THEN, status: 'PASSED', found, rows: 1 }));
          const { status, least, greatest } = judgeExpectation(LEARNT, figures(next), results);
          assert.equal(status, statusOf(LEARNT, next, results.toReversed()));
          assert.equal(status === 'PASSED', next >= (least as number) && next <= (greatest as number));
          const scaled = { ...LEARNT, threshold: usual('BOTH', 0.05 * 2 ** by) };
          const larger = results.map((each) => ({ ...each, found: (each.found as number) * 2 ** by }));
          // powers of two: rounding is the same
          assert.equal(statusOf(scaled, next * 2 ** by, larger), status);
        },
      ),
    );
  });
});
