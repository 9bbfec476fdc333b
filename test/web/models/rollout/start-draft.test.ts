import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_STEPS as GATEWAY_STEPS } from '../../../../subgraphs/models/rollout/rules/steps.ts';
import { DEFAULT_GUARDRAILS as GATEWAY_GUARDRAILS } from '../../../../subgraphs/models/rollout/rules/verdict/guardrails.ts';
import {
  DEFAULT_GUARDRAILS,
  DEFAULT_STEPS,
  draftSteps,
  isLimitFit,
  plannedGuardrails,
  plannedSteps,
  stepFaults,
} from '../../../../web/src/models/rollout/start/rollout-plan.ts';
import {
  firstDraft,
  hasOwnFurther,
  mayReturnAtOnce,
  withStrategy,
} from '../../../../web/src/models/rollout/start/start-draft.ts';
import { furtherFaults, isFit } from '../../../../web/src/models/rollout/start/start-faults.ts';

const STRATEGIES = ['SHADOW', 'CANARY', 'AB_TEST', 'IMMEDIATE'] as const;

describe('the form that starts a rollout', () => {
  it('shows the defaults of the gateway', () => {
    for (const strategy of STRATEGIES) {
      const steps = GATEWAY_STEPS[strategy].map(({ holdMs, ...step }) => ({ ...step, holdSeconds: holdMs / 1_000 }));
      assert.deepEqual(DEFAULT_STEPS[strategy], steps);
      assert.deepEqual(plannedSteps(draftSteps(strategy)), steps);
    }
    assert.deepEqual(plannedGuardrails(DEFAULT_GUARDRAILS), GATEWAY_GUARDRAILS);
  });

  it('gives up changed steps with another strategy', () => {
    const draft = { ...firstDraft(2), steps: draftSteps('CANARY') };
    assert.equal(withStrategy(draft, 'SHADOW').steps, undefined);
  });

  it('says whether a further setting is changed', () => {
    const draft = firstDraft(2);
    assert.ok(!hasOwnFurther(draft));
    assert.ok(!hasOwnFurther({ ...draft, replayRows: '200 ' }));
    assert.ok(hasOwnFurther({ ...draft, shadows: [{ version: 3, share: '100' }] }));
    assert.ok(hasOwnFurther({ ...draft, tripWires: { ...draft.tripWires, failures: '6' } }));
  });

  it('warns of a former champion that may get all leads at once, unless its steps are stated', () => {
    const candidates = [
      { version: 2, stage: 'ARCHIVED', promotedAt: '2026-11-01T00:00:00Z' },
      { version: 3, stage: 'STAGING' },
    ] as const;
    const draft = firstDraft(2);
    assert.ok(mayReturnAtOnce(draft, candidates));
    assert.ok(mayReturnAtOnce({ ...draft, strategy: 'IMMEDIATE' }, candidates));
    assert.ok(!mayReturnAtOnce({ ...draft, strategy: 'AB_TEST' }, candidates));
    assert.ok(!mayReturnAtOnce({ ...draft, steps: draftSteps('CANARY') }, candidates));
    assert.ok(!mayReturnAtOnce(firstDraft(3), candidates));
  });

  it('is fit although a guardrail that the strategy has not is unfit', () => {
    const guardrails = [{ metric: 'ERROR_RATE', isOn: true, limit: '7', holds: true }] as const;
    assert.ok(!isFit({ ...firstDraft(2), guardrails }));
    assert.ok(isFit({ ...firstDraft(2), guardrails, strategy: 'SHADOW' }));
  });

  it('is fit with defaults, and unfit with each further setting out of range', () => {
    assert.ok(isFit(firstDraft(2)));
    for (const part of [
      { replayRows: '10001' },
      { replayRows: '1.5' },
      { replayRows: '' },
      { holdout: '100' },
      { holdout: '-1' },
    ])
      assert.ok(!isFit({ ...firstDraft(2), ...part }), JSON.stringify(part));
    assert.ok(furtherFaults({ ...firstDraft(2), strategy: 'AB_TEST', effect: '0' }).effect);
    assert.ok(!furtherFaults({ ...firstDraft(2), strategy: 'AB_TEST', effect: '' }).effect);
  });
});

describe('steps of the form', () => {
  const step = { share: '100', holdHours: '1', samples: '100', needsApproval: false };

  it('name the fault of each step', () => {
    const faults = stepFaults('CANARY', [
      { ...step, share: '' },
      { ...step, share: '20', holdHours: '-1' },
      { ...step, share: '30', samples: '1.5' },
      { ...step, share: '30' },
      { ...step, share: '90' },
    ]);
    assert.deepEqual(faults, ['SHARE', 'HOLD', 'SAMPLES', 'GROWS', 'ENDS_AT_ALL']);
  });

  it('have no fault of the share in an A/B test, whose arms state it', () => {
    assert.deepEqual(stepFaults('AB_TEST', [step]), [undefined]);
    assert.deepEqual(stepFaults('AB_TEST', [{ ...step, holdHours: '1e400' }]), ['HOLD']);
  });
});

describe('limits of guardrails', () => {
  it('lie in the range of their metric, unless the guardrail is off', () => {
    const guardrail = { metric: 'ERROR_RATE', isOn: true, limit: '1', holds: true } as const;
    assert.ok(!isLimitFit(guardrail));
    assert.ok(isLimitFit({ ...guardrail, limit: '0.5' }));
    assert.ok(isLimitFit({ ...guardrail, isOn: false }));
    assert.ok(isLimitFit({ ...guardrail, metric: 'LATENCY_P95', limit: '2' }));
  });
});
