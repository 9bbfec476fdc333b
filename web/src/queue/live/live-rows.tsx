import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import {
  QueueChangesBeyondDocument,
  QueueChangesDocument,
  QueueScoresBeyondDocument,
  QueueScoresDocument,
} from '../../graph/generated/graphql.ts';
import { GraphError, isTransient } from '../../graph/graph-error.ts';
import { onReconnect } from '../../graph/live.ts';
import type { PageDocument } from '../../graph/named-document.ts';
import { useLive } from '../../graph/use-graph.ts';
import { useStore } from '../../store/store.ts';
import { PAGE_SIZE } from '../list/lead-pages.ts';
import type { QueueList } from '../list/queue-list.ts';
import { leadFields } from '../list/row.ts';
import { createNews, type News } from './news.ts';
import { HEAD_SIZE } from './place-watch.ts';
import { throttle } from './throttle.ts';

const AGAIN_MS = 5_000;
const SETTLE_MS = 400;
const COMPARE_MS = 30_000;

interface Cursors {
  scores?: string;
  changes?: string;
}

/** The followed leads, those around the screen, from a cursor of each stream on. */
interface Followed {
  readonly leadIds: readonly string[];
  readonly scoresAfter: string | undefined;
  readonly changesAfter: string | undefined;
}

/** Keeps a list's rows current while it is on the screen, and finds what moved. Draws nothing; one per list. */
export function LiveRows({ queue }: { readonly queue: QueueList }): React.ReactNode {
  const cursors = useRef<Cursors>({});
  const leadIds = useLeadsAround(queue);
  const queries = useQueryClient();
  const [news] = useState(() => createNews(queue, queries));
  useEffect(() => {
    const timer = setInterval(news.compareHead.ask, COMPARE_MS);
    return () => {
      clearInterval(timer);
      news.batch.close();
    };
  }, [news]);
  useAgain(queue, news);
  const [turn, setTurn] = useState(0);
  const goOn = (error: GraphError): void => {
    news.readRows.ask();
    // what passes is followed again by itself
    if (error.isTransient) return;
    // what a cursor that is not kept any more would have brought is read instead
    if (error.code === 'CURSOR_EXPIRED' || error.code === 'CURSOR_INVALID') cursors.current = {};
    setTurn((count) => count + 1);
  };
  useReconnect(() => {
    const { failure } = queue.list.state();
    // what could not be read is read now; another ranking is for the reader to decide
    if (failure instanceof GraphError && failure.isTransient) queue.list.retry();
    news.readRows.ask();
    news.compareHead.ask();
  });
  const { isEnd, known } = useSyncExternalStore(queue.list.follow, queue.list.state);
  const followed: Followed = {
    leadIds,
    scoresAfter: cursors.current.scores,
    changesAfter: cursors.current.changes,
  };
  return (
    <>
      {leadIds.length > 0 && (
        <Following
          key={`${turn} ${leadIds.join(' ')}`}
          followed={followed}
          queue={queue}
          news={news}
          cursors={cursors.current}
          onRefused={goOn}
        />
      )}
      {(isEnd || known >= HEAD_SIZE) && <Beyond queue={queue} onNews={news.compareHead.ask} />}
    </>
  );
}

/** Follows scores and changes of the leads around the screen. */
function Following({
  followed: first,
  queue,
  news,
  cursors,
  onRefused,
}: {
  readonly followed: Followed;
  readonly queue: QueueList;
  readonly news: News;
  readonly cursors: Cursors;
  readonly onRefused: (error: GraphError) => void;
}): null {
  // a subscription goes on by itself from its last event: later cursors are for the next one
  const [{ leadIds, scoresAfter, changesAfter }] = useState(first);
  const { personal } = queue;
  const ids = [...leadIds];
  useResumed(QueueScoresDocument, { leadIds: ids, after: scoresAfter ?? null }, onRefused, ({ leadScored: event }) => {
    if (!event) return undefined;
    const { cursor, lead, ...score } = event;
    if (lead) news.batch.add(lead.id, { score });
    news.readRows.ask();
    cursors.scores = cursor;
    return cursor;
  });
  const variables = { leadIds: ids, personal, after: changesAfter ?? null };
  useResumed(QueueChangesDocument, variables, onRefused, ({ leadChanged: event }) => {
    if (!event) return undefined;
    if (event.lead) news.batch.add(event.lead.id, { lead: leadFields(event.lead) });
    // whether the lead still is in the list, the list says
    news.readRows.ask();
    cursors.changes = event.cursor;
    return event.cursor;
  });
  useEffect(() => {
    // between the answer and the first event of a stream without a cursor something may have happened
    if (!scoresAfter || !changesAfter) news.readRows.ask();
  }, [scoresAfter, changesAfter, news]);
  return null;
}

/** Follows what may bring leads into the list. It says only that something happened: the top of the list is read. */
function Beyond({ queue, onNews }: { readonly queue: QueueList; readonly onNews: () => void }): null {
  const [filter] = useState(() => ({ minimumProbability: lowestOfHead(queue) }));
  // one that cannot keep up is made good for by the turn of every half minute
  useLive(QueueScoresBeyondDocument, { filter }, ({ leadScored }) => {
    onNews();
    return leadScored?.cursor;
  });
  useLive(QueueChangesBeyondDocument, {}, ({ leadChanged }) => {
    onNews();
    return leadChanged?.cursor;
  });
  return null;
}

/** In the order by score, only scores as high as the last one that is compared can change the top. */
function lowestOfHead({ list, orderBy, filter }: QueueList): number {
  const last = list.at(HEAD_SIZE - 1);
  const lowest = orderBy === 'SCORE_DESC' && typeof last === 'object' ? last.ranked.score?.probability : undefined;
  return Math.max(0, lowest ?? filter.minimumProbability ?? 0);
}

/** Follows a subscription, and reports some time after it was refused. */
function useResumed<Data, Variables extends object>(
  document: PageDocument<Data, Variables>,
  variables: Variables,
  onRefused: (error: GraphError) => void,
  onEvent: (data: Data) => string | undefined,
): void {
  const refusal = useLive(document, variables, onEvent);
  const again = useEffectEvent(onRefused);
  useEffect(() => {
    if (!refusal) return;
    const timer = setTimeout(() => again(refusal), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [refusal]);
}

/** Reads by itself what a part that is away did not answer. */
function useAgain({ list, faults }: QueueList, { readRows }: News): void {
  const failure = useSyncExternalStore(list.follow, () => list.state().failure);
  const isAway = failure instanceof GraphError && failure.isTransient;
  const isPartial = useStore(faults).some(({ code }) => isTransient(code));
  useEffect(() => {
    if (!isAway && !isPartial) return;
    const timer = setInterval(isAway ? () => list.retry() : readRows.ask, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isAway, isPartial, list, readRows]);
}

/** Ids of the leads around the screen, once it has come to rest. */
function useLeadsAround(queue: QueueList): readonly string[] {
  const [leadIds, setLeadIds] = useState<readonly string[]>([]);
  useEffect(() => {
    const look = (): void => {
      const page = Math.floor(queue.firstShown.get() / PAGE_SIZE);
      const next = queue.list.ids((page - 1) * PAGE_SIZE, (page + 2) * PAGE_SIZE - 1);
      setLeadIds((present) => (present.join() === next.join() ? present : next));
    };
    const settled = throttle(look, SETTLE_MS, SETTLE_MS);
    settled.ask();
    const ends = [queue.list.follow(settled.ask), queue.firstShown.follow(settled.ask)];
    return () => {
      for (const end of ends) end();
      settled.stop();
    };
  }, [queue]);
  return leadIds;
}

/** Calls after the socket was broken and is there again. */
function useReconnect(onReconnected: () => void): void {
  const reconnected = useEffectEvent(onReconnected);
  useEffect(() => onReconnect(() => reconnected()), []);
}
