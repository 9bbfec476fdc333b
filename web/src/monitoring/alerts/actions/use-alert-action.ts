import {
  MonitoringAcknowledgeAlertDocument,
  MonitoringAcknowledgeIncidentDocument,
  MonitoringMuteAlertDocument,
  MonitoringResolveAlertDocument,
  MonitoringUnmuteAlertDocument,
} from '../../../graph/generated/graphql.ts';
import type { GraphError } from '../../../graph/graph-error.ts';
import { useChange } from '../../../graph/use-graph.ts';
import type { AlertAction } from './alert-actions.ts';

/** A request for an action. */
export interface ActionRequest {
  readonly id: string;
  readonly reason: string;
  /** length of a mute */
  readonly forMinutes: number;
}

/** Runs an action on an alert or incident. */
export function useAlertAction(action: AlertAction): {
  readonly isPending: boolean;
  readonly error: GraphError | null;
  readonly run: (request: ActionRequest, onDone: () => void) => void;
} {
  const changes = {
    ACKNOWLEDGE: useChange(MonitoringAcknowledgeAlertDocument),
    RESOLVE: useChange(MonitoringResolveAlertDocument),
    UNMUTE: useChange(MonitoringUnmuteAlertDocument),
    ACKNOWLEDGE_INCIDENT: useChange(MonitoringAcknowledgeIncidentDocument),
  };
  const mute = useChange(MonitoringMuteAlertDocument);
  const { isPending, error } = action === 'MUTE' ? mute : changes[action];
  return {
    isPending,
    error,
    run({ id, reason, forMinutes }, onSuccess) {
      if (action === 'MUTE') mute.mutate({ id, reason, forMinutes }, { onSuccess });
      else changes[action].mutate({ id, reason }, { onSuccess });
    },
  };
}
