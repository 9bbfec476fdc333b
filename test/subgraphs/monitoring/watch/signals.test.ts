import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Signal } from '../../../../subgraphs/monitoring/alerts/rules/signal.ts';
import { estimatePerformance } from '../../../../subgraphs/monitoring/performance/rules/cbpe.ts';
import { performanceReport } from '../../../../subgraphs/monitoring/performance/rules/performance-report.ts';
import { NO_LATENCIES, sketchLatencies } from '../../../../subgraphs/monitoring/traffic/rules/latency-sketch.ts';
import type { TrafficRollUp } from '../../../../subgraphs/monitoring/traffic/rules/traffic-roll-up.ts';
import { liveSignals } from '../../../../subgraphs/monitoring/watch/live-signals.ts';
import { performanceSignals } from '../../../../subgraphs/monitoring/watch/performance-signals.ts';

const traffic = (predictions: number, given: Partial<TrafficRollUp> = {}): TrafficRollUp => ({
  start: 0,
  widthMs: 10_000,
  model: 'lead-conversion',
  version: 1,
  role: 'CHAMPION',
  predictions,
  probabilitySum: predictions / 2,
  latency: predictions === 0 ? NO_LATENCIES : sketchLatencies(Array.from({ length: predictions }, () => 40)),
  errors: {},
  grades: { A: predictions },
  scores: [],
  ...given,
});
const WINDOW = { from: 0, until: 10_000 };
const valuesOf = (signals: readonly Signal[]) => signals.map(({ model, metric, value }) => [model, metric, value]);

describe('signals of live traffic', () => {
  test('Signals of live traffic are throughput, error rate and p95 of the scores that callers received, whichever version answered', () => {
    const rows = [
      traffic(57),
      traffic(40, { version: 2, role: 'CHALLENGER', errors: { INFERENCE_FAILED: 3 } }),
      traffic(500, { version: 3, role: 'SHADOW', errors: { INFERENCE_TIMEOUT: 500 } }),
    ];
    assert.deepEqual(valuesOf(liveSignals(['lead-conversion'], rows, WINDOW)), [
      ['lead-conversion', 'THROUGHPUT', 9.7],
      ['lead-conversion', 'ERROR_RATE', 0.03],
      ['lead-conversion', 'LATENCY_P95_MS', 40],
    ]);
  });

  test('Signals of live traffic are a throughput of 0 for a model without requests, and no rate of a handful of requests', () => {
    const rows = [traffic(5, { model: 'upsell', errors: { INFERENCE_FAILED: 5 } })];
    assert.deepEqual(valuesOf(liveSignals(['lead-conversion'], rows, WINDOW)), [
      ['lead-conversion', 'THROUGHPUT', 0],
      ['lead-conversion', 'ERROR_RATE', null],
      ['lead-conversion', 'LATENCY_P95_MS', null],
      ['upsell', 'THROUGHPUT', 0.5],
      ['upsell', 'ERROR_RATE', null],
      ['upsell', 'LATENCY_P95_MS', null],
    ]);
  });

  test('Signals of live traffic have no latency of a handful of calls, however many leads they score', () => {
    const rows = [traffic(500, { latency: sketchLatencies([600, 700, 800]) })];
    assert.deepEqual(valuesOf(liveSignals(['lead-conversion'], rows, WINDOW)), [
      ['lead-conversion', 'THROUGHPUT', 50],
      ['lead-conversion', 'ERROR_RATE', 0],
      ['lead-conversion', 'LATENCY_P95_MS', null],
    ]);
  });

  test('Signals of live traffic are null for a model with alerts that is neither live nor requested', () => {
    assert.deepEqual(valuesOf(liveSignals([], [], WINDOW, ['archived'])), [
      ['archived', 'THROUGHPUT', null],
      ['archived', 'ERROR_RATE', null],
      ['archived', 'LATENCY_P95_MS', null],
    ]);
  });
});

describe('signals of performance', () => {
  const measured = (n: number, pending: number) => {
    const probabilities = Array.from({ length: n }, (_, i) => (i + 0.5) / n);
    // the worst half converts: the model is upside down
    const matured = { probabilities, outcomes: probabilities.map((p) => Number(p < 0.5)) };
    const ofPending = estimatePerformance(
      Array.from({ length: pending }, () => 0.5),
      [],
    );
    const ofMatured = estimatePerformance(probabilities, []);
    return {
      report: performanceReport({ matured, pending, cutPoints: [] }),
      ...(ofMatured && { estimateOfMatured: ofMatured }),
      ...(ofPending && { estimateOfPending: ofPending }),
      excluded: { CONTRADICTORY: 0, OUTCOME_BEFORE_LEAD: 0, OUTCOME_BEFORE_PREDICTION: 0 },
      source: 'LIVE' as const,
      backtest: null,
      grades: [],
      cohorts: [],
      fairness: [],
      from: 0,
      until: 9,
      measuredAt: 9,
      maturityDays: 90,
      isComplete: true,
    };
  };
  const measure = (n: number, pending: number) =>
    new Map(performanceSignals({ model: 'm', version: 1 }, measured(n, pending)).map((one) => [one.metric, one]));

  test('Signals of performance are the realised values, their distance from the estimate, and the estimate', () => {
    const observed = measure(400, 200);
    assert.deepEqual(
      [...observed.keys()],
      ['AUC', 'AUC_DROP', 'CALIBRATION_ERROR', 'CALIBRATION_BIAS', 'ESTIMATED_AUC'],
    );
    assert.equal(observed.get('AUC')?.value, 0);
    assert.ok((observed.get('AUC_DROP')?.value ?? 0) > 0.7);
    assert.ok(Math.abs(observed.get('CALIBRATION_BIAS')?.value ?? 1) < 1e-9);
    assert.ok((observed.get('CALIBRATION_ERROR')?.value ?? 0) > 0.4);
    assert.deepEqual([observed.get('AUC')?.version, observed.get('AUC')?.at], [1, 9]);
  });

  test('Signals of performance are null while too little is known', () => {
    const known = (observed: ReturnType<typeof measure>) =>
      [...observed.values()].filter(({ value }) => value !== null).map(({ metric }) => metric);
    assert.equal(measure(99, 99).size, 5);
    assert.deepEqual(known(measure(99, 99)), []);
    assert.deepEqual(known(measure(0, 100)), ['ESTIMATED_AUC']);
  });
});
