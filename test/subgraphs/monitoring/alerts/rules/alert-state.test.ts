import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AlertEvent } from '../../../../../subgraphs/monitoring/alerts/rules/alert-event.ts';
import { type AlertRule, DEFAULT_RULES } from '../../../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import {
  type AlertState,
  CALM_ALERT,
  isCalm,
  nextAlert,
} from '../../../../../subgraphs/monitoring/alerts/rules/alert-state.ts';

const MINUTE = 60_000;
const RULE: AlertRule = {
  ...(DEFAULT_RULES[0] as AlertRule),
  levels: [
    { severity: 'WARNING', enter: 10, leave: 8 },
    { severity: 'CRITICAL', enter: 20, leave: 16 },
  ],
  breaches: 2,
  of: 3,
  clear: 2,
  clearMs: 5 * MINUTE,
  remindAfterMs: 100 * MINUTE,
};

/** An alert that takes events at minutes, and remembers what it told. */
class Alert {
  readonly rule: AlertRule;
  state: AlertState = CALM_ALERT;
  isInMaintenance = false;
  told: string[] = [];

  constructor(rule: AlertRule = RULE) {
    this.rule = rule;
  }

  take(event: AlertEvent): this {
    // through JSON, as it is stored
    const stored = JSON.parse(JSON.stringify(this.state)) as AlertState;
    const { state, effects } = nextAlert(this.rule, stored, event, this.isInMaintenance);
    this.state = state;
    for (const { reason, severity } of effects) this.told.push(`${event.at / MINUTE} ${reason} ${severity}`);
    return this;
  }

  observe(values: Readonly<Record<number, number | undefined>>): this {
    for (const [minute, value] of Object.entries(values)) {
      this.take({ type: 'OBSERVED', at: Number(minute) * MINUTE, value });
    }
    return this;
  }

  act(minute: number, type: 'ACKNOWLEDGE' | 'RESOLVE' | 'UNMUTE'): this {
    return this.take({ type, at: minute * MINUTE, by: 'sales@example.com' });
  }

  mute(minute: number, forMinutes: number): this {
    return this.take({ type: 'MUTE', at: minute * MINUTE, by: 'sales@example.com', forMs: forMinutes * MINUTE });
  }

  pass(minute: number): this {
    return this.take({ type: 'TIME_PASSED', at: minute * MINUTE });
  }
}

describe('an alert', () => {
  it('An alert opens when two of the last three values reach a level, and is notified once', () => {
    assert.equal(new Alert().observe({ 0: 10, 1: 9, 2: 9, 3: 10 }).state.status, 'CALM');
    const alert = new Alert().observe({ 0: 10, 1: 0, 2: 11, 3: 12, 4: 13 });
    assert.deepEqual([alert.state.status, alert.state.openedAt, alert.state.openings], ['OPEN', 2 * MINUTE, 1]);
    assert.deepEqual(alert.told, ['2 OPENED WARNING']);
  });

  it('An alert opens at the worst level that enough values reach', () => {
    assert.deepEqual(new Alert().observe({ 0: 25, 1: 12 }).told, ['1 OPENED WARNING']);
    assert.deepEqual(new Alert().observe({ 0: 25, 1: 25 }).told, ['1 OPENED CRITICAL']);
  });

  it('An alert is notified when it gets worse, also after an acknowledgement, and not when it gets better', () => {
    const alert = new Alert().observe({ 0: 10, 1: 10 }).act(2, 'ACKNOWLEDGE');
    assert.deepEqual([alert.state.status, alert.state.acknowledgedBy], ['ACKNOWLEDGED', 'sales@example.com']);
    alert.observe({ 3: 20, 4: 20, 5: 12, 6: 12, 7: 20, 8: 20 });
    assert.deepEqual([alert.state.status, alert.state.severity], ['OPEN', 'CRITICAL']);
    assert.equal(alert.state.acknowledgedBy, undefined);
    assert.deepEqual(alert.told, ['1 OPENED WARNING', '4 RAISED CRITICAL']);
  });

  it('An alert resolves after enough values over enough time on the safe side, and stays open in between', () => {
    const alert = new Alert().observe({ 0: 10, 1: 10, 2: 9, 3: 8, 10: 9, 11: 7, 12: 7, 15: 7 });
    assert.equal(alert.state.status, 'OPEN');
    alert.observe({ 16: 7 });
    assert.deepEqual([alert.state.status, alert.state.resolvedAt], ['RESOLVED', 16 * MINUTE]);
    assert.equal(alert.state.resolvedBy, undefined);
    assert.deepEqual(alert.told, ['1 OPENED WARNING', '16 RESOLVED WARNING']);
  });

  it('An alert starts to wait again when a value leaves the safe side', () => {
    const alert = new Alert().observe({ 0: 10, 1: 10, 2: 7, 6: 9, 7: 7, 9: 7, 11: 7 });
    assert.equal(alert.state.status, 'OPEN');
    assert.equal(alert.observe({ 12: 7 }).state.status, 'RESOLVED');
  });

  it('An alert counts how often it opened', () => {
    const alert = new Alert().observe({ 0: 10, 1: 10, 2: 0, 7: 0, 8: 30, 9: 30 });
    assert.deepEqual([alert.state.status, alert.state.openings, alert.state.severity], ['OPEN', 2, 'CRITICAL']);
    assert.equal(alert.state.resolvedAt, undefined);
    assert.deepEqual(alert.told, ['1 OPENED WARNING', '7 RESOLVED WARNING', '9 OPENED CRITICAL']);
  });

  it('An alert concludes nothing from too little data', () => {
    const alert = new Alert().observe({ 0: 10, 1: undefined, 2: undefined, 3: 10, 4: undefined, 20: undefined });
    assert.deepEqual([alert.state.status, alert.told], ['OPEN', ['3 OPENED WARNING']]);
  });

  it('An alert resolves, stays or opens after long enough without data, as the rule says', () => {
    const silent = { 2: undefined, 10: undefined, 16: undefined, 17: undefined };
    const after = (noData: AlertRule['noData'], values: Readonly<Record<number, number | undefined>>) =>
      new Alert({ ...RULE, noData, noDataMs: 15 * MINUTE }).observe(values).told;
    assert.deepEqual(after('RESOLVE', { 0: 10, 1: 10, ...silent }), ['1 OPENED WARNING', '17 RESOLVED WARNING']);
    assert.deepEqual(after('KEEP', { 0: 10, 1: 10, ...silent }), ['1 OPENED WARNING']);
    assert.deepEqual(after('ALERT', { 0: 0, ...silent }), ['17 OPENED WARNING']);
    assert.deepEqual(after('RESOLVE', { 0: 0, ...silent }), []);
    // a value in between, and the time without data begins anew
    assert.deepEqual(after('RESOLVE', { 0: 10, 1: 10, 2: undefined, 12: 12, 17: undefined, 31: undefined }), [
      '1 OPENED WARNING',
    ]);
    assert.deepEqual(after('ALERT', { ...silent, 18: 0, 24: 0 }), ['17 OPENED WARNING', '24 RESOLVED WARNING']);
  });

  it('An alert does by default without data what suits its metric', () => {
    const values = { 0: 10, 1: 10, 2: undefined, 17: undefined };
    for (const metric of ['LATENCY_P95_MS', 'ERROR_RATE', 'THROUGHPUT'] as const)
      assert.equal(new Alert({ ...RULE, metric }).observe(values).state.status, 'RESOLVED');
    for (const metric of ['FEATURE_DRIFT', 'AUC', 'ROLLOUT'] as const)
      assert.equal(new Alert({ ...RULE, metric }).observe(values).state.status, 'OPEN');
  });

  it('An alert counts sliding windows that overlap as one', () => {
    const look = (second: number, value: number | undefined) =>
      ({ type: 'OBSERVED', at: second * 1_000, value, from: (second - 60) * 1_000 }) as const;
    const alert = new Alert({ ...RULE, breaches: 3, of: 5 });
    const slide = (from: number, to: number, value: (second: number) => number | undefined) => {
      for (let second = from; second <= to; second += 1) alert.take(look(second, value(second)));
    };
    // one burst is in sixty windows
    slide(100, 159, () => 30);
    slide(160, 400, () => 0);
    assert.deepEqual([alert.state.status, alert.told], ['CALM', []]);
    // three bursts, each more than a window after the one before: the third opens it
    slide(401, 700, (second) => (second % 100 < 50 ? 30 : 0));
    assert.deepEqual([alert.state.status, alert.state.openedAt], ['OPEN', 600_000]);
  });

  it('An alert drops breaches of windows long ago when there was no data between', () => {
    const look = (minute: number, value: number | undefined) =>
      ({ type: 'OBSERVED', at: minute * MINUTE, value, from: (minute - 1) * MINUTE }) as const;
    const alert = new Alert({ ...RULE, breaches: 2, of: 3 });
    alert.take(look(10, 30)).take(look(11, undefined)).take(look(20, 30));
    assert.equal(alert.state.status, 'CALM');
    assert.equal(alert.take(look(22, 30)).state.status, 'OPEN');
  });

  it('An alert is resolved by hand, and opens again only when the condition is met again', () => {
    const alert = new Alert().observe({ 0: 10, 1: 10, 2: 10 }).act(3, 'RESOLVE').observe({ 4: 10 });
    assert.deepEqual([alert.state.status, alert.state.resolvedBy], ['RESOLVED', 'sales@example.com']);
    assert.equal(alert.observe({ 5: 10 }).state.openings, 2);
    assert.deepEqual(alert.told, ['1 OPENED WARNING', '3 RESOLVED WARNING', '5 OPENED WARNING']);
  });

  it('An alert reminds after the long interval, once however much was missed, and not of what someone has acknowledged', () => {
    const alert = new Alert().observe({ 0: 10, 1: 10 }).pass(100).pass(101).pass(150).pass(500).pass(599);
    assert.deepEqual(alert.told, ['1 OPENED WARNING', '101 REMINDER WARNING', '500 REMINDER WARNING']);
    alert.act(599, 'ACKNOWLEDGE').pass(900);
    assert.equal(alert.told.length, 3);
  });

  it('An alert runs the same course when values without effect are left out', () => {
    const step = fc.oneof(
      { arbitrary: fc.constantFrom(0, 9, 10, 25), weight: 8 },
      { arbitrary: fc.constantFrom('MUTE', 'UNMUTE', 'MAINTAIN', 'RESOLVE', 'PASS'), weight: 2 },
    );
    const isLeftOut = (alert: Alert, value: number) => isCalm(alert.rule, alert.state, value);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const [whole, sparing] = [new Alert(), new Alert()];
        for (const [i, one] of steps.entries()) {
          const minute = 3 * i;
          for (const alert of [whole, sparing]) {
            if (one === 'MUTE') alert.mute(minute, 10);
            else if (one === 'UNMUTE') alert.act(minute, one);
            else if (one === 'MAINTAIN') alert.isInMaintenance = !alert.isInMaintenance;
            else if (one === 'PASS') alert.pass(minute);
            else if (one === 'RESOLVE') alert.state.status === 'OPEN' && alert.act(minute, one);
            else if (alert === whole || !isLeftOut(alert, one as number)) alert.observe({ [minute]: one as number });
          }
          assert.deepEqual(sparing.told, whole.told);
          const course = ({ status, severity, openings, openedAt, resolvedAt }: AlertState) =>
            JSON.stringify({ status, severity, openings, openedAt, resolvedAt });
          assert.equal(course(sparing.state), course(whole.state));
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('An alert watches for values that are too low when low is bad', () => {
    const levels = [{ severity: 'WARNING', enter: 0.7, leave: 0.75 }] as const;
    const alert = new Alert({ ...RULE, bad: 'LOW', levels }).observe({ 0: 0.7, 1: 0.6, 2: 0.74, 3: 0.76, 8: 0.8 });
    assert.deepEqual(alert.told, ['1 OPENED WARNING', '8 RESOLVED WARNING']);
  });

  it('An alert refuses actions that its status does not allow', () => {
    const isRefused = (error: Error & { code?: string }) =>
      error.code === 'ALERT_ACTION_REFUSED' && /found status/.test(error.message);
    assert.throws(() => new Alert().act(0, 'ACKNOWLEDGE'), isRefused);
    assert.throws(() => new Alert().act(0, 'RESOLVE'), isRefused);
    const alert = new Alert().observe({ 0: 10, 1: 10 }).act(2, 'ACKNOWLEDGE');
    assert.throws(() => alert.act(3, 'ACKNOWLEDGE'), isRefused);
    assert.throws(() => new Alert().mute(0, 0), /forMs: found 0/);
    assert.throws(() => new Alert().observe({ 0: Number.NaN }), RangeError);
  });
});

describe('an alert that is muted or in maintenance', () => {
  it('An alert that is muted or in maintenance opens and notifies nobody, and notifies afterwards what still holds', () => {
    const alert = new Alert().mute(0, 10).observe({ 1: 10, 2: 10 });
    assert.deepEqual([alert.state.status, alert.told], ['OPEN', []]);
    assert.deepEqual(alert.pass(9).pass(10).told, ['10 OPENED WARNING']);
  });

  it('An alert that is muted or in maintenance notifies nothing that came and went', () => {
    const alert = new Alert();
    alert.isInMaintenance = true;
    alert.observe({ 0: 10, 1: 10, 2: 0, 7: 0 });
    alert.isInMaintenance = false;
    assert.deepEqual([alert.pass(8).state.status, alert.told], ['RESOLVED', []]);
  });

  it('An alert that is muted or in maintenance notifies afterwards that it is over, when it had been notified; not when it is back by then', () => {
    const over = new Alert().observe({ 0: 10, 1: 10 }).mute(2, 20).observe({ 3: 0, 9: 0 }).pass(22);
    assert.deepEqual(over.told, ['1 OPENED WARNING', '22 RESOLVED WARNING']);
    const back = new Alert().observe({ 0: 10, 1: 10 }).mute(2, 20).observe({ 3: 0, 9: 0, 10: 10, 11: 10 }).pass(22);
    assert.deepEqual([back.told, back.state.openings], [['1 OPENED WARNING'], 2]);
  });

  it('An alert that is muted or in maintenance notifies afterwards that it got worse', () => {
    const alert = new Alert().observe({ 0: 10, 1: 10 }).mute(2, 20).observe({ 3: 20, 4: 20 }).act(5, 'UNMUTE');
    assert.deepEqual(alert.told, ['1 OPENED WARNING', '5 RAISED CRITICAL']);
  });
});

describe('a clock that runs backwards', () => {
  it('A clock that runs backwards resolves nothing early, repeats nothing, and only lets intervals start over', () => {
    const alert = new Alert().observe({ 1000: 10, 1001: 10 });
    for (const minute of [1, 2, 100]) alert.pass(minute);
    assert.deepEqual(alert.told, ['1001 OPENED WARNING']);
    assert.deepEqual(alert.pass(101).told.slice(1), ['101 REMINDER WARNING']);
    alert.take({ type: 'OBSERVED', at: 2_000 * MINUTE, value: 0 }).observe({ 102: 0, 106: 0 });
    assert.equal(alert.state.status, 'OPEN');
    assert.equal(alert.observe({ 107: 0 }).state.status, 'RESOLVED');
  });

  it('A clock that runs backwards does not make a mute longer than it was asked for', () => {
    const alert = new Alert().mute(1_000, 10).observe({ 1: 10, 2: 10 });
    assert.deepEqual(alert.pass(10).told, []);
    assert.deepEqual(alert.pass(11).told, ['11 OPENED WARNING']);
  });
});
