import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundsText, figureText } from '../../../web/src/data/lake/lake-figure.ts';
import {
  countResults,
  expectationsOf,
  isRefreshed,
  type LakeTableFacts,
  overdueLimit,
  summariseLayers,
} from '../../../web/src/data/lake/lake-summary.ts';

type Expectation = NonNullable<LakeTableFacts['expectations']>[number];

function table(given: Partial<LakeTableFacts>): LakeTableFacts {
  return {
    layer: 'BRONZE',
    name: 'bronze/lead_events',
    rows: 10,
    version: 1,
    passedVersion: 1,
    updatedAt: '2026-11-30T10:00:00Z',
    refreshedAt: '2026-11-30T10:00:00Z',
    freshnessSeconds: 60,
    bytes: 100,
    files: 1,
    expectations: [],
    ...given,
  };
}

function expectation(name: string, status: Expectation['status'], severity: Expectation['severity']): Expectation {
  const none = { description: '', isLearnt: false, unit: 'SHARE', found: 0, least: null, greatest: null } as const;
  return { ...none, name, status, severity, checkedAt: '2026-11-30T10:00:00Z' };
}

test('layers are summed up in the direction of the flow, with their oldest table', () => {
  const tables = [
    table({ layer: 'GOLD', name: 'gold/features', expectations: [expectation('key_unique', 'FAILED', 'WARN')] }),
    table({ freshnessSeconds: 30, expectations: [expectation('keys_present', 'FAILED', 'GATE')] }),
    table({ name: 'bronze/outcome_events', rows: null, bytes: null, freshnessSeconds: null }),
  ];
  assert.deepEqual(summariseLayers(tables), [
    { layer: 'BRONZE', tables: 2, rows: 10, bytes: 100, failed: 1, isGated: true, freshnessSeconds: 30 },
    { layer: 'GOLD', tables: 1, rows: 10, bytes: 100, failed: 1, isGated: false, freshnessSeconds: 60 },
  ]);
});

test('expectations that need a look come first', () => {
  const expectations = [
    expectation('passed', 'PASSED', 'GATE'),
    expectation('unknown', null, 'GATE'),
    expectation('warned', 'FAILED', 'WARN'),
    expectation('gated', 'FAILED', 'GATE'),
  ];
  const names = expectationsOf([table({ expectations })]).map(({ expectation: { name } }) => name);
  assert.deepEqual(names, ['gated', 'warned', 'unknown', 'passed']);
  assert.deepEqual(countResults(table({ expectations })), { PASSED: 1, FAILED: 2, INSUFFICIENT: 0 });
});

test('a refresh is done when every table that it writes is newer than the request', () => {
  const requestedAt = '2026-11-30T11:00:00Z';
  const fresh = table({ refreshedAt: '2026-11-30T11:00:01Z' });
  const predictions = table({ layer: 'PREDICTIONS', name: 'predictions' });
  assert.equal(isRefreshed([fresh, predictions], requestedAt), true);
  assert.equal(isRefreshed([fresh, table({})], requestedAt), false);
  assert.equal(isRefreshed([table({ refreshedAt: null })], requestedAt), false);
});

test('the limit of freshness is that of the lowest level of its rule', () => {
  const rule = { metric: 'LAKE_OVERDUE_SECONDS', levels: [{ enter: 86_400 }, { enter: 3_600 }] } as const;
  assert.equal(
    overdueLimit([
      { metric: 'ROLLOUT', levels: [{ enter: 1 }] },
      { ...rule, levels: [...rule.levels] },
    ]),
    3_600,
  );
  assert.equal(overdueLimit(null), undefined);
});

test('figures are shown in their unit, with their bounds', () => {
  const format = {
    number: (value: number) => String(value),
    percent: (share: number) => `${share * 100} %`,
    duration: (milliseconds: number) => `${milliseconds} ms`,
  };
  assert.equal(figureText(0.5, 'SHARE', format), '50 %');
  assert.equal(figureText(1.25, 'RATIO', format), '× 1.25');
  assert.equal(figureText(60, 'SECONDS', format), '60000 ms');
  assert.equal(figureText(-60, 'SECONDS', format), '−60000 ms');
  assert.equal(boundsText({ least: 0, greatest: 0.25 }, 'SHARE', format), '0 % – 25 %');
  assert.equal(boundsText({ least: null, greatest: 0 }, 'SHARE', format), '≤ 0 %');
  assert.equal(boundsText({ least: 1, greatest: null }, 'RATIO', format), '≥ × 1');
  assert.equal(boundsText({ least: null, greatest: null }, 'RATIO', format), undefined);
});
