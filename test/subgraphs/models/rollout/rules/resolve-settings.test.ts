import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resolveSettings } from '../../../../../subgraphs/models/rollout/rules/resolve-settings.ts';
import type { RolloutRequest } from '../../../../../subgraphs/models/rollout/rules/rollout-request.ts';
import { DEFAULT_STEPS } from '../../../../../subgraphs/models/rollout/rules/steps.ts';
import { DEFAULT_TRIP_WIRES } from '../../../../../subgraphs/models/rollout/rules/trip-wires.ts';
import { DEFAULT_GUARDRAILS } from '../../../../../subgraphs/models/rollout/rules/verdict/guardrails.ts';

const ask = (given: Partial<RolloutRequest>): RolloutRequest => ({
  model: 'm',
  version: 2,
  strategy: 'CANARY',
  ...given,
});
const terms = (given: Partial<RolloutRequest>, isWayBack = false) =>
  resolveSettings(ask(given), { champion: 1, isWayBack });

describe('settings of a rollout', () => {
  test('Settings of a rollout have defaults for everything that the request omits', () => {
    assert.deepEqual(terms({}), {
      settings: {
        steps: DEFAULT_STEPS.CANARY,
        guardrails: DEFAULT_GUARDRAILS,
        tripWires: DEFAULT_TRIP_WIRES,
        replayRows: 200,
      },
      holdoutShare: 0,
      versions: [{ version: 2, role: 'CHALLENGER', weight: 1 }],
      beginsAtOnce: false,
    });
  });

  test('Settings of a rollout without a replay let it begin at once', () => {
    assert.equal(terms({ replayRows: 0 }).beginsAtOnce, true);
    const shadow = terms({ strategy: 'SHADOW', replayRows: 500 });
    assert.deepEqual([shadow.beginsAtOnce, shadow.settings.replayRows], [true, 0]);
  });

  test('Settings of a rollout accept shadow versions with any strategy, each with its share', () => {
    const shadowVersions = [
      { version: 3, share: 0.2 },
      { version: 4, share: 1 },
    ];
    for (const strategy of ['SHADOW', 'CANARY', 'AB_TEST', 'IMMEDIATE'] as const) {
      const [main, ...shadows] = terms({ strategy, shadowVersions }).versions;
      assert.deepEqual(main, { version: 2, role: strategy === 'SHADOW' ? 'SHADOW' : 'CHALLENGER', weight: 1 });
      assert.deepEqual(shadows, [
        { version: 3, role: 'SHADOW', weight: 0.2 },
        { version: 4, role: 'SHADOW', weight: 1 },
      ]);
    }
  });

  test('Settings of an A/B test give the challengers the traffic that the arms leave', () => {
    const arms = [
      { version: 1, weight: 0.5 },
      { version: 3, weight: 0.2 },
      { version: 2, weight: 0.3 },
    ];
    const { settings, versions } = terms({ strategy: 'AB_TEST', arms, minimumEffect: 0.02 });
    assert.deepEqual(settings.steps, [{ ...DEFAULT_STEPS.AB_TEST[0], trafficShare: 0.5 }]);
    assert.deepEqual(versions, [
      { version: 2, role: 'CHALLENGER', weight: 0.6 },
      { version: 3, role: 'CHALLENGER', weight: 0.4 },
    ]);
    assert.equal(settings.minimumEffect, 0.02);
    const step = { trafficShare: 0.3, holdMs: 0, minimumSamples: 0, needsApproval: false };
    const alone = terms({ strategy: 'AB_TEST', steps: [step] });
    assert.deepEqual([alone.settings.steps, alone.versions], [[step], [{ version: 2, role: 'CHALLENGER', weight: 1 }]]);
  });

  test('Settings of a return to a former champion are one step with all traffic, without approval, replay or delaying guardrails', () => {
    for (const strategy of ['CANARY', 'IMMEDIATE'] as const) {
      const { settings, beginsAtOnce } = terms({ strategy }, true);
      assert.deepEqual(settings.steps, [{ trafficShare: 1, holdMs: 0, minimumSamples: 0, needsApproval: false }]);
      assert.ok(settings.guardrails.length > 0 && settings.guardrails.every(({ holds }) => !holds));
      assert.deepEqual([settings.replayRows, beginsAtOnce], [0, true]);
    }
    assert.deepEqual(terms({ strategy: 'AB_TEST' }, true), terms({ strategy: 'AB_TEST' }));
  });

  const arm = (version: number, weight: number) => ({ version, weight });
  const step = (trafficShare: number) => ({ trafficShare, holdMs: 0, minimumSamples: 0, needsApproval: false });
  const REFUSED: Readonly<Record<string, readonly [Partial<RolloutRequest>, RegExp]>> = {
    'steps that shrink': [{ steps: [step(0.5), step(0.1), step(1)] }, /found shares 0\.5, 0\.1, 1/],
    'steps that end below all traffic': [{ steps: [step(0.1), step(0.5)] }, /expected 1 at the end/],
    'a guardrail out of range': [{ guardrails: [{ metric: 'ERROR_RATE', limit: 2, holds: true }] }, /found limit 2/],
    'a trip-wire of one failure': [{ tripWires: { consecutiveFailures: 1, p95Ms: 9 } }, /found 1, expected a whole/],
    'a trip-wire at 0 ms': [{ tripWires: { consecutiveFailures: 5, p95Ms: 0 } }, /found 0 ms/],
    'a holdout of everybody': [{ holdoutShare: 1 }, /holdout share: found 1, expected at least 0, below 1/],
    'a negative holdout': [{ holdoutShare: -0.1 }, /holdout share: found -0\.1/],
    'a replay of too much': [{ replayRows: 10_001 }, /replay: found 10001/],
    'a replay of half a request': [{ replayRows: 0.5 }, /replay: found 0\.5/],
    'a shadow that sees nothing': [{ shadowVersions: [{ version: 3, share: 0 }] }, /shadow version 3, share: found 0/],
    'a version twice': [{ shadowVersions: [{ version: 2, share: 1 }] }, /found 2 twice/],
    'arms without an A/B test': [{ arms: [arm(1, 0.5), arm(2, 0.5)] }, /arms: found CANARY/],
    'an effect without an A/B test': [{ minimumEffect: 0.1 }, /minimum effect: found CANARY/],
    'an effect of nothing': [{ strategy: 'AB_TEST', minimumEffect: 0 }, /minimum effect: found 0/],
    'arms that do not sum': [{ strategy: 'AB_TEST', arms: [arm(1, 0.5), arm(2, 0.4)] }, /sum to 0\.9/],
    'arms without the champion': [{ strategy: 'AB_TEST', arms: [arm(2, 0.5), arm(3, 0.5)] }, /the champion, 1, among/],
    'arms without the version': [
      { strategy: 'AB_TEST', arms: [arm(1, 0.5), arm(3, 0.5)] },
      /version to test, 2, among/,
    ],
    'an arm twice': [{ strategy: 'AB_TEST', arms: [arm(1, 0.5), arm(2, 0.2), arm(2, 0.3)] }, /each name once/],
    'arms and a step that contradict': [
      { strategy: 'AB_TEST', arms: [arm(1, 0.5), arm(2, 0.5)], steps: [step(0.3)] },
      /traffic share: found 0\.3, expected 0\.5/,
    ],
  };
  for (const [title, [given, message]] of Object.entries(REFUSED))
    test(`Settings of a rollout refuse ${title}`, () =>
      assert.throws(() => terms(given), { code: 'ROLLOUT_INVALID', message }));
});
