/** A version as far as choosing it needs. */
export interface Choosable {
  readonly version: number;
  readonly stage: string;
}

/** Most versions side by side. */
export const MOST_COMPARED = 3;

/**
 * The version that a reader most likely wants to see: the newest under test, else the champion, else the newest.
 *
 * @param versions newest first, as far as they are listed
 * @param champion may be older than those
 */
export function firstChoice(versions: readonly Choosable[], champion: number | undefined): number | undefined {
  const under = versions.find(({ stage }) => stage === 'STAGING' || stage === 'NONE');
  return under?.version ?? champion ?? versions[0]?.version;
}

/**
 * Versions that are compared at first: the champion and the newest other one.
 *
 * @param versions newest first, as far as they are listed
 * @param champion may be older than those
 */
export function firstComparison(versions: readonly Choosable[], champion: number | undefined): readonly number[] {
  const rest = versions.filter(({ version }) => version !== champion);
  const other = rest.find(({ stage }) => stage !== 'ARCHIVED') ?? rest[0];
  return [champion, other?.version].filter((version) => version !== undefined);
}

/** Adds or removes a version of the comparison; a fourth one takes the place of the one that was chosen first. */
export function toggleCompared(compared: readonly number[], version: number): readonly number[] {
  if (compared.includes(version)) return compared.filter((other) => other !== version);
  return [...compared, version].slice(-MOST_COMPARED);
}
