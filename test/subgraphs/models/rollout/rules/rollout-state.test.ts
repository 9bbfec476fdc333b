import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RolloutEffect, RolloutEvent } from '../../../../../subgraphs/models/rollout/rules/rollout-event.ts';
import {
  nextRollout,
  PENDING_ROLLOUT,
  type RolloutPlan,
  type RolloutState,
} from '../../../../../subgraphs/models/rollout/rules/rollout-state.ts';
import { type RolloutStep, requireSteps } from '../../../../../subgraphs/models/rollout/rules/steps.ts';
import type { Verdict } from '../../../../../subgraphs/models/rollout/rules/verdict/judgement.ts';

const HOUR = 3_600_000;
const step = (trafficShare: number, more: Partial<RolloutStep> = {}): RolloutStep => ({
  trafficShare,
  holdMs: HOUR,
  minimumSamples: 100,
  needsApproval: false,
  ...more,
});
const canary = (...steps: readonly RolloutStep[]): RolloutPlan => ({
  strategy: 'CANARY',
  steps: requireSteps('CANARY', steps),
  requestedBy: 'ada',
});
const CANARY = canary(step(0.1), step(0.5), step(1));
const TIMED = canary(...[0.05, 0.1, 0.2, 0.4].map((share) => step(share, { minimumSamples: 0 })), step(1));

const start = { type: 'START', at: 0 } as const;
const tick = (at: number) => ({ type: 'TIME_PASSED', at }) as const;
const analysed = (at: number, verdict: Verdict, stepSamples: number) =>
  ({ type: 'ANALYSED', at, verdict, stepSamples, reason: `judged ${verdict}` }) as const;
const approve = (at: number, by = 'bob') => ({ type: 'APPROVE', at, by }) as const;

/** Applies events one by one; every state passes through JSON, as if the process had been killed in between. */
function run(plan: RolloutPlan, events: readonly RolloutEvent[]): { state: RolloutState; effects: RolloutEffect[][] } {
  const effects: RolloutEffect[][] = [];
  const state = events.reduce((before, event) => {
    const change = nextRollout(plan, JSON.parse(JSON.stringify(before)), event);
    effects.push([...change.effects]);
    return change.state;
  }, PENDING_ROLLOUT);
  return { state, effects };
}

const sharesOf = (effects: readonly RolloutEffect[][]) =>
  effects.flat().flatMap((effect) => (effect.type === 'SET_SHARE' ? [effect.trafficShare] : []));
const hasEffect = (effects: readonly RolloutEffect[][], type: RolloutEffect['type']) =>
  effects.flat().some((effect) => effect.type === type);

describe('a rollout', () => {
  it('A rollout takes a good challenger through its steps to a promotion', () => {
    const { state, effects } = run(CANARY, [
      start,
      analysed(HOUR, 'SUCCESS', 200),
      analysed(2 * HOUR, 'SUCCESS', 200),
      approve(2.5 * HOUR),
      analysed(3.5 * HOUR, 'SUCCESS', 200),
    ]);
    assert.equal(state.status, 'COMPLETED');
    assert.deepEqual([...new Set(sharesOf(effects))], [0.1, 0.5, 1]);
    assert.ok(hasEffect(effects, 'PROMOTE'));
  });

  it('A rollout does not advance without its time, its samples or a SUCCESS', () => {
    const events: readonly (readonly RolloutEvent[])[] = [
      [analysed(HOUR - 1, 'SUCCESS', 200)],
      [analysed(9 * HOUR, 'SUCCESS', 99)],
      [analysed(9 * HOUR, 'INCONCLUSIVE', 5000)],
      [analysed(HOUR / 2, 'SUCCESS', 200), analysed(HOUR, 'INCONCLUSIVE', 200), tick(9 * HOUR)],
      [tick(9 * HOUR)],
    ];
    for (const some of events) {
      const { state } = run(CANARY, [start, ...some]);
      assert.deepEqual([state.status, state.step], ['RUNNING', 0]);
    }
  });

  it('A rollout advances when its time comes after its evidence', () => {
    const { state } = run(CANARY, [start, analysed(HOUR / 2, 'SUCCESS', 200), tick(HOUR)]);
    assert.deepEqual([state.status, state.step, state.runningSince], ['RUNNING', 1, HOUR]);
  });

  it('A rollout waits for an approval before all traffic, however long', () => {
    const events = [start, analysed(HOUR, 'SUCCESS', 200), analysed(2 * HOUR, 'SUCCESS', 200)];
    const { state, effects } = run(CANARY, [...events, tick(999 * HOUR), analysed(999 * HOUR, 'SUCCESS', 9999)]);
    assert.deepEqual([state.status, state.step], ['AWAITING_APPROVAL', 1]);
    assert.equal(sharesOf(effects).at(-1), 0.5);
  });

  it('A rollout is not approved by the person who requested it', () => {
    const events = [start, analysed(HOUR, 'SUCCESS', 200), analysed(2 * HOUR, 'SUCCESS', 200)];
    assert.throws(() => run(CANARY, [...events, approve(3 * HOUR, 'ada')]), { code: 'ROLLOUT_SELF_APPROVED' });
  });

  it('A rollout returns all traffic to the champion on FAILURE, in every open status, with the reason', () => {
    const waiting = [start, analysed(HOUR, 'SUCCESS', 200), analysed(2 * HOUR, 'SUCCESS', 200)];
    for (const events of [[start], [start, { type: 'PAUSE', at: 1, by: 'ada' } as const], waiting]) {
      const { state, effects } = run(CANARY, [...events, analysed(5 * HOUR, 'FAILURE', 1)]);
      assert.deepEqual([state.status, state.verdict], ['ROLLED_BACK', 'FAILURE']);
      assert.deepEqual(effects.at(-1), [
        { type: 'SET_SHARE', trafficShare: 0 },
        { type: 'STORE_EVIDENCE', reason: 'judged FAILURE' },
        { type: 'RAISE_ALERT', severity: 'CRITICAL', message: 'judged FAILURE' },
      ]);
    }
  });

  it('A rollout ends by a trip-wire, the kill switch or an abort', () => {
    const end = (event: RolloutEvent) => run(CANARY, [start, event]);
    const fail = end({ type: 'FAIL', at: 1, reason: 'five in a row' });
    const rollBack = end({ type: 'ROLL_BACK', at: 1, by: 'bob', reason: 'complaints' });
    const abort = end({ type: 'ABORT', at: 1, by: 'ada', reason: 'wrong version' });
    assert.deepEqual(
      [fail, rollBack, abort].map(({ state }) => state.status),
      ['ROLLED_BACK', 'ROLLED_BACK', 'ABORTED'],
    );
    for (const { effects } of [fail, rollBack, abort]) assert.equal(sharesOf(effects).at(-1), 0);
  });

  it('A rollout counts no hold time during a pause', () => {
    const events: readonly RolloutEvent[] = [
      start,
      analysed(HOUR / 4, 'SUCCESS', 200),
      { type: 'PAUSE', at: HOUR / 2, by: 'ada' },
      tick(5 * HOUR),
      { type: 'RESUME', at: 6 * HOUR, by: 'ada' },
    ];
    assert.equal(run(CANARY, [...events, tick(6.5 * HOUR - 1)]).state.step, 0);
    assert.equal(run(CANARY, [...events, tick(6.5 * HOUR)]).state.step, 1);
  });

  it('A rollout advances on request without time or samples, but not past an approval', () => {
    const advance = { type: 'ADVANCE', at: 1, by: 'ada' } as const;
    const first = run(CANARY, [start, advance]);
    assert.deepEqual([first.state.status, first.state.step], ['RUNNING', 1]);
    const second = run(CANARY, [start, advance, advance]);
    assert.deepEqual([second.state.status, second.state.step], ['AWAITING_APPROVAL', 1]);
  });

  it('A rollout refuses what its status does not allow, and ignores late events of the controller', () => {
    const done = [start, { type: 'ABORT', at: 1, by: 'ada', reason: 'enough' } as const];
    const refused: readonly (readonly RolloutEvent[])[] = [
      [...done, { type: 'RESUME', at: 2, by: 'ada' }],
      [...done, { type: 'ABORT', at: 2, by: 'ada', reason: 'again' }],
      [start, start],
      [start, approve(1)],
      [start, { type: 'RESUME', at: 1, by: 'ada' }],
      [{ type: 'ADVANCE', at: 0, by: 'ada' }],
    ];
    for (const events of refused) assert.throws(() => run(CANARY, events), { code: 'ROLLOUT_ACTION_REFUSED' });
    const late = run(CANARY, [...done, tick(5), analysed(6, 'FAILURE', 5), { type: 'FAIL', at: 7, reason: 'late' }]);
    assert.equal(late.state.status, 'ABORTED');
    assert.deepEqual(late.effects.slice(2), [[], [], []]);
  });

  it('A rollout is not moved by a clock that runs backwards', () => {
    const { state } = run(CANARY, [start, analysed(HOUR / 2, 'SUCCESS', 200), tick(-HOUR)]);
    assert.deepEqual([state.status, state.step], ['RUNNING', 0]);
  });

  it('A rollout waits for an approval at once when it is immediate, and then promotes', () => {
    const steps = [step(1, { holdMs: 0, minimumSamples: 0 })];
    const plan: RolloutPlan = { strategy: 'IMMEDIATE', steps: requireSteps('IMMEDIATE', steps), requestedBy: 'ada' };
    const waiting = run(plan, [start]);
    assert.deepEqual([waiting.state.status, sharesOf(waiting.effects)], ['AWAITING_APPROVAL', [0]]);
    const { state, effects } = run(plan, [start, approve(1), analysed(2, 'SUCCESS', 0)]);
    assert.equal(state.status, 'COMPLETED');
    assert.ok(hasEffect(effects, 'PROMOTE'));
  });

  it('A rollout promotes no version after a shadow run or an A/B test', () => {
    const plan: RolloutPlan = { strategy: 'AB_TEST', steps: [step(0.5)], requestedBy: 'ada' };
    const { state, effects } = run(plan, [start, analysed(HOUR, 'SUCCESS', 200)]);
    assert.equal(state.status, 'COMPLETED');
    assert.ok(!hasEffect(effects, 'PROMOTE'));
    assert.equal(sharesOf(effects).at(-1), 0);
  });
});

describe('a rollout after downtime', () => {
  it('A rollout after downtime merges overdue timed steps into one change', () => {
    const { state, effects } = run(TIMED, [start, analysed(1, 'SUCCESS', 5), tick(2.5 * HOUR)]);
    assert.deepEqual([state.status, state.step, state.runningSince], ['RUNNING', 2, 2 * HOUR]);
    assert.deepEqual(sharesOf(effects), [0.05, 0.2]);
  });

  it('A rollout after downtime never passes an approval', () => {
    const { state, effects } = run(TIMED, [start, analysed(1, 'SUCCESS', 5), tick(999 * HOUR)]);
    assert.deepEqual([state.status, state.step], ['AWAITING_APPROVAL', 3]);
    assert.deepEqual(sharesOf(effects), [0.05, 0.4]);
  });

  it('A rollout after downtime never passes a step with samples to collect', () => {
    const plan = canary(step(0.1, { minimumSamples: 0 }), step(0.2), step(0.4, { minimumSamples: 0 }), step(1));
    const { state, effects } = run(plan, [start, analysed(1, 'SUCCESS', 5), tick(999 * HOUR)]);
    assert.deepEqual([state.status, state.step, state.runningSince], ['RUNNING', 1, 999 * HOUR]);
    assert.deepEqual(sharesOf(effects), [0.1, 0.2]);
  });

  it('A rollout after downtime does not count a wait for evidence as time of later steps', () => {
    const { state } = run(TIMED, [start, analysed(9 * HOUR, 'SUCCESS', 5)]);
    assert.deepEqual([state.step, state.runningSince], [1, 9 * HOUR]);
  });
});

describe('any rollout', () => {
  const at = fc.nat(20 * HOUR);
  const anyEvent: fc.Arbitrary<RolloutEvent> = fc.oneof(
    fc.record({ type: fc.constant('TIME_PASSED' as const), at }),
    fc.record({
      type: fc.constant('ANALYSED' as const),
      at,
      verdict: fc.constantFrom<Verdict>('SUCCESS', 'INCONCLUSIVE', 'SUCCESS', 'FAILURE'),
      stepSamples: fc.nat(300),
      reason: fc.constant('judged'),
    }),
    fc.record({
      type: fc.constantFrom('PAUSE' as const, 'RESUME' as const, 'ADVANCE' as const),
      at,
      by: fc.constant('ada'),
    }),
    fc.record({ type: fc.constant('APPROVE' as const), at, by: fc.constant('bob') }),
    fc.record({
      type: fc.constantFrom('ABORT' as const, 'ROLL_BACK' as const),
      at,
      by: fc.constant('bob'),
      reason: fc.constant('enough'),
    }),
  );

  it('Any rollout reaches all traffic only by an approval, never leaves its end, and ends with the champion unless promoted', () => {
    fc.assert(
      fc.property(fc.constantFrom(CANARY, TIMED), fc.array(anyEvent, { maxLength: 30 }), (plan, events) => {
        let { state, effects } = nextRollout(plan, PENDING_ROLLOUT, start);
        let isApproved = false;
        let share = 0;
        const apply = () => {
          for (const effect of effects) {
            if (effect.type === 'SET_SHARE') share = effect.trafficShare;
            if (effect.type === 'PROMOTE') assert.ok(isApproved);
          }
          assert.ok(share < 1 || isApproved);
        };
        apply();
        for (const event of events) {
          const before = state;
          try {
            ({ state, effects } = nextRollout(plan, state, event));
          } catch (error) {
            assert.equal((error as { code?: string }).code, 'ROLLOUT_ACTION_REFUSED');
            continue;
          }
          if (event.type === 'APPROVE') isApproved = true;
          if (['COMPLETED', 'ROLLED_BACK', 'ABORTED'].includes(before.status)) assert.deepEqual(state, before);
          assert.ok(state.step >= before.step);
          apply();
          if (['ROLLED_BACK', 'ABORTED'].includes(state.status)) assert.equal(share, 0);
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
