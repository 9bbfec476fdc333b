import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type FeatureQuality,
  qualityFindings,
  referenceMissingShares,
} from '../../../web/src/monitoring/quality/quality-findings.ts';

const feature = (change: Partial<FeatureQuality> = {}): FeatureQuality => ({
  feature: 'country',
  rows: 100,
  missingShare: 0.2,
  cardinality: 5,
  outOfRangeByQuartiles: 0,
  unseenRows: 0,
  ...change,
});

test('A feature like its reference has no finding', () => {
  assert.deepEqual(qualityFindings(feature(), 0.18), []);
  assert.deepEqual(qualityFindings(feature(), undefined), []);
});

test('Findings name missing, unseen and out-of-range values, as shares of the values that are there', () => {
  assert.deepEqual(qualityFindings(feature({ missingShare: 0.3 }), 0.2), ['missing']);
  assert.deepEqual(qualityFindings(feature({ outOfRangeByQuartiles: 8 }), 0.2), ['outside']);
  assert.deepEqual(qualityFindings(feature({ outOfRangeByQuartiles: 7 }), 0.2), []);
  assert.deepEqual(qualityFindings(feature({ unseenRows: 1 }), 0.2), ['unseen']);
  assert.deepEqual(qualityFindings(feature({ missingShare: 1, outOfRangeByQuartiles: 0 }), 1), []);
});

test('A single value is a finding only among enough rows', () => {
  assert.deepEqual(qualityFindings(feature({ cardinality: 1 }), 0.2), ['constant']);
  assert.deepEqual(qualityFindings(feature({ cardinality: 1, rows: 10 }), 0.2), []);
});

test('Missing shares of the reference come from its histograms; a feature without rows has none', () => {
  const shares = referenceMissingShares([
    {
      feature: 'country',
      referenceRows: 200,
      histogram: [
        { kind: 'CATEGORY', reference: 150 },
        { kind: 'MISSING', reference: 50 },
      ],
    },
    { feature: 'industry', referenceRows: 200, histogram: [{ kind: 'CATEGORY', reference: 200 }] },
    { feature: 'age', referenceRows: 0, histogram: [] },
  ]);
  assert.deepEqual(
    [...shares],
    [
      ['country', 0.25],
      ['industry', 0],
    ],
  );
});
