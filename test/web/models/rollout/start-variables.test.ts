import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '../../../../platform/errors.ts';
import { resolveSettings } from '../../../../subgraphs/models/rollout/rules/resolve-settings.ts';
import type { RolloutRequest } from '../../../../subgraphs/models/rollout/rules/rollout-request.ts';
import { DEFAULT_TRIP_WIRES as GATEWAY_TRIP_WIRES } from '../../../../subgraphs/models/rollout/rules/trip-wires.ts';
import { draftSteps } from '../../../../web/src/models/rollout/start/rollout-plan.ts';
import { firstDraft, type StartDraft } from '../../../../web/src/models/rollout/start/start-draft.ts';
import { isFit } from '../../../../web/src/models/rollout/start/start-faults.ts';
import { startVariables } from '../../../../web/src/models/rollout/start/start-variables.ts';
import { DEFAULT_TRIP_WIRES, plannedTripWires } from '../../../../web/src/models/rollout/start/trip-wires-plan.ts';

const CHAMPION = 1;
const CANARY = firstDraft(2);
const TEST: StartDraft = { ...CANARY, strategy: 'AB_TEST' };
const SHADOW: StartDraft = { ...CANARY, strategy: 'SHADOW' };

/** Settings that the gateway resolves from what the form sends. */
function resolved(draft: StartDraft) {
  const { steps, ...variables } = startVariables(draft, CHAMPION);
  const given = Object.entries(variables).filter(([, value]) => value !== null);
  const request: RolloutRequest = {
    model: 'm',
    ...(Object.fromEntries(given) as Pick<RolloutRequest, 'version' | 'strategy'>),
    ...(steps && { steps: steps.map(({ holdSeconds, ...step }) => ({ ...step, holdMs: holdSeconds * 1_000 })) }),
  };
  return resolveSettings(request, { champion: CHAMPION, isWayBack: false });
}

function isAccepted(draft: StartDraft): boolean {
  try {
    resolved(draft);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

describe('the variables of startRollout', () => {
  it('Variables of the form as it opens leave everything to the defaults of the gateway', () => {
    const { version, strategy, ...others } = startVariables(CANARY, CHAMPION);
    assert.deepEqual({ version, strategy }, { version: 2, strategy: 'CANARY' });
    assert.deepEqual(new Set(Object.values(others)), new Set([null]));
    assert.deepEqual(plannedTripWires(DEFAULT_TRIP_WIRES), GATEWAY_TRIP_WIRES);
  });

  it('Variables of an A/B test have every arm, the champion with the rest, and the share of the step', () => {
    const draft = { ...TEST, armShare: '30', arms: [{ version: 3, share: '12.5' }], steps: draftSteps('AB_TEST') };
    const { arms, steps } = startVariables(draft, CHAMPION);
    assert.deepEqual(arms, [
      { version: 1, weight: 0.575 },
      { version: 2, weight: 0.3 },
      { version: 3, weight: 0.125 },
    ]);
    assert.equal(steps?.[0]?.trafficShare, 0.425);
    const { versions, settings } = resolved(draft);
    assert.deepEqual(
      versions.map(({ version, role }) => [version, role]),
      [
        [2, 'CHALLENGER'],
        [3, 'CHALLENGER'],
      ],
    );
    assert.equal(settings.steps[0]?.trafficShare, 0.425);
  });

  it('Variables have shadows, trip-wires, hidden scores and effect in the units of the graph', () => {
    const variables = startVariables(
      {
        ...TEST,
        shadows: [{ version: 4, share: '25' }],
        tripWires: { failures: '3', p95Ms: '250.5' },
        holdout: '5',
        effect: '2',
        replayRows: '0',
      },
      CHAMPION,
    );
    assert.deepEqual(variables.shadowVersions, [{ version: 4, share: 0.25 }]);
    assert.deepEqual(variables.tripWires, { consecutiveFailures: 3, p95Ms: 250.5 });
    const { holdoutShare, minimumEffect, replayRows } = variables;
    assert.deepEqual(
      { holdoutShare, minimumEffect, replayRows },
      { holdoutShare: 0.05, minimumEffect: 0.02, replayRows: 0 },
    );
  });

  it('Variables leave out what another strategy does not have', () => {
    const full: StartDraft = {
      ...TEST,
      arms: [{ version: 3, share: '10' }],
      tripWires: { failures: '9', p95Ms: '1' },
      effect: '2',
      replayRows: '7',
      guardrails: [],
    };
    const canary = startVariables({ ...full, strategy: 'CANARY' }, CHAMPION);
    assert.deepEqual([canary.arms, canary.minimumEffect, canary.replayRows], [null, null, 7]);
    const shadow = startVariables({ ...full, strategy: 'SHADOW' }, CHAMPION);
    assert.deepEqual([shadow.tripWires, shadow.replayRows, shadow.guardrails], [null, null, null]);
  });

  const arms = (...shares: readonly string[]) => shares.map((share, index) => ({ version: 3 + index, share }));
  for (const [name, draft, isRight] of [
    [
      'arms that leave the champion a share',
      { ...TEST, armShare: '33.333333333333', arms: arms('33.3', '33.3') },
      true,
    ],
    ['arms that leave the champion none', { ...TEST, arms: arms('50') }, false],
    ['an arm without a share', { ...TEST, arms: arms('') }, false],
    ['an arm of 0 %', { ...TEST, arms: arms('0') }, false],
    ['a version under test that has all leads', { ...TEST, armShare: '100' }, false],
    ['an arm that is the version under test', { ...TEST, arms: [{ version: 2, share: '10' }] }, false],
    ['a shadow of all requests', { ...CANARY, shadows: [{ version: 3, share: '100' }] }, true],
    ['a shadow beside a shadow', { ...SHADOW, shadows: [{ version: 3, share: '50' }] }, true],
    ['a shadow of more than all requests', { ...CANARY, shadows: [{ version: 3, share: '101' }] }, false],
    ['a shadow of 0 %', { ...CANARY, shadows: [{ version: 3, share: '0' }] }, false],
    ['a shadow that is the version under test', { ...CANARY, shadows: [{ version: 2, share: '100' }] }, false],
    ['a shadow that is an arm', { ...TEST, arms: arms('10'), shadows: [{ version: 3, share: '100' }] }, false],
    ['a shadow twice', { ...CANARY, shadows: arms('1').concat(arms('2')) }, false],
    ['an arm of an A/B test that is a shadow of a canary', { ...CANARY, arms: arms('10'), shadows: arms('10') }, true],
    ['a trip-wire of two failures', { ...CANARY, tripWires: { failures: '2', p95Ms: '0.1' } }, true],
    ['a trip-wire of one failure', { ...CANARY, tripWires: { failures: '1', p95Ms: '500' } }, false],
    ['a trip-wire of half a failure', { ...CANARY, tripWires: { failures: '2.5', p95Ms: '500' } }, false],
    ['a trip-wire of 0 ms', { ...CANARY, tripWires: { failures: '5', p95Ms: '0' } }, false],
    ['a trip-wire of endless time', { ...CANARY, tripWires: { failures: '5', p95Ms: 'Infinity' } }, false],
    ['a trip-wire that a shadow has not', { ...SHADOW, tripWires: { failures: '1', p95Ms: '0' } }, true],
    ['hidden scores of nearly all leads', { ...CANARY, holdout: '99.9999999999' }, false],
    ['an effect of 100 points', { ...TEST, effect: '100' }, false],
    ['10,001 requests to replay', { ...CANARY, replayRows: '10001' }, false],
  ] as const)
    it(`Form and gateway ${isRight ? 'accept' : 'refuse'} ${name}`, () => {
      assert.equal(isFit(draft), isRight, 'form');
      assert.equal(isAccepted(draft), isRight, 'gateway');
    });
});
