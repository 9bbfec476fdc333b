import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCompanySize } from '../../../gateway/rest/company-size.ts';
import { DomainError } from '../../../platform/errors.ts';

describe('parseCompanySize', () => {
  for (const [given, employees] of [
    [42, 42],
    [0, 0],
    ['42', 42],
    ['1,200', 1200],
    ['11-50', 31],
    ['1 – 10', 6],
    ['1,001-5,000', 3001],
    ['500+', 750],
    ['10,000 +', 15_000],
    ['MICRO', 5],
    ['small', 30],
    [' Medium ', 150],
    ['LARGE', 375],
  ] as const) {
    it(`${JSON.stringify(given)} is ${employees} employees`, () => assert.equal(parseCompanySize(given), employees));
  }

  for (const text of ['', 'many', '50-11', '-5', '1e3', '11-', '+500', '1,20', 'constructor', 'NaN', '9'.repeat(80)]) {
    it(`refuses ${JSON.stringify(text.slice(0, 12))}`, () => {
      assert.throws(
        () => parseCompanySize(text),
        (error) => error instanceof DomainError && error.message.startsWith('company_size: found '),
      );
    });
  }
});
