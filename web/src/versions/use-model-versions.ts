import { useMemo } from 'react';
import { ModelVersionNumbersDocument } from '../graph/generated/graphql.ts';
import type { GraphQuery } from '../graph/use-graph.ts';
import { useGraphPages } from '../graph/use-pages.ts';
import { type ModelWithVersions, mergeModels, positionOfModels } from './model-versions.ts';

const READ_EVERY_MS = 15_000;
// of 200 versions each: 10,000 versions
const MOST_PAGES = 50;

/** Models with their versions, as far as they are read. */
export interface ModelVersions {
  readonly query: GraphQuery<unknown>;
  /** empty until the first page is there */
  readonly models: readonly ModelWithVersions[];
}

/** Every model with all of its versions, for choices of one. */
export function useModelVersions({ enabled = true }: { readonly enabled?: boolean } = {}): ModelVersions {
  const { query } = useGraphPages(ModelVersionNumbersDocument, {}, ({ models }) => positionOfModels(models ?? []), {
    every: READ_EVERY_MS,
    enabled,
    isWhole: true,
    mostPages: MOST_PAGES,
  });
  const pages = query.data?.data;
  const models = useMemo(() => mergeModels((pages ?? []).map(({ models }) => models ?? [])), [pages]);
  return { query, models };
}

/** All versions of one model, newest first; empty until they are read. */
export function useVersionsOf(model: string): ModelWithVersions['versions'] {
  return useModelVersions().models.find(({ name }) => name === model)?.versions ?? [];
}
