import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LimitRule, limitsInView, limitsOf, reachedLimit } from '../../../web/src/monitoring/wall/limits.ts';

const rule = (change: Partial<LimitRule> = {}): LimitRule => ({
  metric: 'LATENCY_P95_MS',
  bad: 'HIGH',
  scope: { model: null, feature: null, slice: null },
  levels: [
    { severity: 'INFO', enter: 200 },
    { severity: 'WARNING', enter: 500 },
  ],
  ...change,
});

test('Limits of a metric end where the next severity begins', () => {
  assert.deepEqual(limitsOf([rule()], 'LATENCY_P95_MS'), [
    { severity: 'INFO', enter: 200, from: 200, to: 500 },
    { severity: 'WARNING', enter: 500, from: 500, to: Number.POSITIVE_INFINITY },
  ]);
});

test('Limits of a metric whose low values are bad lie below each other', () => {
  const low = rule({
    metric: 'THROUGHPUT',
    bad: 'LOW',
    levels: [
      { severity: 'WARNING', enter: 2 },
      { severity: 'CRITICAL', enter: 1 },
    ],
  });
  const limits = limitsOf([low], 'THROUGHPUT');
  assert.deepEqual(
    limits.map(({ severity, from, to }) => [severity, from, to]),
    [
      ['WARNING', 1, 2],
      ['CRITICAL', 0, 1],
    ],
  );
  assert.equal(reachedLimit(limits, 1.5)?.severity, 'WARNING');
  assert.equal(reachedLimit(limits, 0.5)?.severity, 'CRITICAL');
  assert.equal(reachedLimit(limits, 3), undefined);
});

test('Limits of other models, features and metrics do not count; the strictest of several rules does', () => {
  const rules = [
    rule({ levels: [{ severity: 'WARNING', enter: 400 }] }),
    rule({ levels: [{ severity: 'WARNING', enter: 300 }] }),
    rule({ levels: [{ severity: 'WARNING', enter: 10 }], scope: { model: 'other', feature: null, slice: null } }),
    rule({ levels: [{ severity: 'WARNING', enter: 20 }], scope: { model: null, feature: 'country', slice: null } }),
    rule({ levels: [{ severity: 'WARNING', enter: 30 }], metric: 'ERROR_RATE' }),
  ];
  assert.deepEqual(
    limitsOf(rules, 'LATENCY_P95_MS', 'lead').map(({ enter }) => enter),
    [300],
  );
  assert.deepEqual(
    limitsOf(rules, 'LATENCY_P95_MS', 'other').map(({ enter }) => enter),
    [10],
  );
});

test('The most severe limit that a value has reached is found', () => {
  const limits = limitsOf([rule()], 'LATENCY_P95_MS');
  assert.equal(reachedLimit(limits, 199), undefined);
  assert.equal(reachedLimit(limits, 200)?.severity, 'INFO');
  assert.equal(reachedLimit(limits, 900)?.severity, 'WARNING');
  assert.equal(reachedLimit(limits, null), undefined);
});

test('Limits far above the values are not drawn', () => {
  const limits = limitsOf([rule()], 'LATENCY_P95_MS');
  const enters = (values: readonly (number | null)[]) => {
    const { shown, beyond } = limitsInView(limits, values);
    return [shown.map(({ enter }) => enter), beyond.map(({ enter }) => enter)];
  };
  assert.deepEqual(enters([3, null, 4]), [[], [200, 500]]);
  assert.deepEqual(enters([60]), [[200], [500]]);
  assert.deepEqual(enters([300]), [[200, 500], []]);
  assert.deepEqual(enters([null]), [[], [200, 500]]);
});
