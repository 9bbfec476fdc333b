import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import {
  ModelRolloutChangedDocument,
  type ModelRolloutChangedSubscription,
  type ModelRolloutEventFragment,
  ModelRolloutHistoryDocument,
} from '../../graph/generated/graphql.ts';
import { execute } from '../../graph/graph-client.ts';
import type { GraphError } from '../../graph/graph-error.ts';
import { documentId } from '../../graph/named-document.ts';
import { useLive } from '../../graph/use-graph.ts';
import { MOST_EVENTS, mergeEvents } from './rollout-events.ts';

/** State of a rollout that an event brings. */
export type LiveRollout = NonNullable<ModelRolloutChangedSubscription['rolloutChanged']>['rollout'];

/** Events of a rollout, newest first, as they happen. */
export interface RolloutFeed {
  readonly events: readonly ModelRolloutEventFragment[];
  /** latest state that came live; undefined before the first event */
  readonly latest: LiveRollout | undefined;
  /** refusal of the live events, if any */
  readonly refusal: GraphError | undefined;
}

const PAGE = 200;
const MOST_PAGES = MOST_EVENTS / PAGE;

/** Reads the events of a rollout and follows the new ones, within a window. */
export function useRolloutEvents(id: string, model: string): RolloutFeed {
  const read = useReadEvents(id);
  const [live, setLive] = useState<readonly ModelRolloutEventFragment[]>([]);
  const [latest, setLatest] = useState<LiveRollout>();
  const refusal = useLive(ModelRolloutChangedDocument, { model }, ({ rolloutChanged: change }) => {
    if (change?.rollout.id === id) {
      setLive((before) => mergeEvents(before, [change.event]));
      setLatest(change.rollout);
    }
    return change?.cursor;
  });
  const events = useMemo(() => mergeEvents(read, live), [read, live]);
  return { events, latest, refusal };
}

function useReadEvents(id: string): readonly ModelRolloutEventFragment[] {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [documentId(ModelRolloutHistoryDocument), id],
    queryFn: ({ pageParam, signal }) => execute(ModelRolloutHistoryDocument, { id, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ data: { rollout } }, pages) =>
      rollout?.history.edges.length === PAGE && pages.length < MOST_PAGES ? rollout.history.edges.at(-1)?.cursor : null,
    refetchInterval: 60_000,
  });
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return useMemo(
    () => data?.pages.flatMap(({ data: { rollout } }) => rollout?.history.edges.map(({ node }) => node) ?? []) ?? [],
    [data],
  );
}
