import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import {
  MonitoringAlertChangesDocument,
  MonitoringAlertDocument,
  MonitoringAlertsDocument,
  MonitoringOpenAlertsDocument,
} from '../../../graph/generated/graphql.ts';
import type { GraphError } from '../../../graph/graph-error.ts';
import { documentId } from '../../../graph/named-document.ts';
import { useLive } from '../../../graph/use-graph.ts';

const FOLLOWERS: ReadonlySet<unknown> = new Set([
  documentId(MonitoringAlertsDocument),
  documentId(MonitoringAlertDocument),
  documentId(MonitoringOpenAlertsDocument),
]);
// one check changes many alerts at once: they are read once
const PAUSE_MS = 1_000;

/**
 * Reads the alerts on the screen again whenever one changes.
 *
 * @returns the refusal of the subscription, if any
 */
export function useAlertChanges(): GraphError | undefined {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return useLive(MonitoringAlertChangesDocument, {}, ({ alertChanged }) => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ predicate: ({ queryKey: [id] }) => FOLLOWERS.has(id) });
    }, PAUSE_MS);
    return alertChanged?.cursor;
  });
}
