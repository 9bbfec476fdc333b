import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Counter, Histogram, Registry } from 'prom-client';
import { SeriesCounter } from '../../../platform/health/series-counter.ts';
import { SeriesHistogram } from '../../../platform/health/series-histogram.ts';

const HISTOGRAM = { name: 'h_seconds', help: 'A duration.', labelNames: ['route', 'status'], buckets: [0.1, 1, 2.5] };
const COUNTER = { name: 'c_total', help: 'A count.', labelNames: ['route', 'status'] };
const OBSERVATIONS = [
  ['/a', '200', 0.05],
  ['/a', '200', 0.1],
  ['/a', '200', 1.5],
  ['/a', '404', 7],
  ['/"b"\n', '200', 0],
  ['/a', '200', 2.5],
] as const;

describe('metrics by series', () => {
  it('are exposed as prom-client exposes the same observations', async () => {
    const [ours, theirs] = [new Registry(), new Registry()];
    const histogram = new SeriesHistogram({ ...HISTOGRAM, registry: ours });
    const counter = new SeriesCounter({ ...COUNTER, registry: ours });
    const reference = new Histogram({ ...HISTOGRAM, registers: [theirs] });
    const referenceCounter = new Counter({ ...COUNTER, registers: [theirs] });
    for (const [route, status, seconds] of OBSERVATIONS) {
      histogram.series(route, status).observe(seconds);
      counter.series(route, status).inc();
      reference.labels(route, status).observe(seconds);
      referenceCounter.labels(route, status).inc();
    }
    assert.equal(await ours.metrics(), await theirs.metrics());
    assert.deepEqual(
      (await ours.getMetricsAsJSON()).map(({ name, help, type, aggregator }) => ({ name, help, type, aggregator })),
      (await theirs.getMetricsAsJSON()).map(({ name, help, type, aggregator }) => ({ name, help, type, aggregator })),
    );
  });

  it('are absent before their first observation, and once they have ended', async () => {
    const registry = new Registry();
    const counter = new SeriesCounter({ ...COUNTER, registry });
    const histogram = new SeriesHistogram({ ...HISTOGRAM, registry });
    const sampleLines = async () => (await registry.metrics()).split('\n').filter((line) => /^[hc]_/.test(line));
    counter.series('/a', '200');
    histogram.series('/a', '200');
    assert.deepEqual(await sampleLines(), []);
    counter.series('/a', '200').inc();
    counter.series('/a', '404').inc();
    counter.series('/b', '200').inc();
    counter.remove('/a', '200');
    counter.remove('/unknown', '200');
    assert.deepEqual(await sampleLines(), ['c_total{route="/a",status="404"} 1', 'c_total{route="/b",status="200"} 1']);
    counter.remove('/a');
    assert.deepEqual(await sampleLines(), ['c_total{route="/b",status="200"} 1']);
  });

  it('have a name once per registry', () => {
    const registry = new Registry();
    new SeriesCounter({ ...COUNTER, registry });
    assert.throws(() => new SeriesCounter({ ...COUNTER, registry }), /already been registered/);
  });
});
