import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jobProgress } from '../../../../subgraphs/scores/batch/rules/job-progress.ts';

const RUNNING = {
  status: 'RUNNING',
  rows: 1_000,
  rowsDone: 400,
  resumedAt: 10_000,
  resumedRows: 200,
  progressAt: 12_000,
} as const;

describe('the progress of a batch job', () => {
  test('counts the rate since a process last took it up', () => {
    assert.deepEqual(jobProgress(RUNNING), { share: 0.4, rowsPerSecond: 100, secondsLeft: 6 });
  });

  test('has no rate before its first rows, and no time left once it has ended', () => {
    const first = { ...RUNNING, rowsDone: 200, progressAt: null };
    assert.deepEqual(jobProgress(first), { share: 0.2, rowsPerSecond: null, secondsLeft: null });
    const queued = { ...first, status: 'QUEUED', rows: 0, rowsDone: 0, resumedAt: null, resumedRows: 0 } as const;
    assert.deepEqual(jobProgress(queued), { share: 0, rowsPerSecond: null, secondsLeft: null });
    assert.deepEqual(jobProgress({ ...RUNNING, status: 'CANCELLED' }), {
      share: 0.4,
      rowsPerSecond: 100,
      secondsLeft: null,
    });
    assert.equal(jobProgress({ ...queued, status: 'SUCCEEDED' }).share, 1);
  });

  test('stays from 0 to 1 when a clock was set back or rows were more than counted', () => {
    assert.equal(jobProgress({ ...RUNNING, progressAt: 9_000 }).rowsPerSecond, null);
    assert.deepEqual(jobProgress({ ...RUNNING, rowsDone: 1_200 }), { share: 1, rowsPerSecond: 500, secondsLeft: 0 });
  });
});
