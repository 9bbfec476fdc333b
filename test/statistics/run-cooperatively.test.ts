import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCooperatively, runSteps, type Steps } from '../../statistics/run-cooperatively.ts';

function* count(to: number, onStep: () => void = () => undefined): Steps<number> {
  let sum = 0;
  for (let i = 1; i <= to; i += 1) {
    sum += i;
    onStep();
    yield;
  }
  return sum;
}

test('steps give the same result at once and in slices', async () => {
  assert.equal(runSteps(count(10)), 55);
  assert.equal(await runCooperatively(count(10)), 55);
  assert.equal(await runCooperatively(count(0)), 0);
});

test('the event loop turns between two slices', async () => {
  const order: string[] = [];
  const steps = runCooperatively(
    count(3, () => order.push('step')),
    0,
  );
  setImmediate(() => order.push('other'));
  await steps;
  assert.deepEqual(order.slice(0, 1), ['step']);
  assert.ok(order.indexOf('other') < order.lastIndexOf('step'));
});

test('an error of a step rejects', async () => {
  const failing = count(2, () => {
    throw new RangeError('no');
  });
  await assert.rejects(runCooperatively(failing), RangeError);
});
