import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DRIFT_THRESHOLDS, SIGNIFICANCE } from '../../../subgraphs/monitoring/drift/rules/drift-thresholds.ts';
import { type Bin, mostGained, namedBins } from '../../../web/src/monitoring/drift/bins.ts';
import { DRIFT_LIMITS } from '../../../web/src/monitoring/drift/drift-limits.ts';
import { bySeverity, type Drifting } from '../../../web/src/monitoring/drift/severity-order.ts';
import { statisticRows } from '../../../web/src/monitoring/drift/statistic-rows.ts';
import { driftTrend } from '../../../web/src/monitoring/drift/trend.ts';

const WORDS = {
  below: (to: string) => `< ${to}`,
  from: (from: string) => `≥ ${from}`,
  range: (from: string, to: string) => `${from}–${to}`,
  exactly: (value: string) => `= ${value}`,
  other: (count: string) => `${count} others`,
  missing: 'none',
};
const EMPTY = { from: null, to: null, value: null, category: null, categories: null };

test('Limits that the page explains are those of the drift checks', () => {
  const large = DRIFT_THRESHOLDS.filter(({ fromRows }) => fromRows > 0);
  const limitsOf = (statistic: string) =>
    new Set(
      large.flatMap(({ warning }) => warning.filter((band) => band.statistic === statistic)).map((b) => b.atLeast),
    );
  assert.deepEqual(limitsOf('psi'), new Set([DRIFT_LIMITS.psi]));
  assert.deepEqual(limitsOf('klDivergence'), new Set([DRIFT_LIMITS.klDivergence]));
  assert.deepEqual(limitsOf('wassersteinNormalised'), new Set([DRIFT_LIMITS.wassersteinNormalised]));
  const critical = new Set(DRIFT_THRESHOLDS.flatMap((each) => each.critical.map(({ atLeast }) => atLeast)));
  assert.deepEqual(critical, new Set([DRIFT_LIMITS.psiCritical]));
  assert.equal(DRIFT_LIMITS.significance, SIGNIFICANCE);
});

test('Bins of a drift report have a name and the share of each window', () => {
  const bins: readonly Bin[] = [
    { ...EMPTY, kind: 'RANGE', to: 1.234_567, reference: 2, current: 0 },
    { ...EMPTY, kind: 'RANGE', from: 1.234_567, to: 10, reference: 1, current: 1 },
    { ...EMPTY, kind: 'RANGE', from: 10, reference: 1, current: 3 },
    { ...EMPTY, kind: 'VALUE', value: 7, reference: 0, current: 0 },
    { ...EMPTY, kind: 'CATEGORY', category: 'AE', reference: 2, current: 0 },
    { ...EMPTY, kind: 'OTHER', categories: 4, reference: 1, current: 0 },
    { ...EMPTY, kind: 'MISSING', reference: 1, current: 0 },
  ];
  const named = namedBins(bins, WORDS, String);
  assert.deepEqual(named, [
    { name: '< 1.235', reference: 0.25, current: 0 },
    { name: '1.235–10', reference: 0.125, current: 0.25 },
    { name: '≥ 10', reference: 0.125, current: 0.75 },
    { name: 'AE', reference: 0.25, current: 0 },
    { name: '4 others', reference: 0.125, current: 0 },
    { name: 'none', reference: 0.125, current: 0 },
  ]);
  assert.equal(mostGained(named)?.name, '≥ 10');
  assert.equal(mostGained([]), undefined);
});

test('Shares of an empty window are 0', () => {
  const [bin] = namedBins([{ ...EMPTY, kind: 'CATEGORY', category: 'AE', reference: 3, current: 0 }], WORDS, String);
  assert.deepEqual([bin?.reference, bin?.current], [1, 0]);
});

test('Features are sorted by outcome, then degree, then PSI beyond chance', () => {
  const feature = (name: string, outcome: Drifting['outcome'], degree: number | null, psi: number): Drifting => ({
    feature: name,
    outcome,
    degree,
    statistics: { psiBeyondChance: psi },
  });
  const sorted = bySeverity([
    feature('few', 'INSUFFICIENT', null, 9),
    feature('calm', 'NONE', 0.2, 0),
    feature('calmer', 'NONE', 0.2, -1),
    feature('worse', 'CRITICAL', 3, 1),
    feature('bad', 'CRITICAL', 2, 5),
    feature('warned', 'WARNING', 1.9, 9),
  ]);
  assert.deepEqual(
    sorted.map(({ feature }) => feature),
    ['worse', 'bad', 'warned', 'calm', 'calmer', 'few'],
  );
});

test('The trend of drift shows the highest features of the newest report, oldest report first', () => {
  const report = (at: string, degrees: Readonly<Record<string, number | null>>) => ({
    at,
    againstReference: {
      score: { feature: '@score', degree: 0.1 },
      gradeMix: { feature: '@gradeMix', degree: null },
      features: Object.entries(degrees).map(([feature, degree]) => ({ feature, degree })),
    },
  });
  const reports = [
    report('2026-03-02T00:00:00Z', { a: 1, b: 5, c: 2, d: 3, e: null }),
    report('2026-03-01T00:00:00Z', { a: 9, b: 0, c: 0, d: 0, e: 4 }),
  ];
  const { times, lines } = driftTrend(reports);
  assert.deepEqual(times, [Date.parse('2026-03-01T00:00:00Z'), Date.parse('2026-03-02T00:00:00Z')]);
  assert.deepEqual(
    lines.map(({ feature }) => feature),
    ['b', 'e', 'd', 'c'],
  );
  assert.deepEqual(lines[1]?.degrees, [4, null]);
  assert.deepEqual(driftTrend(reports, 'a').lines, [{ feature: 'a', degrees: [9, 1] }]);
  assert.deepEqual(driftTrend([], 'a').lines, [{ feature: 'a', degrees: [] }]);
});

test('Statistics that do not apply are left out; others say which limit they reach', () => {
  const rows = statisticRows({
    adjustedPValue: 0.2,
    contribution: null,
    impact: null,
    decidedBy: 'WASSERSTEIN',
    statistics: {
      psi: 0.3,
      psiChanceLevel: 0.02,
      klDivergence: 0.05,
      jensenShannonDistance: null,
      wassersteinNormalised: 0.4,
      wasserstein: null,
      kolmogorovSmirnov: null,
      kolmogorovSmirnovPValue: 0.001,
      chiSquare: null,
      chiSquarePValue: null,
      missingPValue: null,
    },
  });
  assert.deepEqual(
    rows.map(({ name, meaning, isDeciding }) => [name, meaning?.meaning, meaning?.limit, isDeciding]),
    [
      ['psi', 'psiLarge', 0.25, false],
      ['klDivergence', 'below', 0.1, false],
      ['wassersteinNormalised', 'atLeast', 0.35, true],
      ['kolmogorovSmirnovPValue', 'significant', 0.05, false],
      ['adjustedPValue', 'insignificant', 0.05, false],
    ],
  );
});
