import type { QueryClient } from '@tanstack/react-query';
import { QueueHeadDocument } from '../../graph/generated/graphql.ts';
import { execute } from '../../graph/graph-client.ts';
import { documentId } from '../../graph/named-document.ts';
import { FrameBatch } from '../list/frame-batch.ts';
import type { QueueList } from '../list/queue-list.ts';
import { patchRow, type RowPatch } from '../list/row-patch.ts';
import { PlaceWatch } from './place-watch.ts';
import { type Throttled, throttle } from './throttle.ts';

/** Sinks of the news of a list. */
export interface News {
  /** changes rows at the next frame */
  readonly batch: FrameBatch<RowPatch>;
  /** reads the rows on the screen again, for what events do not bring: reasons, and what was missed */
  readonly readRows: Throttled;
  /** compares the top of the list with the present one */
  readonly compareHead: Throttled;
}

/** Creates the ways that news of a list take. */
export function createNews(queue: QueueList, queries: QueryClient): News {
  const { list, filter, orderBy } = queue;
  const places = new PlaceWatch(list, filter, orderBy, (moved) => {
    if (moved.size > 0 || queue.moved.get().size > 0) queue.moved.set(moved);
  });
  const batch = new FrameBatch<RowPatch>((patches) => {
    list.apply(new Map([...patches].map(([id, patch]) => [id, (row) => patchRow(row, patch)])));
    places.judge(patches.keys());
  }, atFrame);
  const compare = async (): Promise<void> => {
    if (document.visibilityState === 'hidden' || !list.state().isReady) return;
    const variables = { filter, orderBy };
    const { data } = await queries.fetchQuery({
      queryKey: [documentId(QueueHeadDocument), variables],
      queryFn: ({ signal }) => execute(QueueHeadDocument, variables, signal),
      staleTime: 0,
      gcTime: 0,
    });
    if (data.leads) places.compare(data.leads.edges.map(({ node }) => node.id));
  };
  return {
    batch,
    readRows: throttle(() => list.refresh(), 1_500, 10_000),
    // one that fails is made good for by the next; a gateway that does not answer shows in the list itself
    compareHead: throttle(() => void compare().catch(() => undefined), 1_000, 4_000),
  };
}

function atFrame(run: () => void): () => void {
  const frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
}
