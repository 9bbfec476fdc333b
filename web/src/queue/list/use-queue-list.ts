import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import { useRight, useViewer } from '../../session/rights.ts';
import { session } from '../../session/session.ts';
import { notify } from '../../ui/notices.tsx';
import { toFilter } from '../view/lead-filter.ts';
import { listAddress, type View } from '../view/view.ts';
import { openList, type QueueList } from './queue-list.ts';

const MINUTE_MS = 60_000;
/** The list that was left last, for the way back to it. */
let kept: QueueList | undefined;

session.follow(() => {
  // the next reader must not find it
  if (session.get().token === undefined) kept = undefined;
});

/** The list of a view, and a way to begin it anew. */
export interface OpenedList {
  readonly queue: QueueList;
  /** whether a new list is being read; the present one stays on the screen until it is there */
  readonly isRenewing: boolean;
  /** Ranks the leads anew, and shows them from a rank on. */
  renew(rank: number): void;
}

/**
 * Opens the list of a view. The one that was left last is taken up again with its place, focus and selection, when it is
 * of this view.
 */
export function useQueueList(view: View): OpenedList {
  const queries = useQueryClient();
  const { subject } = useViewer();
  const personal = useRight('leads:pii');
  const key = JSON.stringify([subject, personal, listAddress(view)]);
  const open = (renewed: { readonly rank?: number; readonly selection?: QueueList['selection'] } = {}): QueueList => {
    // whole minutes: equal views that are opened one after the other share answers
    const now = Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS;
    const terms = { key, filter: toFilter(view, subject, now), orderBy: view.order, personal };
    return openList(queries, terms, renewed);
  };
  const [queue, setQueue] = useState(() => (kept?.key === key ? kept : open()));
  const [renewal, setRenewal] = useState<QueueList>();
  if (queue.key !== key) {
    setQueue(open());
    setRenewal(undefined);
  }
  useRenewal(renewal, (renewed) => {
    setRenewal(undefined);
    if (renewed) setQueue(renewed);
  });
  useKeeping(queue);
  const renew = (rank: number): void => {
    const next = open({ rank, selection: queue.selection });
    next.list.show(rank, rank);
    setRenewal(next);
  };
  return { queue, isRenewing: renewal !== undefined, renew };
}

/** Waits for a list that is being opened; says when it fails. */
function useRenewal(renewal: QueueList | undefined, onEnd: (renewed: QueueList | undefined) => void): void {
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (!renewal) return;
    const look = (): void => {
      const { isReady, failure } = renewal.list.state();
      if (failure) notify('failed', failure.message);
      if (isReady || failure) end.current(failure ? undefined : renewal);
    };
    look();
    return renewal.list.follow(look);
  }, [renewal]);
}

/** Keeps the list for the way back; ends the one that another takes the place of. */
function useKeeping(queue: QueueList): void {
  useEffect(() => {
    if (kept !== queue) kept?.list.close();
    kept = queue;
    queue.list.refresh();
  }, [queue]);
}
