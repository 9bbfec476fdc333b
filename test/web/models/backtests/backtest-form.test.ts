import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  agesOf,
  backtestFaults,
  backtestVariables,
  firstBacktest,
} from '../../../../web/src/models/backtests/backtest-form.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');

describe('the form of a back-test', () => {
  it('begins with the last 180 days, each lead once at the age of a day', () => {
    const draft = firstBacktest(2, NOW);
    assert.deepEqual(backtestVariables(draft), {
      version: 2,
      from: '2026-06-03T00:00:00Z',
      until: '2026-11-30T00:00:00Z',
      decision: { at: 'LEAD_AGE', leadAges: [1] },
    });
    assert.deepEqual([...backtestFaults(draft, NOW)], []);
  });

  it('refuses a window that is empty, backward or in the future', () => {
    const draft = firstBacktest(2, NOW);
    assert.deepEqual([...backtestFaults({ ...draft, from: '' }, NOW)], ['FROM', 'UNTIL']);
    assert.deepEqual([...backtestFaults({ ...draft, until: draft.from }, NOW)], ['UNTIL']);
    assert.deepEqual([...backtestFaults({ ...draft, until: '2026-12-02' }, NOW)], ['UNTIL']);
  });

  it('takes ascending ages, in either language, and refuses others', () => {
    assert.deepEqual(agesOf('0، 15, 30'), [0, 15, 30]);
    for (const text of ['', 'x', '3, 1', '-1', '3651', Array(102).fill('1').join()])
      assert.equal(agesOf(text), undefined);
  });

  it('sends no ages with the recorded scores', () => {
    const { decision } = backtestVariables({ ...firstBacktest(1, NOW), at: 'RECORDED_SCORES', ages: 'x' });
    assert.deepEqual(decision, { at: 'RECORDED_SCORES' });
  });
});
