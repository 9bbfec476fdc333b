import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_RULES } from '../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { checkAlertRule } from '../../../subgraphs/monitoring/alerts/rules/check-alert-rule.ts';
import { faultsByField, formOf, inputOf, type StoredRule } from '../../../web/src/monitoring/alerts/rules/rule-form.ts';

const STORED: StoredRule = {
  name: 'latency-p95',
  metric: 'LATENCY_P95_MS',
  bad: 'HIGH',
  scope: { model: 'lead-conversion', feature: null, slice: null },
  levels: [
    { severity: 'INFO', enter: 200, leave: 160, channels: [] },
    { severity: 'CRITICAL', enter: 900, leave: 900, channels: ['WEBHOOK'] },
  ],
  breaches: 3,
  of: 5,
  clear: 10,
  clearSeconds: 900,
  noData: 'RESOLVE',
  noDataSeconds: 60.5,
  remindAfterHours: 24,
};

test('A rule that is opened and saved is the same rule', () => {
  assert.deepEqual(inputOf(formOf(STORED)), STORED);
});

test('A level that is not left elsewhere is left where it is entered', () => {
  const form = formOf(STORED);
  const levels = form.levels.map((level) =>
    level.severity === 'WARNING' ? { ...level, isUsed: true, enter: '500', leave: '' } : level,
  );
  assert.deepEqual(
    inputOf({ ...form, levels }).levels.map(({ severity, enter, leave }) => [severity, enter, leave]),
    [
      ['INFO', 200, 160],
      ['WARNING', 500, 500],
      ['CRITICAL', 900, 900],
    ],
  );
});

test('Faults that the platform finds in a rule stand at their fields', () => {
  const [rule] = DEFAULT_RULES;
  assert.ok(rule);
  const level = { severity: 'WARNING', enter: 1, leave: 2 } as const;
  const refused = { ...rule, name: 'No; Way', of: 0, levels: [level] };
  let message = '';
  try {
    checkAlertRule(refused);
  } catch (error) {
    message = (error as Error).message;
  }
  const faults = faultsByField(message);
  assert.deepEqual([...faults.keys()].sort(), ['levels[0].leave', 'name', 'of']);
  assert.match(faults.get('of') ?? '', /^found 0, expected/);
});

test('A message that names no field of a rule has no faults of fields', () => {
  assert.equal(faultsByField('found no database').size, 0);
});
