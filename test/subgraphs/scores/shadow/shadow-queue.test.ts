import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR } from '../../../../lake/features/features.ts';
import { DEFAULT_GRADE_POLICY } from '../../../../scoring/grade.ts';
import { ShadowQueue, type ShadowTask } from '../../../../subgraphs/scores/shadow/shadow-queue.ts';
import type { Deployment } from '../../../../subgraphs/scores/versions/deployment-store.ts';

const task = (version: number, requestId: string): ShadowTask => ({
  shadow: { model: 'm', version, digest: 'd', rollout: 7 } as Deployment,
  request: {
    leadId: null,
    requestId,
    cause: 'REQUESTED',
    leadClosed: false,
    features: EMPTY_FEATURE_VECTOR,
    scoredAt: 0,
    gradePolicy: DEFAULT_GRADE_POLICY,
    readyMs: 0,
  },
});

const idsOf = (tasks: readonly ShadowTask[]): string[] => tasks.map(({ request }) => request.requestId);

describe('ShadowQueue', () => {
  it('ShadowQueue gives the tasks of one version at a time, oldest first', () => {
    const queue = new ShadowQueue(10);
    for (const [index, version] of [8, 9, 8, 8, 9].entries()) queue.push(task(version, `r${index}`));
    assert.deepEqual(idsOf(queue.take(2)), ['r0', 'r2']);
    assert.deepEqual(idsOf(queue.take(10)), ['r1', 'r4']);
    assert.deepEqual(idsOf(queue.take(10)), ['r3']);
    assert.deepEqual(queue.take(10), []);
  });

  it('ShadowQueue counts, per version, what finds no room', () => {
    const queue = new ShadowQueue(2);
    for (const version of [8, 8, 8, 9, 8]) queue.push(task(version, 'r'));
    assert.equal(queue.size, 2);
    assert.deepEqual(queue.takeDrops(), [
      { rollout: 7, version: 8, dropped: 2 },
      { rollout: 7, version: 9, dropped: 1 },
    ]);
    assert.deepEqual(queue.takeDrops(), []);
  });

  it('ShadowQueue adds counts that could not be stored to later ones', () => {
    const queue = new ShadowQueue(1);
    queue.drop([task(8, 'a'), task(8, 'b')]);
    const drops = queue.takeDrops();
    queue.drop([task(8, 'c')]);
    queue.returnDrops(drops);
    assert.deepEqual(queue.takeDrops(), [{ rollout: 7, version: 8, dropped: 3 }]);
  });
});
