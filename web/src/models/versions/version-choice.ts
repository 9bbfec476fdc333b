/** A version as far as choosing it needs. */
export interface Choosable {
  readonly version: number;
  readonly stage: string;
}

/** Most versions side by side. */
export const MOST_COMPARED = 3;

/** The version that a reader most likely wants to see: the newest under test, else the champion, else the newest. */
export function firstChoice(versions: readonly Choosable[]): number | undefined {
  const under = versions.find(({ stage }) => stage === 'STAGING' || stage === 'NONE');
  const champion = versions.find(({ stage }) => stage === 'PRODUCTION');
  return (under ?? champion ?? versions[0])?.version;
}

/** Versions that are compared at first: the champion and the newest other one. */
export function firstComparison(versions: readonly Choosable[]): readonly number[] {
  const champion = versions.find(({ stage }) => stage === 'PRODUCTION');
  const others = versions.filter((version) => version !== champion && version.stage !== 'ARCHIVED');
  const rest = others.length > 0 ? others : versions.filter((version) => version !== champion);
  return [champion, rest[0]].filter((version) => version !== undefined).map(({ version }) => version);
}

/** Adds or removes a version of the comparison; a fourth one takes the place of the one that was chosen first. */
export function toggleCompared(compared: readonly number[], version: number): readonly number[] {
  if (compared.includes(version)) return compared.filter((other) => other !== version);
  return [...compared, version].slice(-MOST_COMPARED);
}
