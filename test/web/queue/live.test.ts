import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { FrameBatch, PER_FRAME } from '../../../web/src/queue/list/frame-batch.ts';
import { patchRow, type ScoreEvent } from '../../../web/src/queue/list/row-patch.ts';
import { throttle } from '../../../web/src/queue/live/throttle.ts';
import { aRow } from './rows.ts';

const event: ScoreEvent = {
  model: 'lead-conversion',
  version: 2,
  probability: 0.8,
  points: 80,
  grade: 'A',
  trend: 'RISING',
  previousProbability: 0.5,
  scoredAt: '2026-11-21T00:00:00Z',
};

test('A new score changes probability, trend and the change of the week of a row', () => {
  const row = patchRow(aRow(), { score: event });
  assert.equal(row.score?.probability, 0.8);
  assert.deepEqual([row.trend, row.previousProbability], ['RISING', 0.5]);
  // ln(0.8 / 0.2) − ln(0.5 / 0.5)
  assert.ok(Math.abs((row.score?.weekChange ?? 0) - Math.log(4)) < 1e-12);
});

test('Scores of another model, and scores that are not newer, leave a row as it is', () => {
  const row = aRow();
  assert.equal(patchRow(row, { score: { ...event, model: 'other' } }), row);
  assert.equal(patchRow(row, { score: { ...event, scoredAt: '2026-11-20T00:00:00Z' } }), row);
});

test('The first score of a lead is taken whichever model it is by', () => {
  const row = patchRow(aRow({ score: null }), { score: { ...event, model: 'other' } });
  assert.equal(row.score?.points, 80);
});

test('A change of a lead keeps its score, and an earlier version is passed over', () => {
  const { score, trend, previousProbability, reason, ...lead } = aRow({ version: 2, owner: 'ben', override: 'B' });
  const row = patchRow(aRow(), { lead });
  assert.deepEqual([row.owner, row.override, row.version], ['ben', 'B', 2]);
  assert.deepEqual(
    [row.score, row.trend, row.previousProbability, row.reason],
    [score, trend, previousProbability, reason],
  );
  const later = aRow({ version: 3 });
  assert.equal(patchRow(later, { lead }), later);
  assert.equal(patchRow(row, { lead }), row);
});

test('A thousand patches of three leads are applied once, at the next frame, with the last values', () => {
  const frames: (() => void)[] = [];
  const flushed: (readonly [string, object][])[] = [];
  const batch = new FrameBatch<{ value?: number; name?: string }>(
    (patches) => flushed.push([...patches]),
    (run) => {
      frames.push(run);
      return () => frames.splice(frames.indexOf(run), 1);
    },
  );
  batch.add('lead-0', { name: 'Ann' });
  for (let value = 1; value <= 1_000; value += 1) batch.add(`lead-${value % 3}`, { value });
  assert.equal(frames.length, 1);
  frames.shift()?.();
  assert.deepEqual(flushed, [
    [
      ['lead-0', { name: 'Ann', value: 999 }],
      ['lead-1', { value: 1_000 }],
      ['lead-2', { value: 998 }],
    ],
  ]);
  batch.add('lead-1', { value: 1 });
  assert.equal(frames.length, 1);
  batch.close();
  assert.deepEqual([frames.length, flushed.length], [0, 1]);
});

test('A burst is spread over frames, each with a few leads in the order of their patches', () => {
  const frames: (() => void)[] = [];
  const sizes: number[] = [];
  const batch = new FrameBatch<{ value: number }>(
    (patches) => sizes.push(patches.size),
    (run) => {
      frames.push(run);
      return () => frames.splice(frames.indexOf(run), 1);
    },
  );
  for (let lead = 0; lead < PER_FRAME * 2 + 1; lead += 1) batch.add(`lead-${lead}`, { value: 1 });
  while (frames.length > 0) frames.shift()?.();
  assert.deepEqual(sizes, [PER_FRAME, PER_FRAME, 1]);
});

test('A call that is asked for often is made once per pause, and none after its end', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const run = mock.fn();
  const throttled = throttle(run, 100, 1_000);
  for (let ask = 0; ask < 10; ask += 1) throttled.ask();
  context.mock.timers.tick(99);
  assert.equal(run.mock.callCount(), 0);
  context.mock.timers.tick(1);
  assert.equal(run.mock.callCount(), 1);
  throttled.ask();
  context.mock.timers.tick(999);
  assert.equal(run.mock.callCount(), 1);
  context.mock.timers.tick(1);
  assert.equal(run.mock.callCount(), 2);
  throttled.ask();
  throttled.stop();
  context.mock.timers.tick(10_000);
  assert.equal(run.mock.callCount(), 2);
});
