import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Readiness } from '../../../platform/health/readiness.ts';
import { createLogger } from '../../../platform/logger.ts';

it('asks its parts again after the clock was set back', async () => {
  let now = 86_400_000;
  let asked = 0;
  const probes = {
    part: async () => {
      asked += 1;
    },
  };
  const readiness = new Readiness(probes, createLogger('silent'), () => now);
  await readiness.report();
  await readiness.report();
  assert.equal(asked, 1);
  now = 0;
  await readiness.report();
  assert.equal(asked, 2);
});
