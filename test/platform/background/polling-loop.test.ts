import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Turns } from '../../../platform/background/polling-loop.ts';

const HOUR_MS = 3_600_000;

describe('turns', () => {
  let holder: NodeJS.Timeout;
  // a pause between turns keeps no process alive, and a process without anything else to wait for ends amid a test
  before(() => {
    holder = setInterval(() => undefined, HOUR_MS);
  });
  after(() => clearInterval(holder));

  test('follow one another after the pause that each asks for', async () => {
    let count = 0;
    let reached = (): void => undefined;
    const third = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const turns = new Turns(async () => {
      count += 1;
      if (count < 3) return count - 1;
      reached();
      return HOUR_MS;
    });
    await third;
    await turns.close();
    assert.equal(count, 3);
  });

  test('come at once after a wake, also after one during a turn', async () => {
    let count = 0;
    let go = (): void => undefined;
    let started = (): void => undefined;
    const isUnderWay = () =>
      new Promise<void>((resolve) => {
        started = resolve;
      });
    const first = isUnderWay();
    const turns = new Turns(async () => {
      count += 1;
      started();
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      return HOUR_MS;
    });
    await first;
    const second = isUnderWay();
    turns.wake();
    go();
    await second;
    const closed = turns.close();
    go();
    await closed;
    assert.equal(count, 2);
  });

  test('end after the one under way, without its pause', async () => {
    let isDone = false;
    const turns = new Turns(async () => {
      await new Promise(setImmediate);
      isDone = true;
      return HOUR_MS;
    });
    await turns.close();
    assert.equal(isDone, true);
  });
});
