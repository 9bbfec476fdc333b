import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alertKey, isInScope } from '../../../../../subgraphs/monitoring/alerts/rules/alert-identity.ts';
import { type AlertRule, DEFAULT_RULES } from '../../../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { checkAlertRule } from '../../../../../subgraphs/monitoring/alerts/rules/check-alert-rule.ts';
import { isInMaintenance } from '../../../../../subgraphs/monitoring/alerts/rules/maintenance.ts';

const RULE = DEFAULT_RULES.find(({ name }) => name === 'latency-p95') as AlertRule;

describe('an alert rule', () => {
  it('An alert rule exists by default for drift, latency, errors, rollouts, withdrawn versions, the lake and the CRM, and each default passes its own check', () => {
    for (const rule of DEFAULT_RULES) checkAlertRule(rule);
    assert.equal(new Set(DEFAULT_RULES.map(({ name }) => name)).size, DEFAULT_RULES.length);
    const bounds = Object.fromEntries(
      DEFAULT_RULES.map(({ metric, levels }) => [metric, levels.map(({ enter }) => enter)]),
    );
    assert.deepEqual(bounds, {
      FEATURE_DRIFT: [1, 2],
      SCORE_DRIFT: [1, 2],
      GRADE_MIX_DRIFT: [1, 2],
      LATENCY_P95_MS: [200, 500],
      ERROR_RATE: [0.01],
      ROLLOUT: [2, 3],
      VERSION_WITHDRAWN: [2, 3],
      LAKE_EXPECTATION: [2, 3],
      LAKE_OVERDUE_SECONDS: [3_600, 86_400],
      CRM_SYNC_LAG_SECONDS: [60, 600],
      CRM_SYNC_STOPPED: [3],
      CRM_WRITE_BACK_LAG_SECONDS: [60, 600],
      CRM_PARKED_ROWS: [1, 100],
    });
    assert.deepEqual(RULE.channels.CRITICAL, ['SLACK', 'EMAIL', 'PAGERDUTY']);
  });

  const level = { severity: 'WARNING', enter: 5, leave: 4 } as const;
  for (const [what, change, expected] of [
    ['a name that is no key', { name: 'Latency!' }, /rule.name: found "Latency!"/],
    ['no level', { levels: [] }, /rule.levels: found \[\]/],
    ['more breaches than values', { breaches: 6 }, /rule.breaches: found 6, expected 1 to 5/],
    ['a count that is not whole', { of: 2.5 }, /rule.of: found 2.5/],
    ['no value to clear', { clear: 0 }, /rule.clear: found 0/],
    ['a negative time', { clearMs: -500 }, /rule.clearSeconds: found -0.5/],
    ['a negative silence', { noDataMs: -1_000 }, /rule.noDataSeconds: found -1,/],
    ['a reminder without a pause', { remindAfterMs: 18_000 }, /rule.remindAfterHours: found 0.005/],
    ['a scope of another rule', { scope: { rule: 'other' } }, /rule.scope.rule: found "other"/],
    ['a threshold that is no number', { levels: [{ ...level, enter: Number.NaN }] }, /levels\[0\].enter: found NaN/],
    ['a level left above where it is entered', { levels: [{ ...level, leave: 6 }] }, /levels\[0\].leave: found 6/],
    ['a level left below, where low is bad', { bad: 'LOW', levels: [level] }, /levels\[0\].leave: found 4/],
    ['severities that do not rise', { levels: [level, { ...level, enter: 6 }] }, /levels\[1\].severity/],
    [
      'thresholds that do not rise',
      { levels: [level, { ...level, severity: 'CRITICAL' }] },
      /levels\[1\].enter: found 5/,
    ],
  ] as const) {
    it(`An alert rule is refused with ${what}`, () => {
      const isRefusal = (error: Error & { code?: string }) =>
        error.code === 'ALERT_RULE_INVALID' && expected.test(error.message);
      assert.throws(() => checkAlertRule({ ...RULE, ...change } as AlertRule), isRefusal);
    });
  }
});

describe('the identity of an alert', () => {
  const identity = { rule: 'feature-drift', model: 'lead', feature: 'page_views', slice: 'country=AE' };

  it('The identity of an alert is one text, and never that of another', () => {
    assert.equal(alertKey(identity), 'feature-drift/lead/page_views/country%3DAE');
    assert.equal(alertKey({ rule: 'error-rate', model: 'lead' }), 'error-rate/lead//');
    assert.notEqual(alertKey({ rule: 'a', model: 'b/c' }), alertKey({ rule: 'a', model: 'b', feature: 'c' }));
  });

  it('The identity of an alert belongs to a scope that names a part of it', () => {
    assert.ok(isInScope(identity, {}) && isInScope(identity, { model: 'lead', slice: 'country=AE' }));
    assert.ok(!isInScope(identity, { model: 'other' }) && !isInScope({ rule: 'r', model: 'm' }, { feature: 'f' }));
  });

  it('The identity of an alert is in maintenance from the start of a window to before its end', () => {
    const windows = [{ from: 10, until: 20, scope: { model: 'lead' } }];
    assert.deepEqual(
      [9, 10, 19, 20].map((at) => isInMaintenance(identity, windows, at)),
      [false, true, true, false],
    );
    assert.ok(!isInMaintenance({ ...identity, model: 'other' }, windows, 15));
  });
});
