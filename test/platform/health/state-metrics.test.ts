import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Registry } from 'prom-client';
import { exposeState } from '../../../platform/health/state-metrics.ts';
import { createLogger } from '../../../platform/logger.ts';

const open = (read: () => Promise<number>, more: { readonly timeoutMs?: number; readonly lifeMs?: number } = {}) => {
  const registry = new Registry();
  exposeState({
    registry,
    log: createLogger('silent'),
    part: 'test',
    gauges: { test_one: { help: 'One.' }, test_two: { help: 'Two.' } },
    read: async () => {
      const value = await read();
      return { test_one: [{ value }], test_two: [{ value }] };
    },
    ...more,
  });
  return registry;
};

describe('the state of a part', () => {
  it('is read once for all gauges and scrapes of a short time', async () => {
    let reads = 0;
    const registry = open(async () => ++reads, { lifeMs: 60_000 });
    await Promise.all([registry.metrics(), registry.metrics()]);
    assert.match(await registry.metrics(), /^test_one 1\n[\s\S]*^test_two 1$/m);
    assert.equal(reads, 1);
  });

  it('of a silent database is left out of a scrape, which ends, and is not read again meanwhile', async () => {
    let reads = 0;
    let answer: (value: number) => void = () => undefined;
    const silent = new Promise<number>((resolve) => {
      answer = resolve;
    });
    const registry = open(
      () => {
        reads += 1;
        return silent;
      },
      { timeoutMs: 20, lifeMs: 0 },
    );
    for (let scrape = 0; scrape < 3; scrape += 1) {
      assert.doesNotMatch(await registry.metrics(), /^test_one /m);
    }
    assert.match(await registry.metrics(), /^leadscore_state_reads_failed_total\{part="test"\} 1$/m);
    assert.equal(reads, 1);
    answer(7);
    await silent;
    assert.match(await registry.metrics(), /^test_one 7$/m);
  });

  it('that cannot be read is left out and counted once, and comes back', async () => {
    let isBroken = true;
    const registry = open(
      async () => {
        if (isBroken) throw new Error('broken');
        return 3;
      },
      { lifeMs: 0 },
    );
    assert.doesNotMatch(await registry.metrics(), /^test_one /m);
    isBroken = false;
    assert.match(await registry.metrics(), /^test_one 3$/m);
  });
});
