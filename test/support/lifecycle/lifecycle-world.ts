import type { Gate } from '../../../subgraphs/models/gates/gate.ts';
import type { RolloutSettings } from '../../../subgraphs/models/rollout/rules/rollout-row.ts';
import type { RolloutState } from '../../../subgraphs/models/rollout/rules/rollout-state.ts';
import type { RolloutStrategy } from '../../../subgraphs/models/rollout/rules/steps.ts';
import type { Verdict } from '../../../subgraphs/models/rollout/rules/verdict/judgement.ts';
import { type Reign, type ReignChange, reignsOf } from '../../../subgraphs/models/versions/rules/reign.ts';
import type { Stage } from '../../../subgraphs/models/versions/rules/stage-rule.ts';

/**
 * Actors: ann may promote, cid may approve, bob may do both, so that he requests and tries to approve his own request.
 */
export type Actor = 'ann' | 'bob' | 'cid';

/** Form of a request for a rollout: its strategy, and whether steps are stated. */
export type Ask = 'CANARY' | 'CANARY_STATED' | 'IMMEDIATE' | 'AB_TEST' | 'SHADOW';

/** Action of a person, of the evidence or of the clock. */
export type Action =
  | { readonly type: 'REGISTER' | 'ALERT' | 'CALM' }
  | { readonly type: 'STAGE' | 'ARCHIVE' | 'PROMOTE' | 'REQUEST' | 'DAMAGE'; readonly version: number }
  | { readonly type: 'APPROVE'; readonly by: Actor; readonly override: boolean }
  | { readonly type: 'START'; readonly version: number; readonly ask: Ask }
  | { readonly type: 'REPLAYED' | 'TIME' | 'TRIP' | 'PAUSE' | 'RESUME' | 'ADVANCE' | 'ABORT' }
  | { readonly type: 'KILL' }
  | { readonly type: 'EVIDENCE'; readonly verdict: Verdict; readonly stepSamples: number }
  | { readonly type: 'APPROVE_STEP'; readonly by: Actor }
  | { readonly type: 'BACK_TO'; readonly version: number; readonly by: Actor };

/** Version of the world: its number is its index in the list, from 1. */
export interface WorldVersion {
  readonly stage: Stage;
  readonly isIntact: boolean;
  /** position in the history after which its latest rollout was rolled back */
  readonly rolledBackAt?: number;
}

/** Open rollout. */
export interface WorldRollout {
  readonly id: number;
  readonly version: number;
  readonly strategy: RolloutStrategy;
  readonly settings: RolloutSettings;
  readonly requestedBy: Actor;
  readonly state: RolloutState;
  readonly trafficShare: number;
}

/** Model with its versions, as plain data. The present is time 0, and the past negative. */
export interface World {
  readonly gates: readonly Gate[];
  readonly versions: readonly WorldVersion[];
  readonly history: readonly ReignChange[];
  readonly request?: { readonly version: number; readonly by: Actor };
  readonly rollout?: WorldRollout;
  /** whether an alert about the champion is open and CRITICAL */
  readonly isAlerted: boolean;
}

/** World before the first version. @param gates of the promotion policy */
export function emptyWorld(gates: readonly Gate[]): World {
  return { gates, versions: [], history: [], isAlerted: false };
}

/** Versions in PRODUCTION. */
export function championsOf({ versions }: World): readonly number[] {
  return versions.flatMap(({ stage }, i) => (stage === 'PRODUCTION' ? [i + 1] : []));
}

/** Canonical text of a world, equal for equivalent worlds: only the order of positions in the history counts. */
export function keyOf({ history, versions, ...rest }: World): string {
  const reigns = reignsOf(history);
  const marks = versions.map(({ rolledBackAt, ...version }, i) => {
    const endedAt = reigns.findLast((reign) => reign.version === i + 1 && reign.ended)?.ended?.id;
    const isRolledBack = rolledBackAt !== undefined && endedAt !== undefined && rolledBackAt >= endedAt;
    return { ...version, isRolledBack };
  });
  return JSON.stringify([rest, marks, decisiveOf(reigns)]);
}

/**
 * Part of a history that can still decide something, so that infinitely many histories reduce to few: the position of
 * the last promotion of each version, its latest reign before, between and after these positions, and the end of the
 * latest of all.
 */
function decisiveOf(reigns: readonly Reign[]): readonly unknown[] {
  const isLatest = (i: number, among: (reign: Reign) => boolean) =>
    !reigns.slice(i + 1).some((later) => later.version === reigns[i]?.version && among(later));
  const places = reigns.map(
    ({ action }, i) => action === 'PROMOTE' && isLatest(i, (later) => later.action === 'PROMOTE'),
  );
  return reigns.flatMap(({ version, ended, isRetired }, i) => {
    const nextPlace = places.findIndex((isPlace, at) => at > i && isPlace);
    const until = nextPlace === -1 ? reigns.length : nextPlace;
    const isLastHere = !reigns.slice(i + 1, until).some((later) => later.version === version);
    const isLastEnded = ended && isLatest(i, (later) => later.ended !== undefined);
    if (!places[i] && !isLastHere && !isLastEnded) return [];
    return [[version, places[i], ...(isLastEnded ? [ended.cause, isRetired] : [])]];
  });
}
