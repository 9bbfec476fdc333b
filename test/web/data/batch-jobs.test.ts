import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  averageRate,
  type BatchJobFacts,
  isActive,
  latestOf,
  skippedRows,
} from '../../../web/src/data/batch/job-figures.ts';
import { FIRST_FORM, jobInput, toggled } from '../../../web/src/data/batch/job-input.ts';

const JOB: BatchJobFacts = {
  id: 'j-1',
  kind: 'SCORE',
  status: 'RUNNING',
  model: 'lead-conversion',
  version: 1,
  asOf: null,
  outputs: ['LOG'],
  onlyChanged: true,
  sourceJobId: null,
  scheduledFor: null,
  startedBy: 'ann',
  requestedAt: '2026-11-30T10:00:00Z',
  startedAt: '2026-11-30T10:00:00Z',
  endedAt: null,
  rows: 100,
  rowsDone: 40,
  progress: 0.4,
  rowsPerSecond: 10,
  secondsLeft: 6,
  recorded: 30,
  appended: 0,
  skipped: [],
  errorCode: null,
  message: null,
};

test('the latest state of a job is the one that is further on, of list and stream', () => {
  const live = { ...JOB, rowsDone: 70 };
  assert.equal(latestOf(JOB, undefined).rowsDone, 40);
  assert.equal(latestOf(JOB, live).rowsDone, 70);
  assert.equal(latestOf({ ...JOB, rowsDone: 90 }, live).rowsDone, 90);
  assert.equal(latestOf({ ...JOB, status: 'SUCCEEDED', rowsDone: 70 }, live).status, 'SUCCEEDED');
  assert.equal(latestOf(JOB, { ...live, id: 'j-2' }).rowsDone, 40);
  assert.deepEqual(
    ['QUEUED', 'RUNNING', 'FAILED'].map((status) => isActive(status as 'QUEUED')),
    [true, true, false],
  );
});

test('the throughput of a job is its rows by its time, from its start to its end', () => {
  assert.equal(averageRate({ ...JOB, endedAt: '2026-11-30T10:00:04Z' }), 10);
  assert.equal(averageRate(JOB), undefined);
  assert.equal(averageRate({ ...JOB, endedAt: JOB.startedAt }), undefined);
  const skipped = [{ reason: 'UNCHANGED', rows: 3 } as const, { reason: 'DUPLICATE', rows: 4 } as const];
  assert.equal(skippedRows({ skipped }), 7);
});

test('a form leaves to the gateway what is not chosen', () => {
  assert.deepEqual(jobInput(FIRST_FORM), { outputs: ['LOG', 'LAKE'], onlyChanged: true });
  const chosen = { ...FIRST_FORM.chosen, countries: toggled(FIRST_FORM.chosen.countries, 'AE') };
  const form = { ...FIRST_FORM, model: 'lead-conversion', version: '3', includeClosed: true, chosen };
  assert.deepEqual(jobInput({ ...form, outputs: new Set(['LAKE']), onlyChanged: false }), {
    model: 'lead-conversion',
    modelVersion: 3,
    filter: { countries: ['AE'], includeClosed: true },
    outputs: ['LAKE'],
    onlyChanged: false,
  });
  assert.deepEqual(toggled(chosen.countries, 'AE').size, 0);
});
