import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AlertLevel, DEFAULT_RULES } from '../../../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import {
  type AlertState,
  CALM_ALERT,
  nextAlert,
} from '../../../../../subgraphs/monitoring/alerts/rules/alert-state.ts';
import { seededRandom } from '../../../../support/data/random.ts';
import { isThorough } from '../../../../support/runner/thorough.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** How often each metric is looked at: live ones every minute, checks every hour. */
const everyMs = (metric: string) => (metric.endsWith('DRIFT') ? 60 * MINUTE : MINUTE);

describe('thirty simulated days of a condition with noise around its threshold', () => {
  for (const rule of DEFAULT_RULES) {
    for (const { severity, enter, leave } of rule.levels as readonly AlertLevel[]) {
      it(`Thirty simulated days of a condition with noise around its threshold give one opening, one end and four reminders at most: ${rule.name}, ${severity}`, () => {
        for (let seed = 1; seed <= (isThorough() ? 5 : 1); seed += 1) {
          const random = seededRandom(seed);
          const told: string[] = [];
          let state: AlertState = CALM_ALERT;
          for (let at = 0; at < 31 * DAY; at += everyMs(rule.metric)) {
            // a third of the values does not breach, one in forty is on the safe side
            const noisy = enter + (enter - leave) * (0.2 + 0.6 * random.normal());
            const value = at < 30 * DAY ? noisy : 0;
            const { state: next, effects } = nextAlert(rule, state, { type: 'OBSERVED', at, value });
            state = next;
            told.push(...effects.map(({ reason }) => reason));
          }
          const count = (reason: string) => told.filter((one) => one === reason).length;
          assert.deepEqual([count('OPENED'), count('RESOLVED'), state.openings], [1, 1, 1], told.join());
          assert.ok(count('REMINDER') <= 4, told.join());
          assert.ok(count('RAISED') <= rule.levels.length - 1, told.join());
        }
      });
    }
  }
});
