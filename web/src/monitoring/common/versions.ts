/** A model with its versions, newest first. */
export interface VersionedModel {
  readonly name: string;
  readonly champion: { readonly version: number } | null;
  readonly versions: readonly { readonly version: number }[];
}

/** The model and version that a view is about. */
export interface VersionChoice {
  readonly model: string;
  readonly version: number;
  /** undefined for a model without one */
  readonly champion: number | undefined;
}

/**
 * The model and version that an address asks for; else the first model and its champion, or its newest version.
 *
 * @returns undefined when no model has a version
 */
export function chooseVersion(
  models: readonly VersionedModel[],
  model: string | null,
  version: string | null,
): VersionChoice | undefined {
  const chosen =
    models.find(({ name }) => name === model) ??
    models.find(({ champion }) => champion) ??
    models.find(({ versions }) => versions.length > 0);
  if (!chosen) return undefined;
  const champion = chosen.champion?.version;
  const known = chosen.versions.find((each) => String(each.version) === version)?.version;
  const number = known ?? champion ?? chosen.versions[0]?.version;
  return number === undefined ? undefined : { model: chosen.name, version: number, champion };
}
