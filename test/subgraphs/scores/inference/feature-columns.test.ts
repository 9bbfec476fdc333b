import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR } from '../../../../lake/features/features.ts';
import { packFeatures, unpackFeatures } from '../../../../subgraphs/scores/inference/feature-columns.ts';

describe('feature columns', () => {
  it('feature columns unpack to the vectors that were packed, missing values included', () => {
    const vectors = [
      EMPTY_FEATURE_VECTOR,
      { ...EMPTY_FEATURE_VECTOR, page_views: 0, lead_age: 0.1 + 0.2, industry: 'TRADING' },
      { ...EMPTY_FEATURE_VECTOR, company_size: 1e9, country: 'AE', licence_type: '' },
    ];
    assert.deepEqual(unpackFeatures(packFeatures(vectors)), vectors);
  });

  it('feature columns are empty for no vectors', () => {
    assert.deepEqual(unpackFeatures(packFeatures([])), []);
  });
});
