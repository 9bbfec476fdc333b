import { QueueCountDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import type { QueueList } from '../list/queue-list.ts';

/** Number of leads of a view. */
export interface Total {
  /** undefined while it is not known */
  readonly count: number | undefined;
  /** false where there are more than `count` */
  readonly isExact: boolean;
  /** values of the conditions that no lead has */
  readonly warnings: readonly string[];
}

const EVERY_MS = 60_000;

/** Counts the leads of a list, now and every minute. */
export function useTotal({ filter }: QueueList): Total {
  const { data } = useGraph(QueueCountDocument, { filter }, { every: EVERY_MS });
  const leads = data?.data.leads;
  return {
    count: leads?.totalCount ?? undefined,
    isExact: leads?.totalCountIsExact === true,
    warnings: leads?.warnings ?? [],
  };
}
