import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  participantsOf,
  type RolloutVersions,
  testedVersions,
} from '../../../../web/src/models/rollout/participants.ts';

const versionOf = (role: 'CHALLENGER' | 'SHADOW', version: number, weight: number) =>
  ({ role, weight, modelVersion: { version } }) as const;
const TEST: RolloutVersions = {
  strategy: 'AB_TEST',
  status: 'RUNNING',
  trafficShare: 0.5,
  champion: { version: 1 },
  versions: [versionOf('CHALLENGER', 2, 0.6), versionOf('CHALLENGER', 3, 0.4), versionOf('SHADOW', 4, 0.25)],
};
const sharesOf = (of: RolloutVersions) => participantsOf(of).map(({ role, version, share }) => [role, version, share]);

describe('versions in a rollout', () => {
  it('Versions in an A/B test have their part of the leads, and shadows their share of the requests', () => {
    assert.deepEqual(sharesOf(TEST), [
      ['CHAMPION', 1, 0.5],
      ['CHALLENGER', 2, 0.3],
      ['CHALLENGER', 3, 0.2],
      ['SHADOW', 4, 0.25],
    ]);
  });

  it('Versions have no share of the leads after the end', () => {
    const ended = sharesOf({ ...TEST, status: 'ROLLED_BACK', trafficShare: 0 });
    assert.deepEqual(
      ended.map(([, , share]) => share),
      [undefined, undefined, undefined, 0.25],
    );
  });

  it('Shadows of a rollout of shadows score a part of what the step samples, and the champion answers every lead', () => {
    const versions = [versionOf('SHADOW', 2, 1), versionOf('SHADOW', 3, 0.5)];
    assert.deepEqual(sharesOf({ ...TEST, strategy: 'SHADOW', versions }), [
      ['CHAMPION', 1, 1],
      ['SHADOW', 2, 0.5],
      ['SHADOW', 3, 0.25],
    ]);
  });

  it('Versions under test are the challengers, or the shadows where there is no challenger', () => {
    assert.deepEqual(testedVersions(TEST), [2, 3]);
    assert.deepEqual(testedVersions({ versions: [versionOf('SHADOW', 4, 1)] }), [4]);
  });
});
