import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { PollingLoop, type PollingLoopOptions } from '../../../platform/background/polling-loop.ts';
import { HOUR_MS } from '../../../platform/time.ts';
import { RecordedLog } from '../../support/monitoring/recorded-log.ts';

/** A promise with its resolver. */
function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('a polling loop', () => {
  let holder: NodeJS.Timeout;
  // a pause between turns keeps no process alive, and a process without anything else to wait for ends amid a test
  before(() => {
    holder = setInterval(() => undefined, HOUR_MS);
  });
  after(() => clearInterval(holder));

  const log = new RecordedLog();
  const loopOf = (options: Pick<PollingLoopOptions, 'turn'> & Partial<PollingLoopOptions>) =>
    new PollingLoop({ everyMs: HOUR_MS, log: log.log, failure: 'work failed', ...options });

  test('runs its turns after the pause that each asks for', async () => {
    let count = 0;
    const third = deferred();
    const loop = loopOf({
      turn: async () => {
        count += 1;
        if (count < 3) return count - 1;
        third.resolve();
        return undefined;
      },
    });
    await third.promise;
    await loop.close();
    assert.equal(count, 3);
  });

  test('runs a turn at once after a wake, also after one during a turn', async () => {
    const turns = [deferred(), deferred()];
    const ends = [deferred(), deferred()];
    let count = 0;
    const loop = loopOf({
      turn: async () => {
        const at = count++;
        turns[at]?.resolve();
        await ends[at]?.promise;
        return undefined;
      },
    });
    await turns[0]?.promise;
    loop.wake();
    ends[0]?.resolve();
    await turns[1]?.promise;
    const closed = loop.close();
    ends[1]?.resolve();
    await closed;
    assert.equal(count, 2);
  });

  test('waits before its first turn when it starts later, and a change cuts that short', async () => {
    let change = (): void => undefined;
    let isSubscribed = true;
    const ran = deferred();
    const loop = loopOf({
      startAfterMs: HOUR_MS,
      turn: async () => {
        ran.resolve();
        return undefined;
      },
      wakeOn: [
        (wake) => {
          change = wake;
          return () => {
            isSubscribed = false;
          };
        },
      ],
    });
    change();
    await ran.promise;
    await loop.close();
    assert.equal(isSubscribed, false);
  });

  test('logs an outage once, and again only after a turn that succeeded', async () => {
    const outcomes = ['fails', 'fails', 'succeeds', 'fails'];
    const done = deferred();
    const loop = loopOf({
      everyMs: 1,
      turn: async () => {
        const outcome = outcomes.shift();
        if (outcome === 'fails') throw new Error('no database');
        if (!outcome) done.resolve();
        return undefined;
      },
    });
    await done.promise;
    await loop.close();
    assert.equal(log.text.split('work failed').length - 1, 2);
  });

  test('ends after the turn under way, without its pause', async () => {
    let isDone = false;
    const loop = loopOf({
      turn: async () => {
        await new Promise(setImmediate);
        isDone = true;
        return undefined;
      },
    });
    await loop.close();
    assert.equal(isDone, true);
  });
});
