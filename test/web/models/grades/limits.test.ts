import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areEqual, draftLimits, limitFaults, limitsOf } from '../../../../web/src/models/grades/limits.ts';

describe('limits between grades', () => {
  it('are percentages in the form, and come back exactly', () => {
    const limits = { a: 0.4, b: 0.2, c: 0.08 };
    assert.deepEqual(draftLimits(limits), { a: '40', b: '20', c: '8' });
    assert.deepEqual(limitsOf(draftLimits(limits)), limits);
    assert.deepEqual(limitsOf({ a: '33.33', b: '0.07', c: '0.06' }), { a: 0.3333, b: 0.0007, c: 0.0006 });
  });

  it('are none unless each is below the one before, between 0 and 100', () => {
    for (const [a, b, c] of [
      ['100', '20', '8'],
      ['40', '40', '8'],
      ['40', '20', '0'],
      ['', '20', '8'],
      ['x', '20', '8'],
    ] as const)
      assert.equal(limitsOf({ a, b, c }), undefined);
  });

  it('name the field at fault', () => {
    assert.deepEqual([...limitFaults({ a: '40', b: '50', c: '8' })], ['b']);
    assert.deepEqual([...limitFaults({ a: '40', b: '20', c: '' })], ['c']);
    assert.deepEqual([...limitFaults({ a: '40', b: '20', c: '8' })], []);
  });

  it('are equal in spite of rounding', () => {
    assert.ok(areEqual({ a: 0.3, b: 0.2, c: 0.1 }, { a: 0.1 + 0.2, b: 0.2, c: 0.1 }));
    assert.ok(!areEqual({ a: 0.3, b: 0.2, c: 0.1 }, { a: 0.3001, b: 0.2, c: 0.1 }));
  });
});
