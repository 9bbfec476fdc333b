import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '../../../../platform/logger.ts';
import type { LiveMetrics } from '../../../../subgraphs/monitoring/traffic/graph/live-metrics.ts';
import { LiveMetricsTicker } from '../../../../subgraphs/monitoring/traffic/live-metrics-ticker.ts';
import { liveMetrics } from '../../../../subgraphs/monitoring/traffic/rules/live-metrics.ts';

const TICK_MS = 20;

/** A ticker whose metrics are numbered by `until`, and what it asked for. */
function createTicker(compute?: (number: number) => Promise<void>) {
  const asked: number[] = [];
  const ticker = new LiveMetricsTicker({
    log: createLogger('silent'),
    compute: async (windowSeconds) => {
      const number = asked.push(windowSeconds);
      await compute?.(number);
      return liveMetrics([], { from: 0, until: number }, windowSeconds);
    },
  });
  return { ticker, asked };
}

async function numbers(metrics: AsyncIterator<LiveMetrics>, count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) found.push((await metrics.next()).value.until);
  return found;
}

describe('the ticker of live metrics', () => {
  it('The ticker of live metrics gives the first metrics at once and then some each tick, until it is left', async () => {
    const { ticker, asked } = createTicker();
    const metrics = ticker.subscribe({ everyMs: TICK_MS, windowSeconds: 60 });
    assert.deepEqual(await numbers(metrics, 3), [1, 2, 3]);
    const waiting = metrics.next();
    await metrics.return?.();
    assert.equal((await waiting).done, true);
    const before = asked.length;
    await sleep(3 * TICK_MS);
    assert.equal(asked.length, before);
  });

  it('The ticker of live metrics computes once for all subscribers of the same interval and window', async () => {
    const { ticker, asked } = createTicker();
    const same = { everyMs: 60_000, windowSeconds: 60 };
    const all = [same, same, same, { ...same, windowSeconds: 10 }].map((request) => ticker.subscribe(request));
    for (const metrics of all) await numbers(metrics, 1);
    assert.deepEqual(asked.toSorted(), [10, 60]);
    const late = ticker.subscribe(same);
    assert.deepEqual(await numbers(late, 1), [1], 'who comes later gets what is there');
    assert.equal(asked.length, 2);
    await ticker.close();
    for (const metrics of all) assert.equal((await metrics.next()).done, true);
  });

  it('The ticker of live metrics skips the ticks that come while it computes', async () => {
    let finish = (): void => undefined;
    const { ticker, asked } = createTicker(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const metrics = ticker.subscribe({ everyMs: TICK_MS, windowSeconds: 60 });
    await sleep(5 * TICK_MS);
    assert.equal(asked.length, 1);
    finish();
    assert.deepEqual(await numbers(metrics, 1), [1]);
    await metrics.return?.();
  });

  it('The ticker of live metrics gives slow readers the newest metrics', async () => {
    const { ticker, asked } = createTicker();
    const metrics = ticker.subscribe({ everyMs: TICK_MS, windowSeconds: 60 });
    await numbers(metrics, 1);
    while (asked.length < 4) await sleep(TICK_MS / 4);
    const [next = 0] = await numbers(metrics, 1);
    assert.ok(next >= 3, `the third or a later one, not the ${next}.`);
    await ticker.close();
  });

  it('The ticker of live metrics continues after a failure', async () => {
    const { ticker } = createTicker(async (number) => {
      if (number === 2) throw new Error('the database does not answer');
    });
    const metrics = ticker.subscribe({ everyMs: TICK_MS, windowSeconds: 60 });
    assert.deepEqual(await numbers(metrics, 2), [1, 3]);
    await ticker.close();
  });
});
