import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import { LeadChangesDocument, LeadScoresDocument } from '../../graph/generated/graphql.ts';
import type { GraphError } from '../../graph/graph-error.ts';
import { useLive } from '../../graph/use-graph.ts';

/** The latest change of a lead since the page was opened. */
export interface LatestChange {
  /** kind of the change of the lead, or SCORED */
  readonly kind: string;
  /** epoch milliseconds */
  readonly at: number;
}

// changes come in bursts: an interaction, then its score
const GATHER_MS = 120;

/**
 * Follows the changes and scores of a lead, and reads again what the page shows of it.
 *
 * @returns the latest change, and the refusal where changes cannot be followed
 */
export function useLeadLive(id: string): { readonly latest: LatestChange | undefined; readonly refusal?: GraphError } {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [latest, setLatest] = useState<LatestChange>();
  const changed = (kind: string): void => {
    setLatest({ kind, at: serverNow() });
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => void queries.invalidateQueries({ predicate: ({ queryKey }) => isOf(queryKey[1], id) }),
      GATHER_MS,
    );
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const refusedChanges = useLive(LeadChangesDocument, { id }, ({ leadChanged }) => {
    if (!leadChanged) return undefined;
    changed(leadChanged.kind);
    return leadChanged.cursor;
  });
  const refusedScores = useLive(LeadScoresDocument, { id }, ({ leadScored }) => {
    if (!leadScored) return undefined;
    changed('SCORED');
    return leadScored.cursor;
  });
  const refusal = refusedChanges ?? refusedScores;
  return { latest, ...(refusal && { refusal }) };
}

function isOf(variables: unknown, id: string): boolean {
  return (variables as { readonly id?: unknown } | undefined)?.id === id;
}
