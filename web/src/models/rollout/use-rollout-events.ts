import { useMemo, useState } from 'react';
import {
  ModelRolloutChangedDocument,
  type ModelRolloutChangedSubscription,
  type ModelRolloutEventFragment,
  ModelRolloutHistoryDocument,
} from '../../graph/generated/graphql.ts';
import type { GraphError } from '../../graph/graph-error.ts';
import { useLive } from '../../graph/use-graph.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
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

const READ_EVERY_MS = 60_000;
// as its document asks for them
const PAGE_EVENTS = 200;

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
  const { query } = useGraphPages(ModelRolloutHistoryDocument, { id }, ({ rollout }) => rollout?.history.pageInfo, {
    every: READ_EVERY_MS,
    isWhole: true,
    mostPages: MOST_EVENTS / PAGE_EVENTS,
  });
  const pages = query.data?.data;
  return useMemo(
    () => (pages ?? []).flatMap(({ rollout }) => rollout?.history.edges ?? []).map(({ node }) => node),
    [pages],
  );
}
