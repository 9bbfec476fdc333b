import { ModelGradePreviewDocument, type ModelGradePreviewQuery } from '../../graph/generated/graphql.ts';
import { type GraphQuery, useGraph } from '../../graph/use-graph.ts';
import type { Limits } from './limits.ts';

/** Effect of limits before they are set; nothing is asked without limits. */
export function useGradePreview(model: string, limits: Limits | undefined): GraphQuery<ModelGradePreviewQuery> {
  return useGraph(
    ModelGradePreviewDocument,
    { model, limits: limits ?? { a: 0.4, b: 0.2, c: 0.08 } },
    { enabled: limits !== undefined, keepsPrevious: true },
  );
}
