import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AlertEvent } from '../../../../../subgraphs/monitoring/alerts/rules/alert-event.ts';
import { historyOf } from '../../../../../subgraphs/monitoring/alerts/rules/alert-history.ts';
import { type AlertRule, DEFAULT_RULES } from '../../../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { CALM_ALERT, nextAlert } from '../../../../../subgraphs/monitoring/alerts/rules/alert-state.ts';
import { channelsFor, isReasonToRetrain } from '../../../../../subgraphs/monitoring/alerts/rules/routing.ts';

const RULE = DEFAULT_RULES.find(({ name }) => name === 'feature-drift') as AlertRule;
const at = (minute: number) => minute * 60_000;
const by = 'ann';

/** What the history says, and which channels hear, after each of these events. */
function follow(events: readonly (AlertEvent & { readonly isInMaintenance?: boolean })[], rule = RULE): string[] {
  let state = CALM_ALERT;
  return events.map(({ isInMaintenance = false, ...event }) => {
    const change = nextAlert(rule, state, event, isInMaintenance);
    const line = historyOf(state, change, event);
    state = change.state;
    if (!line) return '-';
    const heard = [...channelsFor(rule, change, line.type), ...(isReasonToRetrain(rule, change) ? ['TRAIN'] : [])];
    return [line.type, line.told ?? 'untold', ...heard].join(' ');
  });
}

const observed = (minute: number, value: number) => ({ type: 'OBSERVED', at: at(minute), value }) as const;

describe('the history of an alert', () => {
  it('The history of an alert has a line when it opens, rises, is acknowledged and is over, and none for a value that changes nothing', () => {
    const lines = follow([
      observed(0, 0.5),
      observed(1, 1),
      observed(2, 1.1),
      observed(3, 2),
      { type: 'ACKNOWLEDGE', at: at(4), by },
      { type: 'RESOLVE', at: at(5), by },
    ]);
    assert.deepEqual(lines, [
      '-',
      'OPENED OPENED SLACK',
      '-',
      'RAISED RAISED SLACK EMAIL PAGERDUTY TRAIN',
      'ACKNOWLEDGED untold PAGERDUTY',
      'RESOLVED RESOLVED SLACK EMAIL PAGERDUTY',
    ]);
  });

  it('The history of an alert sends PagerDuty no acknowledgement of an alert that it was never sent', () => {
    assert.deepEqual(follow([observed(0, 1), { type: 'ACKNOWLEDGE', at: at(1), by }])[1], 'ACKNOWLEDGED untold');
  });

  it('The history of an alert names a reminder, and what maintenance or a mute had delayed', () => {
    const passed = (minute: number) => ({ type: 'TIME_PASSED', at: at(minute) }) as const;
    const week = 7 * 1_440;
    assert.deepEqual(follow([{ ...observed(0, 2), isInMaintenance: true }, passed(1), passed(2), passed(week + 1)]), [
      'OPENED untold',
      'TOLD OPENED SLACK EMAIL PAGERDUTY TRAIN',
      '-',
      'REMINDED REMINDER SLACK EMAIL PAGERDUTY',
    ]);
    const mute = { type: 'MUTE', at: at(0), by, forMs: at(10) } as const;
    assert.deepEqual(follow([mute, observed(1, 1), { type: 'UNMUTE', at: at(2), by }]), [
      'MUTED untold',
      'OPENED untold',
      'UNMUTED OPENED SLACK',
    ]);
  });

  it('The history of an alert asks for training when the data has drifted critically, not when the service is slow', () => {
    const rule: AlertRule = { ...RULE, metric: 'ERROR_RATE' };
    assert.deepEqual(follow([observed(0, 2)], rule), ['OPENED OPENED SLACK EMAIL PAGERDUTY']);
  });
});
