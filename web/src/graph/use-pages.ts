import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { execute, type GraphAnswer } from './graph-client.ts';
import type { GraphError } from './graph-error.ts';
import { documentId, type PageDocument } from './named-document.ts';
import type { PagePosition } from './page-position.ts';
import { type GraphQuery, pauseAfter } from './use-graph.ts';

/** How far a list is read. */
export interface ListExtent {
  /** reads the next page; undefined after the last, and when as many as are kept are there */
  readonly more: (() => void) | undefined;
  readonly isLoadingMore: boolean;
  /** whether more than the first page was read */
  readonly isExtended: boolean;
  /** whether the list goes on after as many pages as are kept */
  readonly isCut: boolean;
}

/** Pages of a list that are read one after the other. */
export interface GraphPages<Data> extends ListExtent {
  /** the pages so far, in order */
  readonly query: GraphQuery<readonly Data[]>;
}

/** Settings of a list that is read page by page. */
export interface PageSettings {
  /** milliseconds between two reads of its pages while the page is visible. Default: none */
  readonly every?: number;
  /** default true */
  readonly enabled?: boolean;
  /** whether it is read to its end by itself. Default false */
  readonly isWhole?: boolean;
  /** pages that are kept. Default 20 */
  readonly mostPages?: number;
}

/**
 * Reads a list page by page, each after the cursor of the one before.
 *
 * @param positionOf position of a page in its list; undefined where the page has no list
 */
export function useGraphPages<Data, Variables extends { after?: string | number | null | undefined }>(
  document: PageDocument<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  positionOf: (data: Data) => PagePosition | null | undefined,
  { every, enabled = true, isWhole = false, mostPages = 20 }: PageSettings = {},
): GraphPages<Data> {
  const pages = useInfiniteQuery({
    queryKey: [documentId(document), variables, 'pages'],
    queryFn: ({ signal, pageParam }): Promise<GraphAnswer<Data>> =>
      execute(document, { ...variables, after: pageParam } as unknown as Variables, signal),
    enabled,
    refetchInterval: ({ state: { error, data } }) =>
      pauseAfter(
        error,
        data?.pages.flatMap(({ faults }) => faults),
        every,
      ),
    initialPageParam: null as PagePosition['endCursor'],
    getNextPageParam: ({ data }) => {
      const position = positionOf(data);
      return position?.hasNextPage ? position.endCursor : undefined;
    },
    select: ({ pages }): GraphAnswer<readonly Data[]> => ({
      data: pages.map(({ data }) => data),
      faults: pages.flatMap(({ faults }) => faults),
    }),
  });
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = pages;
  const count = data?.data.length ?? 0;
  const hasMore = hasNextPage && count < mostPages;
  useEffect(() => {
    // after a fault it goes on with the next read of the pages
    if (isWhole && hasMore && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [isWhole, hasMore, isFetchingNextPage, isError, fetchNextPage]);
  return {
    query: pages as unknown as GraphQuery<readonly Data[]> & { readonly error: GraphError | null },
    more: hasMore ? () => void fetchNextPage() : undefined,
    isLoadingMore: isFetchingNextPage,
    isExtended: count > 1,
    isCut: hasNextPage && !hasMore,
  };
}
