import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanBudget } from '../../../../subgraphs/leads/leads/scan-budget.ts';

const CANDIDATES = 600_000;

test('a scan budget suffices four times over where matches are spread evenly', () => {
  assert.equal(scanBudget({ candidates: CANDIDATES, matches: 60_000, limit: 200 }), 8_000);
});

test('a scan budget is at least 1,000 candidates and at most 40,000', () => {
  assert.equal(scanBudget({ candidates: CANDIDATES, matches: CANDIDATES, limit: 21 }), 1_000);
  assert.equal(scanBudget({ candidates: CANDIDATES, matches: 600, limit: 21 }), 40_000);
});

test('a scan budget is 0 where matches are rare, or none is expected', () => {
  assert.equal(scanBudget({ candidates: CANDIDATES, matches: 200, limit: 21 }), 0);
  assert.equal(scanBudget({ candidates: CANDIDATES, matches: 0, limit: 21 }), 0);
});
