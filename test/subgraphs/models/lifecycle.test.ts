import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Explored, explore } from '../../support/lifecycle/explore.ts';
import { RULES, type Rules, WITHOUT } from '../../support/lifecycle/lifecycle-rules.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const POLICIES = [['AUC_GAIN'], ['AUC_GAIN', 'APPROVAL']] as const;

/** Number of actions within which the fault of a disabled rule shows. */
const DEPTH_OF_FAULTS = 8;

function firstFault(rules: Rules): Explored['counterExample'] {
  for (let depth = 4; depth <= DEPTH_OF_FAULTS; depth += 2)
    for (const gates of POLICIES) {
      const { counterExample } = explore({ gates, rules, depth, versions: 2 });
      if (counterExample) return counterExample;
    }
  return undefined;
}

describe('the lifecycle of a model', () => {
  for (const { versions, depth, states } of isThorough()
    ? [
        { versions: 2, depth: 10, states: 20_000 },
        { versions: 3, depth: 8, states: 20_000 },
      ]
    : [
        { versions: 2, depth: 8, states: 5_000 },
        { versions: 3, depth: 6, states: 1_500 },
      ])
    for (const gates of POLICIES)
      test(`The lifecycle of a model gives no traffic that was not earned in ${depth} actions on ${versions} versions, past ${gates.join(' and ')}`, (t) => {
        const explored = explore({ gates, rules: RULES, depth, versions });
        assert.deepEqual(explored.counterExample, undefined);
        t.diagnostic(`${explored.states} states, ${explored.transitions} transitions`);
        if (gates.length === 1) assert.ok(explored.states > states, `${explored.states} states`);
      });

  for (const [name, left] of Object.entries(WITHOUT))
    test(`The lifecycle of a model goes wrong without ${name}`, (t) => {
      const fault = firstFault({ ...RULES, ...left });
      assert.ok(fault, 'no counter-example');
      t.diagnostic(`${fault.fault}: ${fault.course.join(', ')}`);
    });
});
