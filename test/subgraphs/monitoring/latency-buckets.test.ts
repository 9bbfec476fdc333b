import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LOG_GAMMA, latencyQuantile } from '../../../subgraphs/monitoring/latency-buckets.ts';

const bucketOf = (latencyMs: number) => ({ bucket: Math.ceil(Math.log(latencyMs) / LOG_GAMMA), predictions: 1 });

test('a quantile from buckets is within 1 % of the exact one', () => {
  const latency = fc.double({ min: 0.001, max: 60_000, noNaN: true });
  fc.assert(
    fc.property(fc.array(latency, { minLength: 1 }), fc.constantFrom(0, 0.5, 0.95, 0.99, 1), (latencies, q) => {
      const exact = latencies.toSorted((a, b) => a - b)[Math.floor(q * (latencies.length - 1))] as number;
      const found = latencyQuantile(latencies.map(bucketOf), q) as number;
      assert.ok(Math.abs(found / exact - 1) <= 0.01 + 1e-9, `found ${found}, exact ${exact}`);
    }),
    { seed: 1 },
  );
});

test('there is no quantile without latencies', () => {
  assert.equal(latencyQuantile([], 0.5), undefined);
});
