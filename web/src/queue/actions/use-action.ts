import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { QueueScoreDocument, QueueUpdateDocument, type UpdateLeadInput } from '../../graph/generated/graphql.ts';
import { execute } from '../../graph/graph-client.ts';
import { GraphError, type GraphFault } from '../../graph/graph-error.ts';
import type { QueueList } from '../list/queue-list.ts';
import type { Selection } from '../list/selection.ts';
import { type Progress, type Refusal, runBatches } from './batches.ts';

/** An action on the selected leads. */
export interface Action {
  readonly progress: Progress | undefined;
  /** Begins it for these leads. */
  run(send: (ids: readonly string[]) => Promise<readonly Refusal[]>, ids: readonly string[]): Promise<Progress>;
  /** Ends it after the present batch. */
  stop(): void;
  /** Forgets the last run. */
  reset(): void;
}

/** An action on many leads, whose rows are read again when it ends. It ends with its component. */
export function useAction({ list }: QueueList): Action {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  return {
    progress,
    async run(send, ids) {
      const control = new AbortController();
      running.current = control;
      const end = await runBatches(ids, send, setProgress, control.signal);
      list.refresh();
      await queries.invalidateQueries();
      return end;
    },
    stop: () => running.current?.abort(),
    reset: () => setProgress(undefined),
  };
}

/**
 * Sends a change of leads.
 *
 * @param selection with the versions that the change is based on; undefined to change any version
 */
export async function sendUpdate(
  ids: readonly string[],
  input: UpdateLeadInput,
  selection: Selection | undefined,
): Promise<readonly Refusal[]> {
  const updates = ids.map((id) => ({ id, input, expectedVersion: selection?.get(id)?.version ?? null }));
  const { data, faults } = await execute(QueueUpdateDocument, { updates });
  return refusalsOf(data.updateLeads, faults);
}

/** Scores leads. */
export async function sendScore(ids: readonly string[]): Promise<readonly Refusal[]> {
  const { data, faults } = await execute(QueueScoreDocument, { leadIds: [...ids] });
  return refusalsOf(data.scoreLeads, faults);
}

interface Payload {
  readonly results: readonly {
    readonly leadId: string;
    readonly error: { readonly code: string; readonly message: string } | null;
  }[];
}

function refusalsOf(payload: Payload | null, faults: readonly GraphFault[]): readonly Refusal[] {
  if (!payload) throw new GraphError(faults);
  return payload.results.flatMap(({ leadId, error }) =>
    error ? [{ leadId, code: error.code, message: error.message }] : [],
  );
}
