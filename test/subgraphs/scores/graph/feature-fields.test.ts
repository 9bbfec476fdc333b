import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FEATURES } from '../../../../lake/features/features.ts';
import { fieldName, givenFeatures } from '../../../../subgraphs/scores/graph/feature-fields.ts';

describe('feature fields', () => {
  it('feature fields are named in camel case, each for one feature', () => {
    assert.deepEqual(['company_size', 'interactions_7d', 'industry'].map(fieldName), [
      'companySize',
      'interactions7d',
      'industry',
    ]);
    assert.equal(new Set(FEATURES.map(({ name }) => fieldName(name))).size, FEATURES.length);
  });

  it('feature fields give features; null is not given', () => {
    const given = givenFeatures({ pageViews: 3, industry: null, createdAt: 5 });
    assert.deepEqual(given, { features: { page_views: 3 }, createdAt: 5 });
    assert.equal(givenFeatures({ pageViews: null }).features, undefined);
  });

  it('feature fields refuse both createdAt and leadAge', () => {
    assert.throws(() => givenFeatures({ leadAge: 1, createdAt: 1 }), { code: 'VALIDATION_FAILED' });
  });
});
