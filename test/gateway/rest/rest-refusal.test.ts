import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inRestNames } from '../../../gateway/rest/rest-refusal.ts';
import { DomainError } from '../../../platform/errors.ts';
import { refusal } from '../../../platform/refusal.ts';

describe('a refusal in the names of REST', () => {
  for (const [path, name] of [
    ['input.id', 'lead_id'],
    ['leadId', 'lead_id'],
    ['input.source', 'referral_source'],
    ['input.companySize', 'company_size'],
    ['input.features.pageViews', 'page_views'],
    ['input.consents[3].textVersion', 'consents[3].text_version'],
    ['filter.model', 'model'],
    ['idempotencyKey', 'idempotency-key'],
    ['page_views', 'page_views'],
    ['name', 'name'],
  ] as const)
    it(`calls ${path} ${name}`, () => {
      const { code, message } = inRestNames(
        refusal('VALIDATION_FAILED', path, 'input.id: found', 'input.id: found'),
      ) as DomainError;
      assert.equal(code, 'VALIDATION_FAILED');
      assert.equal(message, `${name}: found input.id: found, expected input.id: found`);
    });

  it('is any other error as it is', () => {
    for (const error of [
      new TypeError('input.id: found x'),
      new DomainError('LEAD_NOT_FOUND', 'lead a: found none with this id'),
    ])
      assert.equal(inRestNames(error), error);
  });
});
