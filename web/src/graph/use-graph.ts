import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { session } from '../session/session.ts';
import { useStore } from '../store/store.ts';
import { execute, type GraphAnswer } from './graph-client.ts';
import { GraphError, type GraphFault, isTransient } from './graph-error.ts';
import { follow } from './live.ts';
import { documentId, type PageDocument } from './named-document.ts';

/** Settings of a query. */
export interface QuerySettings {
  /** default true */
  readonly enabled?: boolean;
  /** milliseconds between two reads while the page is visible. Default: none */
  readonly every?: number;
  /** keeps the last answer on the screen while other variables are read */
  readonly keepsPrevious?: boolean;
}

/** A query's state, as TanStack Query has it. */
export type GraphQuery<Data> = UseQueryResult<GraphAnswer<Data>, GraphError>;

const MOST_RETRIES = 3;
const AGAIN_MS = 5_000;

/** Creates the cache of answers: they are shown at once and read again when a page opens or the network is back. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        gcTime: 300_000,
        retry: (failures, error) => error instanceof GraphError && error.isTransient && failures < MOST_RETRIES,
        retryDelay: (attempt, error) =>
          (error instanceof GraphError && error.retryAfterMs) || Math.min(8_000, 500 * 2 ** attempt),
      },
    },
  });
}

/** Reads a query. Its answer is shared by all that ask for the same. */
export function useGraph<Data, Variables>(
  document: PageDocument<Data, Variables>,
  variables: Variables,
  { enabled = true, every, keepsPrevious = false }: QuerySettings = {},
): GraphQuery<Data> {
  return useQuery<GraphAnswer<Data>, GraphError>({
    queryKey: [documentId(document), variables],
    queryFn: ({ signal }) => execute(document, variables, signal),
    enabled,
    refetchInterval: ({ state: { error, data: answer } }) => pauseAfter(error, answer?.faults, every),
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  });
}

/** Pause until the next read of an answer. What a part that was away did not answer is read again by itself. */
export function pauseAfter(
  error: Error | null,
  faults: readonly GraphFault[] = [],
  every: number | undefined = undefined,
): number | false {
  const isAway = error instanceof GraphError ? error.isTransient : faults.some(({ code }) => isTransient(code));
  return isAway ? AGAIN_MS : (every ?? false);
}

/** Callbacks of one change. They are called also when the component has gone, as its change may take it away. */
export interface ChangeCallbacks<Data> {
  readonly onSuccess?: (answer: GraphAnswer<Data>) => void;
  readonly onError?: (error: GraphError) => void;
  readonly onSettled?: () => void;
}

/** A mutation's state, as TanStack Query has it, but for the callbacks. */
export type Change<Data, Variables> = Omit<UseMutationResult<GraphAnswer<Data>, GraphError, Variables>, 'mutate'> & {
  mutate(variables: Variables, callbacks?: ChangeCallbacks<Data>): void;
};

/** A mutation. Afterwards every query on the screen is read again, and then the callbacks are called. */
export function useChange<Data, Variables>(document: PageDocument<Data, Variables>): Change<Data, Variables> {
  const queries = useQueryClient();
  const mutation = useMutation<GraphAnswer<Data>, GraphError, Variables>({
    mutationFn: async (variables) => {
      const answer = await execute(document, variables);
      // a payload that is null has a fault that says why
      if (answer.faults.length > 0 && Object.values(answer.data as object).every((value) => value === null))
        throw new GraphError(answer.faults);
      return answer;
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return {
    ...mutation,
    mutate: (variables, { onSuccess, onError, onSettled } = {}) =>
      void mutation
        .mutateAsync(variables)
        .then(onSuccess, onError ?? (() => undefined))
        .finally(onSettled),
  };
}

/**
 * Follows a subscription while the component is on the screen. One that ends for a reason that passes, such as a gateway
 * that is replaced, is followed again by itself.
 *
 * @param onEvent returns the cursor for going on after an interruption, where events have one
 * @returns the refusal, if any
 */
export function useLive<Data, Variables extends object>(
  document: PageDocument<Data, Variables>,
  variables: Variables,
  onEvent: (data: Data) => string | undefined,
  { enabled = true }: { readonly enabled?: boolean } = {},
): GraphError | undefined {
  const [refusal, setRefusal] = useState<GraphError>();
  const { token } = useStore(session);
  const cursor = useRef<string>(undefined);
  const next = useEffectEvent((data: Data) => {
    cursor.current = onEvent(data) ?? cursor.current;
    return cursor.current;
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!refusal?.isTransient) return;
    const timer = setTimeout(() => setTurn((count) => count + 1), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [refusal]);
  const key = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stream has other cursors
  useEffect(() => {
    cursor.current = undefined;
  }, [document, key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: variables are compared by their text
  useEffect(() => {
    if (!enabled || token === undefined) return;
    setRefusal(undefined);
    // with a fresh token, or in another turn, the stream goes on where it was
    const resumed = cursor.current === undefined ? variables : { ...variables, after: cursor.current };
    return follow(document, resumed, { next, fail: setRefusal });
  }, [document, key, enabled, token, turn]);
  return refusal;
}
