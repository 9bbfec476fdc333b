import type { MlflowConfig } from '../../../platform/config/mlflow-config.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { audited } from '../audit/audited.ts';
import type { VersionKey } from '../versions/store/version-store.ts';
import { MlflowFollower, type MlflowFollowerDeps } from './mlflow-follower.ts';
import type { MlflowKey } from './store/link-store.ts';
import type { WantedVersion } from './sync/import-versions.ts';
import type { SyncReport } from './sync/sync-report.ts';

/** The MLflow server beside the registry, configured or not. */
export interface Mlflow {
  /** undefined when no server is configured */
  readonly trackingUri: string | undefined;
  /** Syncs with it now. @throws {DomainError} MLFLOW_*, MLFLOW_NOT_CONFIGURED without a server */
  sync(authorship: Authorship): Promise<SyncReport>;
  /**
   * Registers one of its versions. @throws {DomainError} as `registerMlflowVersion`, MLFLOW_NOT_CONFIGURED without a
   * server
   */
  register(key: MlflowKey, wanted: WantedVersion): Promise<VersionKey>;
  close(): Promise<void>;
}

/** Synchronizes with the configured server. Without one, requests are refused. */
export function createMlflow(deps: Omit<MlflowFollowerDeps, 'config'>, config: MlflowConfig | undefined): Mlflow {
  if (!config) return withoutServer(deps);
  const follower = new MlflowFollower({ ...deps, config });
  return {
    trackingUri: config.trackingUri,
    sync: (authorship) => follower.syncNow(authorship),
    register: (key, wanted) => follower.register(key, wanted),
    close: () => follower.close(),
  };
}

function withoutServer(deps: Omit<MlflowFollowerDeps, 'config'>): Mlflow {
  const refuse = async (): Promise<never> => {
    throw new DomainError('MLFLOW_NOT_CONFIGURED', 'MLFLOW_TRACKING_URI: found nothing, expected the URL of a server');
  };
  return {
    trackingUri: undefined,
    sync: refuse,
    register: ({ name }, { by, reason, clientAddress, requestId }) =>
      audited(deps, { action: 'REGISTER', model: name, by, reason, clientAddress, requestId }, refuse, refuse),
    close: async () => undefined,
  };
}
