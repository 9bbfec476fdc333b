import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answersTraffic, logRole } from '../../../../subgraphs/scores/batch/rules/log-role.ts';
import type { Deployment } from '../../../../subgraphs/scores/versions/deployment-store.ts';
import { type LiveTraffic, liveRollout } from '../../../../subgraphs/scores/versions/live-traffic.ts';
import type { LiveVersion } from '../../../../subgraphs/scores/versions/version-sessions.ts';

const identity = (version: number) => ({ model: 'm', version, digest: `digest-${version}` });

function deployment(version: number, facts: Partial<Deployment> = {}): Deployment {
  const rollout = { salt: 'salt', rollout: 7, holdoutShare: 0.2 };
  return { ...identity(version), role: 'CHALLENGER', trafficShare: 0.5, ...rollout, ...facts } as Deployment;
}

const live = (of: Deployment): LiveVersion => ({ deployment: of, isLoaded: true }) as LiveVersion;

function trafficOf(champion: Deployment, challengers: readonly Deployment[] = []): LiveTraffic {
  const loaded = challengers.map(live);
  const rollout = liveRollout(champion, challengers, loaded);
  return { champion: live(champion), gradePolicy: undefined as never, ...(rollout && { rollout }) };
}

describe('the role of a batch score', () => {
  const alone = trafficOf(deployment(1, { role: 'CHAMPION', rollout: null }));
  const split = trafficOf(deployment(1, { role: 'CHAMPION' }), [deployment(2)]);
  const leads = Array.from({ length: 200 }, (_, i) => `lead-${i}`);

  test('is CHAMPION for every lead without a rollout, and TRIAL for any other version or file', () => {
    const champion = { role: 'CHAMPION', rollout: null, isShown: true, isExposure: false };
    assert.deepEqual(logRole(alone, identity(1), 'a'), champion);
    for (const other of [identity(2), { ...identity(1), digest: 'another' }])
      assert.equal(logRole(alone, other, 'a')?.role, 'TRIAL');
    assert.equal(logRole(undefined, identity(1), 'a')?.role, 'TRIAL');
    assert.deepEqual([answersTraffic(alone, identity(1)), answersTraffic(undefined, identity(1))], [true, false]);
  });

  test('is that of the version which answers a request for the lead while a rollout splits them', () => {
    for (const lead of leads) {
      const { rollout } = split;
      const isHeldOut = rollout?.isHeldOut(lead);
      const isChallenged = !isHeldOut && rollout?.challengerFor(lead) !== undefined;
      const [first, second] = [identity(1), identity(2)].map((version) => logRole(split, version, lead));
      assert.equal(first?.role, isHeldOut ? 'HOLDOUT' : isChallenged ? undefined : 'CHAMPION');
      assert.equal(second?.role, isChallenged ? 'CHALLENGER' : undefined);
      for (const role of [first, second]) if (role) assert.deepEqual([role.rollout, role.isExposure], [7, true]);
      assert.equal(first?.isShown ?? second?.isShown, !isHeldOut);
    }
    const roles = new Set(leads.map((lead) => logRole(split, identity(1), lead)?.role));
    assert.deepEqual(roles, new Set(['CHAMPION', 'HOLDOUT', undefined]));
  });
});
