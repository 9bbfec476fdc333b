import type { QueryClient } from '@tanstack/react-query';
import {
  type LeadFilter,
  type LeadOrder,
  QueueCursorsDocument,
  QueueLeadsDocument,
} from '../../graph/generated/graphql.ts';
import { execute, type GraphAnswer } from '../../graph/graph-client.ts';
import { GraphError, type GraphFault } from '../../graph/graph-error.ts';
import { documentId, type PageDocument } from '../../graph/named-document.ts';
import { createStore, type Store } from '../../store/store.ts';
import { LeadList } from './lead-list.ts';
import { PAGE_SIZE } from './lead-pages.ts';
import { type Row, rowOf } from './row.ts';
import { NOTHING, type Selection } from './selection.ts';

/** Subject of a list. */
export interface ListTerms {
  /** tells lists of different views and readers apart */
  readonly key: string;
  readonly filter: LeadFilter;
  readonly orderBy: LeadOrder;
  /** whether the reader may see names */
  readonly personal: boolean;
}

/** The list of a view, with what the reader did in it. */
export interface QueueList extends ListTerms {
  /** another one for each list that was opened */
  readonly serial: number;
  readonly list: LeadList<Row>;
  readonly openedAt: number;
  readonly selection: Store<Selection>;
  /** leads whose place or presence in the list changed since it was opened */
  readonly moved: Store<ReadonlySet<string>>;
  /** fields that the last answer has not, with reasons */
  readonly faults: Store<readonly GraphFault[]>;
  /** rank of the focused row */
  readonly active: Store<number>;
  /** rank of the first row on the screen */
  readonly firstShown: Store<number>;
  /** pixels of that row that were scrolled past when the list was left */
  readonly shift: Store<number>;
  /** whether the focused row takes the focus when the list is on the screen: after a renewal, and on the way back */
  readonly takesFocus: Store<boolean>;
}

let nextSerial = 1;

/**
 * Opens the list of a view. Nothing is read before `list.show`.
 *
 * @param rank of a list that is begun anew: the one to show and to focus
 */
export function openList(
  queries: QueryClient,
  terms: ListTerms,
  { rank, selection = createStore(NOTHING) }: { rank?: number; selection?: Store<Selection> } = {},
): QueueList {
  const { filter, orderBy, personal } = terms;
  const faults = createStore<readonly GraphFault[]>([]);
  const list = new LeadList<Row>({
    async page(after, before) {
      const variables = { filter, orderBy, personal, first: PAGE_SIZE, after: after ?? null, before: before ?? null };
      const answer = await read(queries, QueueLeadsDocument, variables);
      const leads = found(answer, answer.data.leads);
      faults.set(answer.faults);
      return {
        rows: leads.edges.map(rowOf),
        cursors: leads.edges.map(({ cursor }) => cursor),
        hasNext: leads.pageInfo.hasNextPage,
      };
    },
    async cursors(after) {
      const answer = await read(queries, QueueCursorsDocument, { filter, orderBy, after: after ?? null });
      const leads = found(answer, answer.data.leads);
      return { cursors: leads.edges.map(({ cursor }) => cursor), hasNext: leads.pageInfo.hasNextPage };
    },
  });
  return {
    ...terms,
    serial: nextSerial++,
    list,
    openedAt: Date.now(),
    selection,
    moved: createStore<ReadonlySet<string>>(new Set<string>()),
    faults,
    active: createStore(rank ?? 0),
    firstShown: createStore(rank ?? 0),
    shift: createStore(0),
    takesFocus: createStore(rank !== undefined),
  };
}

/** Reads by the page's rules of repetition, without keeping the answer: the list keeps it. */
function read<Data, Variables>(
  queries: QueryClient,
  document: PageDocument<Data, Variables>,
  variables: Variables,
): Promise<GraphAnswer<Data>> {
  return queries.fetchQuery({
    queryKey: [documentId(document), variables],
    queryFn: ({ signal }) => execute(document, variables, signal),
    staleTime: 0,
    gcTime: 0,
  });
}

function found<Value>({ faults }: { readonly faults: readonly GraphFault[] }, value: Value | null): Value {
  if (value === null) throw new GraphError(faults);
  return value;
}
