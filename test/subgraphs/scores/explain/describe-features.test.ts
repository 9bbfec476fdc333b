import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FEATURES, type FeatureVector } from '../../../../lake/features/features.ts';
import { describeFeature, describeFeatures } from '../../../../subgraphs/scores/explain/describe-features.ts';

const MISSING = Object.fromEntries(FEATURES.map(({ name }) => [name, null])) as FeatureVector;

test('A described feature has an id of its value: equal for equal values, and for no others', () => {
  const vectors = [{ meetings: 3, industry: 'TRADING' }, { meetings: 3, industry: 'null' }, { meetings: 3.5 }];
  const described = vectors.flatMap((vector) => describeFeatures({ ...MISSING, ...vector }));
  for (const one of described)
    for (const other of described)
      assert.equal(one.id === other.id, JSON.stringify({ ...one, id: '' }) === JSON.stringify({ ...other, id: '' }));
  assert.equal(describeFeature('meetings', 3).id, 'meetings=3');
  assert.equal(describeFeature('industry', null).id, 'industry=null');
  assert.equal(describeFeature('industry', 'null').id, 'industry="null"');
});
