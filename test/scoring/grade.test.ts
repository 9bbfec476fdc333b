import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_GRADE_POLICY, grade } from '../../scoring/grade.ts';

describe('grade', () => {
  it('gives the best grade whose cut-point is reached', () => {
    const { limits } = DEFAULT_GRADE_POLICY;
    const cases = { 1: 'A', 0.4: 'A', 0.3999: 'B', 0.2: 'B', 0.1999: 'C', 0.08: 'C', 0.0799: 'D', 0: 'D' };
    for (const [probability, expected] of Object.entries(cases))
      assert.equal(grade(Number(probability), limits), expected);
  });
});
