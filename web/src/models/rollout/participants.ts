import type { RolloutRole, RolloutStrategy } from '../../graph/generated/graphql.ts';
import { isOpen } from './rollout-progress.ts';

/** A rollout, as far as its versions need it. */
export interface RolloutVersions {
  readonly strategy: RolloutStrategy;
  readonly status: string;
  readonly trafficShare: number;
  readonly champion: { readonly version: number };
  readonly versions: readonly {
    readonly role: RolloutRole;
    readonly weight: number;
    readonly modelVersion: { readonly version: number };
  }[];
}

/** Version in a rollout, with its role and its share. */
export interface Participant {
  readonly version: number;
  readonly role: RolloutRole | 'CHAMPION';
  /** share of the leads that it answers now, or of the requests that a shadow scores; undefined after the end */
  readonly share: number | undefined;
}

/** Versions in a rollout, the champion first. */
export function participantsOf(of: RolloutVersions): readonly Participant[] {
  const { strategy, status, trafficShare, champion, versions } = of;
  const answered = strategy === 'SHADOW' ? 0 : trafficShare;
  const now = (share: number): number | undefined => (isOpen(status) ? share : undefined);
  return [
    { version: champion.version, role: 'CHAMPION', share: now(1 - answered) },
    ...versions.map(({ role, weight, modelVersion: { version } }) => ({
      version,
      role,
      share: role === 'SHADOW' && strategy !== 'SHADOW' ? weight : now(trafficShare * weight),
    })),
  ];
}

/** Versions under test: those that answer leads, or the shadows of a rollout of shadows alone. */
export function testedVersions({
  versions,
}: {
  readonly versions: readonly Pick<RolloutVersions['versions'][number], 'role' | 'modelVersion'>[];
}): readonly number[] {
  const challengers = versions.filter(({ role }) => role === 'CHALLENGER');
  return (challengers.length > 0 ? challengers : versions).map(({ modelVersion }) => modelVersion.version);
}
