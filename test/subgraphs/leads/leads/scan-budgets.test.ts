import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanBudgets } from '../../../../subgraphs/leads/leads/scan-budgets.ts';

const CANDIDATES = 600_000;

test('the first scan budget suffices four times over where matches are spread evenly', () => {
  assert.deepEqual(scanBudgets({ candidates: CANDIDATES, matches: 60_000, limit: 200 }), [8_000, 40_000]);
});

test('scan budgets are at least 1,000 candidates and at most 40,000', () => {
  assert.deepEqual(scanBudgets({ candidates: CANDIDATES, matches: CANDIDATES, limit: 21 }), [1_000, 40_000]);
  assert.deepEqual(scanBudgets({ candidates: CANDIDATES, matches: 600, limit: 21 }), [40_000]);
});

test('one scan budget is tried where few matches are cheaper to collect', () => {
  assert.deepEqual(scanBudgets({ candidates: CANDIDATES, matches: 2_000, limit: 21 }), [25_200]);
});

test('no scan budget is given where matches are rare, or none is expected', () => {
  assert.deepEqual(scanBudgets({ candidates: CANDIDATES, matches: 200, limit: 21 }), []);
  assert.deepEqual(scanBudgets({ candidates: CANDIDATES, matches: 0, limit: 21 }), []);
});
