import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  earliestStepEnd,
  pendingCondition,
  type Waiting,
} from '../../../../../subgraphs/models/rollout/rules/pending-condition.ts';
import { PENDING_ROLLOUT, type RolloutState } from '../../../../../subgraphs/models/rollout/rules/rollout-state.ts';

const step = (trafficShare: number, minimumSamples: number) => ({
  trafficShare,
  holdMs: 1_000,
  minimumSamples,
  needsApproval: trafficShare === 1,
});
const rollout = (changes: Partial<RolloutState>): Waiting => ({
  state: { ...PENDING_ROLLOUT, ...changes },
  settings: {
    steps: [step(0.1, 50), step(0.5, 0), step(1, 0)],
    guardrails: [],
    tripWires: { consecutiveFailures: 5, p95Ms: 500 },
    replayRows: 200,
  },
  requested_by: 'ann',
});

test('The pending condition of a rollout is a sentence for each status', () => {
  const said = (changes: Partial<RolloutState>) => pendingCondition(rollout(changes));
  assert.equal(said({}), 'Waits for the replay of the latest 200 requests through its versions.');
  assert.equal(
    said({ status: 'AWAITING_APPROVAL', step: 1 }),
    'Waits for an approval of step 3 of 3 by another person than ann.',
  );
  assert.equal(said({ status: 'PAUSED', step: 0 }), 'Waits to be resumed.');
  assert.match(
    said({ status: 'RUNNING', step: 0 }) ?? '',
    /^Waits for 50 requests .* latest verdict is INCONCLUSIVE\.$/,
  );
  assert.match(said({ status: 'RUNNING', step: 1 }) ?? '', /^Waits for evidence/);
  assert.match(said({ status: 'RUNNING', step: 0, provenSince: 5 }) ?? '', /hold time/);
  for (const status of ['COMPLETED', 'ROLLED_BACK', 'ABORTED'] as const) assert.equal(said({ status }), undefined);
});

test('A step ends when it is proven and its hold time, less that before a pause, has passed', () => {
  const running = { status: 'RUNNING', step: 0, runningSince: 10_000, heldMs: 400 } as const;
  assert.equal(earliestStepEnd(rollout(running)), 10_600);
  assert.equal(earliestStepEnd(rollout({ ...running, provenSince: 11_000 })), 11_000);
  assert.equal(earliestStepEnd(rollout({ ...running, status: 'PAUSED' })), undefined);
  assert.equal(earliestStepEnd(rollout({})), undefined);
});
