import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Registry } from 'prom-client';
import { ScoringMetrics } from '../../../../subgraphs/scores/metrics/scoring-metrics.ts';
import type { Failure } from '../../../../subgraphs/scores/record/failure.ts';
import type { NewPrediction } from '../../../../subgraphs/scores/record/prediction.ts';

const CHAMPION = { model: 'm', version: 1 };
const prediction = (changes: Partial<NewPrediction>) =>
  ({ ...CHAMPION, role: 'CHAMPION', grade: 'A', cause: 'REQUESTED', latencyMs: 4, ...changes }) as NewPrediction;
const failure = { ...CHAMPION, role: 'CHAMPION', code: 'INFERENCE_FAILED' } as Failure;

describe('metrics of scoring', () => {
  const open = () => {
    const registry = new Registry();
    const metrics = new ScoringMetrics(registry);
    metrics.keepOnly([CHAMPION]);
    const series = async (name: string) =>
      (await registry.metrics()).split('\n').filter((line) => line.startsWith(`${name}{`));
    return { metrics, series };
  };

  it('count predictions by grade, and time all but backfills', async () => {
    const { metrics, series } = open();
    const predictions = [prediction({}), prediction({ grade: 'B' }), prediction({ cause: 'BATCH' })];
    metrics.recorded({ predictions, failures: [failure] });
    const labels = 'model="m",version="1",role="CHAMPION"';
    assert.deepEqual(await series('leadscore_predictions_total'), [
      `leadscore_predictions_total{${labels},grade="A"} 2`,
      `leadscore_predictions_total{${labels},grade="B"} 1`,
    ]);
    assert.deepEqual(await series('leadscore_prediction_duration_seconds_count'), [
      `leadscore_prediction_duration_seconds_count{${labels}} 2`,
    ]);
    assert.deepEqual(await series('leadscore_prediction_failures_total'), [
      `leadscore_prediction_failures_total{${labels},code="INFERENCE_FAILED"} 1`,
    ]);
  });

  it('have one series for all versions without traffic, however many are named', async () => {
    const { metrics, series } = open();
    const predictions = Array.from({ length: 1_000 }, (_, i) =>
      prediction({ model: `m${i}`, version: i, role: 'TRIAL' }),
    );
    metrics.recorded({ predictions, failures: [] });
    assert.deepEqual(await series('leadscore_predictions_total'), [
      'leadscore_predictions_total{model="other",version="other",role="TRIAL",grade="A"} 1000',
    ]);
  });

  it('end the series of a version that leaves the traffic, and begin anew when it returns', async () => {
    const { metrics, series } = open();
    metrics.recorded({ predictions: [prediction({})], failures: [failure] });
    metrics.dropped(CHAMPION);
    metrics.keepOnly([{ model: 'm', version: 2 }]);
    for (const name of [
      'leadscore_predictions_total',
      'leadscore_prediction_failures_total',
      'leadscore_shadow_drops_total',
    ])
      assert.deepEqual(await series(name), [], name);
    assert.deepEqual(await series('leadscore_prediction_duration_seconds_bucket'), []);
    metrics.keepOnly([CHAMPION]);
    metrics.recorded({ predictions: [prediction({})], failures: [] });
    assert.match((await series('leadscore_predictions_total')).join(), / 1$/);
  });
});
