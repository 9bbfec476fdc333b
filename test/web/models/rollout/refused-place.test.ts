import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '../../../../platform/errors.ts';
import { goesOnTrial } from '../../../../subgraphs/models/rollout/rules/admission.ts';
import { resolveSettings } from '../../../../subgraphs/models/rollout/rules/resolve-settings.ts';
import type { RolloutRequest } from '../../../../subgraphs/models/rollout/rules/rollout-request.ts';
import { refusedAt, refusedPlace } from '../../../../web/src/models/rollout/start/refused-place.ts';

const STEP = { trafficShare: 1, holdMs: 0, minimumSamples: 0, needsApproval: false };
const WIRES = { consecutiveFailures: 5, p95Ms: 500 };

/** Place of what the gateway refuses. */
function placeOf(refuse: () => unknown): string | undefined {
  try {
    refuse();
  } catch (error) {
    const { code, message, extensions } = error as DomainError;
    assert.ok(error instanceof DomainError);
    return refusedPlace([{ code, message, path: 'startRollout', extensions }])?.place;
  }
  return assert.fail('not refused');
}

describe('the field of a refused rollout', () => {
  for (const [place, request] of [
    ['failures', { tripWires: { ...WIRES, consecutiveFailures: 1 } }],
    ['p95Ms', { tripWires: { ...WIRES, p95Ms: 0 } }],
    ['holdout', { holdoutShare: 1 }],
    ['replayRows', { replayRows: -1 }],
    ['effect', { strategy: 'AB_TEST', minimumEffect: 2 }],
    ['arms', { strategy: 'AB_TEST', arms: [{ version: 1, weight: 1 }] }],
    ['arms', { strategy: 'AB_TEST', arms: [5, 2].map((version) => ({ version, weight: 0.5 })) }],
    ['arms', { arms: [] }],
    [
      'arms',
      {
        strategy: 'AB_TEST',
        steps: [{ ...STEP, trafficShare: 0.3 }],
        arms: [1, 2].map((version) => ({ version, weight: 0.5 })),
      },
    ],
    ['version 4', { shadowVersions: [{ version: 4, share: 2 }] }],
    ['version 2', { shadowVersions: [{ version: 2, share: 1 }] }],
    ['step 1', { steps: [STEP, STEP] }],
    ['guardrail SCORE_PSI', { guardrails: [{ metric: 'SCORE_PSI', limit: -1, holds: true }] }],
  ] as const satisfies readonly (readonly [string, Partial<RolloutRequest>])[])
    it(`Field of a refused rollout is ${place} for ${JSON.stringify(request)}`, () => {
      const whole: RolloutRequest = { model: 'm', version: 2, strategy: 'CANARY', ...request };
      assert.equal(
        placeOf(() => resolveSettings(whole, { champion: 1, isWayBack: false })),
        place,
      );
    });

  it('Field of a version that may not take part is its own', () => {
    const archived = { name: 'm:7', version: 7, role: 'SHADOW', stage: 'ARCHIVED' } as const;
    assert.equal(
      placeOf(() => goesOnTrial({ ...archived, isRecentChampion: false, isWayBack: false })),
      'version 7',
    );
  });

  it('Message at the field has the code, and no other field has it', () => {
    const refused = refusedPlace([
      { code: 'ARTIFACT_CORRUPT', message: 'm:3: no artifact', path: '', extensions: { model: 'm', version: 3 } },
    ]);
    assert.equal(refusedAt(refused, 'version 3'), 'ARTIFACT_CORRUPT: m:3: no artifact');
    assert.equal(refusedAt(refused, 'version 2'), undefined);
  });

  it('Refusal of the whole form has no field', () => {
    assert.equal(
      refusedPlace([{ code: 'ROLLOUT_IN_PROGRESS', message: 'm: found', path: '', extensions: {} }]),
      undefined,
    );
    assert.equal(refusedPlace(undefined), undefined);
  });
});
