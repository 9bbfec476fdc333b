import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../../lake/features/features.ts';
import { occlusions, reasons } from '../../../../subgraphs/scores/explain/reasons.ts';

const vector: FeatureVector = { ...EMPTY_FEATURE_VECTOR, page_views: 9, meetings: 2, industry: 'TRADING' };
// a model whose log-odds are 0.1 a page view, −1 a meeting, and nothing for the industry
const raws = occlusions(vector).map((row) => {
  const logOdds = 0.1 * Number(row.page_views ?? 0) - Number(row.meetings ?? 0);
  return 1 / (1 + Math.exp(-logOdds));
});

describe('reasons', () => {
  it('reasons run the vector, then the vector without each feature that has a value', () => {
    assert.equal(occlusions(vector).length, 4);
    assert.deepEqual(occlusions(vector)[0], vector);
    assert.equal(occlusions(vector)[1]?.page_views, null);
  });

  it('reasons are the changes of the log-odds, strongest first, without features that change nothing', () => {
    const found = reasons(vector, raws, { method: 'IDENTITY' }, 17);
    assert.deepEqual(
      found.map(({ feature, value }) => [feature, value]),
      [
        ['meetings', 2],
        ['page_views', 9],
      ],
    );
    assert.ok(Math.abs((found[0]?.contribution ?? 0) + 2) < 1e-9);
    assert.ok(Math.abs((found[1]?.contribution ?? 0) - 0.9) < 1e-9);
  });

  it('reasons are in calibrated log-odds: the slope stretches them', () => {
    const found = reasons(vector, raws, { method: 'PLATT', slope: 0.5, intercept: -3 }, 1);
    assert.equal(found.length, 1);
    assert.ok(Math.abs((found[0]?.contribution ?? 0) + 1) < 1e-9);
  });

  it('reasons are none when nothing is known', () => {
    assert.deepEqual(reasons(EMPTY_FEATURE_VECTOR, [0.5], { method: 'IDENTITY' }, 3), []);
  });
});
