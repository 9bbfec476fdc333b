import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_GRADE_POLICY } from '../../../../scoring/grade.ts';
import { hashedPoint } from '../../../../statistics/hashed-point.ts';
import type { ModelSession } from '../../../../subgraphs/scores/inference/model-session.ts';
import type { Deployment } from '../../../../subgraphs/scores/versions/deployment-store.ts';
import { type LiveRollout, liveRollout } from '../../../../subgraphs/scores/versions/live-traffic.ts';
import type { LiveVersion } from '../../../../subgraphs/scores/versions/version-sessions.ts';

const LEADS = Array.from({ length: 2_000 }, (_, index) => `lead-${index}`);

// who answers is decided without any run
const NEVER_RUN = {} as ModelSession;

const deployment = (role: Deployment['role'], version: number, trafficShare: number): Deployment => ({
  model: 'm',
  version,
  digest: `digest-${version}`,
  signature: { inputs: [], outputs: [] },
  calibration: { method: 'IDENTITY' },
  gradePolicy: DEFAULT_GRADE_POLICY,
  role,
  trafficShare,
  salt: 'pepper',
  rollout: 7,
  holdoutShare: 0.1,
  isWithdrawn: false,
});

/** The rollout of challengers from version 2 on with these shares, and shadows from version 8 on. */
const rolloutOf = (shares: readonly number[], shadowShares: readonly number[] = []): LiveRollout => {
  const arms = shares.map((share, index) => deployment('CHALLENGER', 2 + index, share));
  const shadows = shadowShares.map((share, index) => deployment('SHADOW', 8 + index, share));
  const versions = arms.map((each): LiveVersion => ({ deployment: each, session: NEVER_RUN, isLoaded: true }));
  return liveRollout(deployment('CHAMPION', 1, 0), [...arms, ...shadows], versions) as LiveRollout;
};

const versionFor = (rollout: LiveRollout, lead: string): number => rollout.challengerFor(lead)?.deployment.version ?? 1;

describe('the traffic of a rollout', () => {
  it('the traffic of a rollout gives every lead the version at its point of the split', () => {
    const rollout = rolloutOf([0.2, 0.3]);
    for (const lead of LEADS) {
      const point = hashedPoint('pepper', lead);
      assert.equal(versionFor(rollout, lead), point < 0.2 ? 2 : point < 0.5 ? 3 : 1);
    }
  });

  it('the traffic of a rollout lets no lead leave the challenger while its share grows', () => {
    let before: string[] = [];
    for (const share of [0, 0.01, 0.1, 0.5, 0.99, 1]) {
      const now = LEADS.filter((lead) => versionFor(rolloutOf([share]), lead) === 2);
      assert.ok(before.every((lead) => now.includes(lead)));
      before = now;
    }
    assert.equal(before.length, LEADS.length);
  });

  it('the traffic of a rollout takes shares whose sum is 1 but for the last bit', () => {
    const rollout = rolloutOf([0.1, 0.2, 0.7]);
    assert.ok(LEADS.every((lead) => versionFor(rollout, lead) > 1));
  });

  it('the traffic of a rollout holds out leads whichever version the split gives them', () => {
    const rollout = rolloutOf([0.5]);
    const heldOut = LEADS.filter((lead) => rollout.isHeldOut(lead));
    assert.deepEqual(
      heldOut,
      LEADS.filter((lead) => hashedPoint('pepper/holdout', lead) < 0.1),
    );
    const challenged = heldOut.filter((lead) => versionFor(rollout, lead) === 2).length / heldOut.length;
    assert.ok(challenged > 0.35 && challenged < 0.65, `${challenged}`);
  });

  it('the traffic of a rollout shows a shadow its share of the requests, whichever version answers them', () => {
    const rollout = rolloutOf([0.5], [0.25, 1]);
    for (const lead of LEADS) {
      const seenBy = rollout.shadowsFor(lead).map(({ version }) => version);
      assert.deepEqual(seenBy, hashedPoint('pepper/shadow', lead) < 0.25 ? [8, 9] : [9]);
    }
  });

  it('the traffic of a rollout hides no lead and splits no request before the rollout has begun', () => {
    const rollout = rolloutOf([0], [1]);
    assert.equal(rollout.isSplit, false);
    assert.ok(LEADS.every((lead) => versionFor(rollout, lead) === 1 && !rollout.isHeldOut(lead)));
  });

  it('the traffic of a rollout is none without a rollout', () => {
    assert.equal(liveRollout({ ...deployment('CHAMPION', 1, 1), rollout: null }, [], []), undefined);
  });

  it('the traffic of a rollout refuses challengers that take more than there is', () => {
    assert.throws(() => rolloutOf([0.6, 0.6]), RangeError);
  });
});
