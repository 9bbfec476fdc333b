import type { VersionIdentity } from '../../inference/scoring-version.ts';
import type { ScoreRole } from '../../record/prediction.ts';
import type { LiveTraffic } from '../../versions/live-traffic.ts';

/** Part of a version in the traffic, as a batch job records it. */
export interface LogRole {
  readonly role: ScoreRole;
  /** id of the open rollout; null without one */
  readonly rollout: number | null;
  /** whether the lead gets the score */
  readonly isShown: boolean;
  /** whether a rollout splits leads, so that it matters which lead saw which version */
  readonly isExposure: boolean;
}

const TRIAL: LogRole = { role: 'TRIAL', rollout: null, isShown: false, isExposure: false };

/** Whether a version answers requests of its model now. */
export function answersTraffic(traffic: LiveTraffic | undefined, version: VersionIdentity): boolean {
  if (!traffic) return false;
  const { champion, rollout } = traffic;
  return [champion, ...(rollout?.challengers ?? [])].some(({ deployment }) => isSame(deployment, version));
}

/**
 * Finds the role in which a version scores a lead, as a request for that lead would have it: TRIAL for a version without a
 * part in the traffic.
 *
 * @returns undefined when another version answers the lead
 */
export function logRole(
  traffic: LiveTraffic | undefined,
  version: VersionIdentity,
  leadId: string,
): LogRole | undefined {
  if (!traffic || !answersTraffic(traffic, version)) return TRIAL;
  const { rollout } = traffic;
  if (!rollout) return { role: 'CHAMPION', rollout: null, isShown: true, isExposure: false };
  const known = { rollout: rollout.id, isExposure: rollout.isSplit };
  const isHeldOut = rollout.isHeldOut(leadId);
  const challenger = isHeldOut ? undefined : rollout.challengerFor(leadId);
  const answering = challenger ?? traffic.champion;
  if (!isSame(answering.deployment, version)) return undefined;
  if (isHeldOut) return { ...known, role: 'HOLDOUT', isShown: false };
  return { ...known, role: challenger ? 'CHALLENGER' : 'CHAMPION', isShown: true };
}

function isSame(a: VersionIdentity, b: VersionIdentity): boolean {
  return a.model === b.model && a.version === b.version && a.digest === b.digest;
}
