import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newest, type RowScore } from '../../../web/src/queue/list/row.ts';

const RANKED: RowScore = {
  probability: 0.5,
  points: 50,
  grade: 'B',
  scoredAt: '2026-11-20T00:00:00.000Z',
  model: 'lead-conversion',
  weekChange: 0.25,
};
const LATER = { ...RANKED, probability: 0.75, points: 75, grade: 'A', scoredAt: '2026-11-20T00:00:01.000Z' } as const;

describe('the score of a row', () => {
  it('is the newest one, with the change of a week up to it', () => {
    const { weekChange, ...score } = newest(RANKED, LATER);
    assert.deepEqual({ ...score, weekChange: 0.25 }, LATER);
    assert.ok(Math.abs(weekChange - (0.25 + Math.log(3))) < 1e-12, `${weekChange}`);
  });

  it('is the one that the lead was ranked by when the latest is none, older, or of another model', () => {
    assert.equal(newest(RANKED, null), RANKED);
    assert.equal(newest(RANKED, { ...LATER, scoredAt: RANKED.scoredAt }), RANKED);
    assert.equal(newest(RANKED, { ...LATER, model: 'churn' }), RANKED);
  });
});
