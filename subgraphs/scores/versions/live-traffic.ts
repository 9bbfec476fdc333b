import type { GradePolicy } from '../../../scoring/grade.ts';
import { createTrafficSplit } from '../../../scoring/traffic-split.ts';
import type { Deployment } from './deployment-store.ts';
import type { LiveVersion } from './version-sessions.ts';

/** Versions that answer the requests of one model now. Use them at once: sessions of replaced versions are released. */
export interface LiveTraffic {
  readonly champion: LiveVersion;
  /** grades the scores of every version of the model, also of one that was loaded under another policy */
  readonly gradePolicy: GradePolicy;
  /** absent without an open rollout */
  readonly rollout?: LiveRollout;
}

/** Assignment of requests by an open rollout. Keys are lead ids, or request ids where a request is about no lead. */
export interface LiveRollout {
  readonly id: number;
  /** every version that may answer in place of the champion */
  readonly challengers: readonly LiveVersion[];
  /** whether a share of the requests goes to challengers, so that it matters which lead saw which version */
  readonly isSplit: boolean;
  /** The challenger that answers; undefined where the champion does. */
  challengerFor(key: string): LiveVersion | undefined;
  /** Whether the lead's scores are hidden from sales. */
  isHeldOut(leadId: string): boolean;
  /** The shadows that score a request too. */
  shadowsFor(key: string): readonly Deployment[];
}

/**
 * Prepares the assignment of requests by the rollout of a model.
 *
 * The draws for versions, holdout and shadows are independent of each other: their salts are that of the rollout, and
 * that with `/holdout` or `/shadow` appended. A rollout that has not begun hides nothing.
 *
 * @param champion    its deployment, for the facts that all versions of a rollout share
 * @param deployments of challengers and shadows
 * @param challengers the loaded challengers
 * @throws {RangeError} when the shares of the challengers sum to more than 1
 */
export function liveRollout(
  { rollout, salt, holdoutShare }: Deployment,
  deployments: readonly Deployment[],
  challengers: readonly LiveVersion[],
): LiveRollout | undefined {
  if (rollout === null) return undefined;
  const shadows = deployments.filter(({ role }) => role === 'SHADOW');
  const arms = deployments.filter(({ role }) => role === 'CHALLENGER');
  const isSplit = arms.some(({ trafficShare }) => trafficShare > 0);
  const hasBegun = isSplit || (arms.length === 0 && shadows.some(({ trafficShare }) => trafficShare > 0));
  const isHeldOut = hasBegun ? draw(`${salt}/holdout`, holdoutShare) : never;
  const draws = shadows.map((shadow) => ({ shadow, isDrawn: draw(`${salt}/shadow`, shadow.trafficShare) }));
  return {
    id: rollout,
    challengers,
    isSplit,
    challengerFor: splitOf(salt, arms, challengers),
    isHeldOut,
    shadowsFor: (key) => draws.filter(({ isDrawn }) => isDrawn(key)).map(({ shadow }) => shadow),
  };
}

/** The champion comes last: while the share of a challenger grows, no lead leaves it. */
function splitOf(
  salt: string,
  arms: readonly Deployment[],
  challengers: readonly LiveVersion[],
): LiveRollout['challengerFor'] {
  const shares = arms.map(({ version, trafficShare }) => ({ name: String(version), share: trafficShare }));
  const rest = 1 - shares.reduce((sum, { share }) => sum + share, 0);
  // shares that sum to 1 may do so up to the last bit
  const split = createTrafficSplit(salt, [...shares, { name: '', share: Math.max(0, rest) }]);
  const byName = new Map(challengers.map((challenger) => [String(challenger.deployment.version), challenger]));
  return (key) => byName.get(split(key));
}

function draw(salt: string, share: number): (key: string) => boolean {
  if (share === 0) return never;
  const split = createTrafficSplit(salt, [
    { name: 'drawn', share },
    { name: 'not', share: 1 - share },
  ]);
  return (key) => split(key) === 'drawn';
}

function never(): boolean {
  return false;
}
