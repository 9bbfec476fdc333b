import { useInfiniteQuery } from '@tanstack/react-query';
import { execute, type GraphAnswer } from './graph-client.ts';
import type { GraphError } from './graph-error.ts';
import { documentId, type PageDocument } from './named-document.ts';
import { type GraphQuery, pauseAfter } from './use-graph.ts';

/** Pages of a list that are read one after the other. */
export interface GraphPages<Data> {
  /** the pages so far, in order */
  readonly query: GraphQuery<readonly Data[]>;
  /** reads the next page; undefined after the last, and when as many as are kept are there */
  readonly more: (() => void) | undefined;
  readonly isLoadingMore: boolean;
}

/** Position of a page, as every connection of the graph has it. */
export interface PagePosition {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/**
 * Reads a list page by page, each after the cursor of the one before.
 *
 * @param positionOf position of a page in its list; undefined where the page has no list
 * @param mostPages  pages that are kept
 */
export function useGraphPages<Data, Variables extends { after?: string | null | undefined }>(
  document: PageDocument<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  positionOf: (data: Data) => PagePosition | null | undefined,
  mostPages = 20,
): GraphPages<Data> {
  const pages = useInfiniteQuery({
    queryKey: [documentId(document), variables, 'pages'],
    queryFn: ({ signal, pageParam }): Promise<GraphAnswer<Data>> =>
      execute(document, { ...variables, after: pageParam } as unknown as Variables, signal),
    refetchInterval: ({ state: { error, data } }) =>
      pauseAfter(
        error,
        data?.pages.flatMap(({ faults }) => faults),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ data }, all) => {
      const position = positionOf(data);
      return position?.hasNextPage && all.length < mostPages ? position.endCursor : undefined;
    },
    select: ({ pages }): GraphAnswer<readonly Data[]> => ({
      data: pages.map(({ data }) => data),
      faults: pages.flatMap(({ faults }) => faults),
    }),
  });
  return {
    query: pages as unknown as GraphQuery<readonly Data[]> & { readonly error: GraphError | null },
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    isLoadingMore: pages.isFetchingNextPage,
  };
}
