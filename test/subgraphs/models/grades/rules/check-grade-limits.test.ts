import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { DomainError } from '../../../../../platform/errors.ts';
import { DEFAULT_GRADE_POLICY, type GradeLimits } from '../../../../../scoring/grade.ts';
import { checkGradeLimits } from '../../../../../subgraphs/models/grades/rules/check-grade-limits.ts';

const fieldsOf = (limits: GradeLimits): unknown => {
  try {
    checkGradeLimits(limits);
  } catch (error) {
    const { code, extensions } = error as DomainError;
    assert.equal(code, 'VALIDATION_FAILED');
    return extensions.fields;
  }
  return [];
};

describe('checkGradeLimits', () => {
  it('checkGradeLimits accepts the default limits', () => {
    assert.deepEqual(fieldsOf(DEFAULT_GRADE_POLICY.limits), []);
  });

  it('checkGradeLimits names every limit at fault', () => {
    assert.deepEqual(fieldsOf({ A: 1, B: 0, C: -0.1 }), ['limits.a', 'limits.b', 'limits.c']);
    assert.deepEqual(fieldsOf({ A: Number.NaN, B: Number.POSITIVE_INFINITY, C: 0.1 }), ['limits.a', 'limits.b']);
    assert.deepEqual(fieldsOf({ A: 0.2, B: 0.4, C: 0.1 }), ['limits.b']);
    assert.deepEqual(fieldsOf({ A: 0.4, B: 0.2, C: 0.2 }), ['limits.c']);
    assert.deepEqual(fieldsOf({ A: 0.4, B: 0.5, C: 0.6 }), ['limits.b', 'limits.c']);
  });

  it('checkGradeLimits accepts exactly the limits that fall strictly within 0 and 1', () => {
    const edge = fc.constantFrom(0, 1, 0.5, Number.NaN, -1, 2, Number.MIN_VALUE, 1 - Number.EPSILON);
    const limit = fc.oneof(edge, fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(limit, limit, limit, (A, B, C) => {
        assert.equal((fieldsOf({ A, B, C }) as readonly string[]).length === 0, 1 > A && A > B && B > C && C > 0);
      }),
    );
  });
});
