import type { ConflictRow } from '../mlflow/store/conflict-store.ts';
import type { LinkRow } from '../mlflow/store/link-store.ts';
import type { SyncRow } from '../mlflow/store/sync-store.ts';
import type { Skipped, Updated } from '../mlflow/sync/sync-report.ts';
import type { MlflowVersion, RegistryConflict, RegistrySkip, RegistrySync, RegistryUpdate } from './types/mlflow.ts';

/** Presents a conflict in the graph. */
export function presentConflict(row: ConflictRow): RegistryConflict {
  const { id, mlflow_name: model, subject, here, there, state, request_id, detected_at, closed_at } = row;
  const requestId = request_id === null ? null : String(request_id);
  return {
    id: String(id),
    model,
    subject,
    here,
    there,
    state,
    requestId,
    detectedAt: detected_at,
    closedAt: closed_at,
  };
}

/**
 * Presents the state of the synchronization in the graph.
 * @param trackingUri undefined without a server
 */
export function presentSync(row: SyncRow, trackingUri: string | undefined): RegistrySync {
  return {
    state: trackingUri === undefined ? 'OFF' : row.failing_since === null ? 'FOLLOWING' : 'FAILING',
    trackingUri: trackingUri ?? null,
    lastSyncedAt: row.last_synced_at,
    failingSince: row.failing_since,
    lastErrorCode: row.error_code,
    lastError: row.error_message,
  };
}

/** Presents a value that was written to MLflow in the graph. */
export function presentUpdate({ name, subject, value }: Updated): RegistryUpdate {
  return { model: name, subject, value: value ?? null };
}

/** Presents a skipped MLflow version or model in the graph. */
export function presentSkip({ name, version, code, reason }: Skipped): RegistrySkip {
  return { model: name, mlflowVersion: version ?? null, code, reason };
}

/** Presents the MLflow version that a version was imported from in the graph. */
export function presentLink(row: LinkRow): MlflowVersion {
  return {
    name: row.mlflow_name,
    version: row.mlflow_version,
    runId: row.run_id || null,
    stage: row.stage_there,
    deletedAt: row.gone_at,
    tags: Object.entries(row.tags)
      .map(([key, value]) => ({ key, value }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
