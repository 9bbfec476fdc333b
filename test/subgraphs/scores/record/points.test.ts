import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { points } from '../../../../subgraphs/scores/record/points.ts';

describe('points', () => {
  it('points are the rounded percentage, held between 1 and 99', () => {
    assert.deepEqual([0, 0.004, 0.124, 0.126, 0.5, 0.999, 1].map(points), [1, 1, 12, 13, 50, 99, 99]);
  });
});
