import type { ModelVersionNumbersQuery } from '../graph/generated/graphql.ts';
import type { PagePosition } from '../graph/page-position.ts';

/** Versions of a model that one page has, as its document asks for them. */
export const PAGE_VERSIONS = 200;

type Page = NonNullable<ModelVersionNumbersQuery['models']>;

/** A model with its versions, newest first. */
export type ModelWithVersions = Page[number];

/**
 * Position of a page of all models, whose versions continue below one number: the highest of those at which a model's
 * page ends. Versions of a model whose page ends lower come again.
 */
export function positionOfModels(models: Page): PagePosition {
  const ends = models
    .filter(({ versions }) => versions.length === PAGE_VERSIONS)
    .map(({ versions }) => versions.at(-1)?.version ?? 0);
  return ends.length === 0
    ? { hasNextPage: false, endCursor: null }
    : { hasNextPage: true, endCursor: Math.max(...ends) };
}

/** Models of all pages, each version once. */
export function mergeModels(pages: readonly Page[]): readonly ModelWithVersions[] {
  return (pages[0] ?? []).map((model) => {
    const versions = new Map(
      pages
        .flatMap((page) => page.find(({ name }) => name === model.name)?.versions ?? [])
        .map((version) => [version.version, version]),
    );
    return { ...model, versions: [...versions.values()].sort((one, other) => other.version - one.version) };
  });
}
