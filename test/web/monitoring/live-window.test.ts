import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LivePoint, LiveWindow } from '../../../web/src/monitoring/wall/live-window.ts';

const point = (time: number): LivePoint => ({ time, throughput: time / 10, errorRate: null, p50Ms: 1, p95Ms: 2 });

test('A live window keeps the newest points only, in their order', () => {
  const window = new LiveWindow(3, 1_000);
  for (let time = 1; time <= 100; time += 1) window.push(point(time));
  assert.deepEqual(window.lines().times, [98, 99, 100]);
  assert.deepEqual(window.lines().throughput, [9.8, 9.9, 10]);
});

test('A live window leaves out points that are not newer than the newest', () => {
  const window = new LiveWindow(5, 1_000);
  for (const time of [10, 10, 9, 11]) window.push(point(time));
  assert.deepEqual(window.lines().times, [10, 11]);
});

test('A live window continues the history before its first point, and shows its span only', () => {
  const window = new LiveWindow(5, 100);
  const earlier = [0, 50, 90, 120].map(point);
  assert.deepEqual(window.lines(earlier).times, [50, 90, 120]);
  window.push(point(110));
  window.push(point(160));
  assert.deepEqual(window.lines(earlier).times, [90, 110, 160]);
});

test('A cleared live window is empty, and takes older points again', () => {
  const window = new LiveWindow(2, 100);
  window.push(point(50));
  window.clear();
  assert.deepEqual(window.lines().times, []);
  window.push(point(10));
  assert.deepEqual(window.lines().times, [10]);
});
