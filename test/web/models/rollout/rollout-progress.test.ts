import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heldShare, stepPlace } from '../../../../web/src/models/rollout/rollout-progress.ts';

const step = { trafficShare: 0.1, holdSeconds: 100, minimumSamples: 100, needsApproval: false };
const rollout = { strategy: 'CANARY', status: 'RUNNING', step: 1, steps: [step, step, step] };

describe('the steps of a rollout', () => {
  it('are done, in force, next or later', () => {
    assert.deepEqual(
      [0, 1, 2].map((index) => stepPlace(rollout, index)),
      ['DONE', 'CURRENT', 'NEXT'],
    );
    assert.equal(stepPlace({ ...rollout, step: 0 }, 2), 'LATER');
  });

  it('are all done when it is completed, and none is reached after one that ended it', () => {
    assert.equal(stepPlace({ ...rollout, status: 'COMPLETED', step: 2 }, 2), 'DONE');
    assert.equal(stepPlace({ ...rollout, status: 'ROLLED_BACK' }, 2), 'NEVER');
  });
});

describe('the hold time of a step', () => {
  const nextStepAt = new Date(100_000).toISOString();

  it('has passed by the share that the earliest end leaves, within 0 and 1', () => {
    assert.equal(heldShare({ ...rollout, nextStepAt }, 25_000), 0.25);
    assert.equal(heldShare({ ...rollout, nextStepAt }, 200_000), 1);
    assert.equal(heldShare({ ...rollout, nextStepAt }, -50_000), 0);
  });

  it('is unknown while nothing waits for it', () => {
    assert.equal(heldShare({ ...rollout, nextStepAt: null }, 0), undefined);
  });
});
