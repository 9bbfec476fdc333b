import { DomainError } from '../../../../platform/errors.ts';
import { refusal } from '../../../../platform/refusal.ts';
import { requireArms } from './ab-test.ts';
import type { RequestedArm, RolloutRequest } from './rollout-request.ts';
import type { RolloutSettings, RolloutVersion } from './rollout-row.ts';
import { DEFAULT_STEPS, type RolloutStep, requireSteps } from './steps.ts';
import { DEFAULT_TRIP_WIRES, requireTripWires } from './trip-wires.ts';
import { DEFAULT_GUARDRAILS, requireGuardrails } from './verdict/guardrails.ts';

/** Checked request with its defaults. */
export interface ResolvedSettings {
  readonly settings: RolloutSettings;
  readonly holdoutShare: number;
  /** challengers first, each by number */
  readonly versions: readonly RolloutVersion[];
  /** whether the first step begins at once, without a replay */
  readonly beginsAtOnce: boolean;
}

/** State of the model that the defaults depend on. */
export interface RolloutGround {
  /** version in PRODUCTION */
  readonly champion: number;
  /** whether steps can be skipped: the requested version is one of the last champions, in good standing */
  readonly isWayBack: boolean;
  /** whether the promotion policy requires an approval */
  readonly needsApproval?: boolean;
}

const REPLAY_ROWS = 200;
/** Most requests that are replayed through a challenger. */
export const MOST_REPLAY_ROWS = 10_000;

/** A former champion gets all traffic at once, as it is proven on all of it. */
const WAY_BACK_STEP = { trafficShare: 1, holdMs: 0, minimumSamples: 0 };

/**
 * Resolves the settings of a rollout: checks the request and adds defaults.
 *
 * For one of the last champions, CANARY and IMMEDIATE without given steps skip steps and replay: they have a single
 * step with all traffic, approved only if the promotion policy requires it, in which the default guardrails can only
 * fail the rollout. Given steps, guardrails and replay are kept. SHADOW has no replay, as it affects no lead. An A/B
 * test has one step with the share of its treatments.
 *
 * @throws {DomainError} ROLLOUT_INVALID naming the invalid part, with found and expected
 */
export function resolveSettings(request: RolloutRequest, ground: RolloutGround): ResolvedSettings {
  const { champion, needsApproval = false } = ground;
  const { strategy, tripWires = DEFAULT_TRIP_WIRES, holdoutShare = 0 } = request;
  const skipsSteps = isSkippingSteps(request, ground);
  const { replayRows = skipsSteps ? 0 : REPLAY_ROWS } = request;
  requireStrategy(request);
  requireTripWires(tripWires);
  requireNumber('holdout share', holdoutShare, holdoutShare >= 0 && holdoutShare < 1, 'at least 0, below 1');
  const isCount = Number.isSafeInteger(replayRows) && replayRows >= 0 && replayRows <= MOST_REPLAY_ROWS;
  requireNumber('requests to replay', replayRows, isCount, `a whole number, 0 to ${MOST_REPLAY_ROWS}`);
  const arms = strategy === 'AB_TEST' ? armsOf(request, champion) : undefined;
  const steps = skipsSteps
    ? [{ ...WAY_BACK_STEP, needsApproval }]
    : stepsOf(request, arms && treatedShare(arms, champion));
  const guardrails = request.guardrails ?? (skipsSteps ? watching(DEFAULT_GUARDRAILS) : DEFAULT_GUARDRAILS);
  requireGuardrails(guardrails);
  const versions = [...mainVersions(request, arms, champion), ...shadowsOf(request)].sort(byRoleAndNumber);
  requireDistinct(versions);
  const replayed = strategy === 'SHADOW' ? 0 : replayRows;
  const { minimumEffect } = request;
  const more = { ...(minimumEffect && { minimumEffect }), ...(skipsSteps && { isWayBack: true }) };
  const settings = { steps, guardrails, tripWires, replayRows: replayed, ...more };
  return { settings, holdoutShare, versions, beginsAtOnce: replayed === 0 };
}

function isSkippingSteps({ strategy, steps }: RolloutRequest, { isWayBack }: RolloutGround): boolean {
  return isWayBack && steps === undefined && (strategy === 'CANARY' || strategy === 'IMMEDIATE');
}

function requireStrategy({ strategy, arms, minimumEffect }: RolloutRequest): void {
  const expected = 'them with AB_TEST only';
  if (arms && strategy !== 'AB_TEST') throw refusal('ROLLOUT_INVALID', 'arms', strategy, expected);
  if (minimumEffect === undefined) return;
  if (strategy !== 'AB_TEST') throw refusal('ROLLOUT_INVALID', 'minimum effect', strategy, 'it with AB_TEST only');
  requireNumber('minimum effect', minimumEffect, minimumEffect > 0 && minimumEffect < 1, 'above 0, below 1');
}

function requireNumber(where: string, found: number, isFit: boolean, expected: string): void {
  if (!isFit) throw refusal('ROLLOUT_INVALID', where, `${found}`, expected);
}

function armsOf({ version, steps, arms }: RolloutRequest, champion: number): readonly RequestedArm[] {
  const share = requireSteps('AB_TEST', steps ?? DEFAULT_STEPS.AB_TEST)[0]?.trafficShare as number;
  const found = arms ?? [
    { version: champion, weight: 1 - share },
    { version, weight: share },
  ];
  requireArms(found.map((arm) => ({ name: `version ${arm.version}`, weight: arm.weight })));
  for (const [needed, what] of [
    [champion, 'the champion'],
    [version, 'the version to test'],
  ] as const) {
    if (found.some((arm) => arm.version === needed)) continue;
    const names = found.map((arm) => arm.version).join(', ');
    throw refusal('ROLLOUT_INVALID', 'A/B arms', `versions ${names}`, `${what}, ${needed}, among them`);
  }
  return found;
}

function treatedShare(arms: readonly RequestedArm[], champion: number): number {
  return arms.filter(({ version }) => version !== champion).reduce((sum, { weight }) => sum + weight, 0);
}

/**
 * Steps of a request, or the defaults of its strategy.
 * @param treated share of an A/B test's treatments; undefined for other strategies
 */
function stepsOf({ strategy, steps }: RolloutRequest, treated: number | undefined): readonly RolloutStep[] {
  const checked = requireSteps(strategy, steps ?? DEFAULT_STEPS[strategy]);
  if (treated === undefined) return checked;
  const [step] = checked as readonly [RolloutStep];
  if (steps && Math.abs(step.trafficShare - treated) > 1e-9) {
    const expected = `${treated}, which the arms leave beside the champion`;
    throw refusal('ROLLOUT_INVALID', 'step 1, traffic share', `${step.trafficShare}`, expected);
  }
  return [{ ...step, trafficShare: treated }];
}

function watching(guardrails: RolloutSettings['guardrails']): RolloutSettings['guardrails'] {
  return guardrails.map((guardrail) => ({ ...guardrail, holds: false }));
}

function mainVersions(
  { version, strategy }: RolloutRequest,
  arms: readonly RequestedArm[] | undefined,
  champion: number,
): readonly RolloutVersion[] {
  if (!arms) return [{ version, role: strategy === 'SHADOW' ? 'SHADOW' : 'CHALLENGER', weight: 1 }];
  const treated = treatedShare(arms, champion);
  return arms
    .filter((arm) => arm.version !== champion)
    .map((arm) => ({ version: arm.version, role: 'CHALLENGER', weight: arm.weight / treated }) as const);
}

function shadowsOf({ shadowVersions = [] }: RolloutRequest): readonly RolloutVersion[] {
  return shadowVersions.map(({ version, share }) => {
    requireNumber(`shadow version ${version}, share`, share, share > 0 && share <= 1, 'above 0, at most 1');
    return { version, role: 'SHADOW', weight: share } as const;
  });
}

function byRoleAndNumber(a: RolloutVersion, b: RolloutVersion): number {
  return a.role.localeCompare(b.role) || a.version - b.version;
}

function requireDistinct(versions: readonly RolloutVersion[]): void {
  const numbers = versions.map(({ version }) => version);
  const twice = numbers.find((version, position) => numbers.indexOf(version) < position);
  if (twice === undefined) return;
  throw new DomainError('ROLLOUT_INVALID', `versions: found ${twice} twice, expected each once`, { version: twice });
}
