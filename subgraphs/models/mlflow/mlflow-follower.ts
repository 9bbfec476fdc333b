import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LeaderLease } from '../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { MlflowConfig } from '../../../platform/config/mlflow-config.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../scoring/live-deployment.ts';
import type { Authorship } from '../audit/audit-event.ts';
import type { Registry } from '../registry/registry.ts';
import type { VersionKey } from '../versions/store/version-store.ts';
import { MlflowClient } from './client/mlflow-client.ts';
import type { MlflowKey } from './store/link-store.ts';
import { recordFailure, recordSuccess } from './store/sync-store.ts';
import { type ImportRun, registerMlflowVersion, type WantedVersion } from './sync/import-versions.ts';
import { MLFLOW_ACTOR } from './sync/sync-aliases.ts';
import { type SyncDeps, type SyncResult, syncRegistry } from './sync/sync-registry.ts';
import type { SyncReport } from './sync/sync-report.ts';

/** Collaborators and settings of {@link MlflowFollower}. */
export interface MlflowFollowerDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly registry: Registry;
  readonly artifactLimitBytes: number;
  readonly config: MlflowConfig;
}

/** How long a requested sync waits for that of another replica: 5 s. */
const LEASE_TRIES = 50;
const LEASE_PAUSE_MS = 100;

const POLL: ImportRun = {
  authorship: { by: MLFLOW_ACTOR, reason: 'found in MLflow' },
  isRetry: false,
};

/**
 * Synchronizes the registry with an MLflow server: every `pollMs`, first after one pause, soon after each change of a
 * champion, and on request. One replica does so at a time, the one with the leader lease.
 *
 * An outage of MLflow affects nothing else: pending writes wait for the next sync. It is logged once.
 */
export class MlflowFollower {
  readonly #deps: MlflowFollowerDeps;
  readonly #sync: SyncDeps;
  readonly #lease: LeaderLease;
  readonly #loop: PollingLoop;
  #tail: Promise<unknown> = Promise.resolve();
  #hasLooked = false;
  #isClosed = false;

  constructor(deps: MlflowFollowerDeps) {
    const { database, config, log, clock, registry, artifactLimitBytes } = deps;
    this.#deps = deps;
    const client = new MlflowClient(config);
    const { models, modelNames, aliasMoves } = config;
    const db = database.tables<never>();
    this.#sync = { db, client, registry, artifactLimitBytes, log, clock, models, modelNames, aliasMoves };
    this.#lease = new LeaderLease({ db, name: 'models.mlflow-sync', holder: randomUUID() });
    this.#loop = new PollingLoop({
      everyMs: config.pollMs,
      startAfterMs: config.pollMs,
      turn: () => this.#poll(),
      log,
      failure: 'MLflow sync cannot use the database; retrying',
      // not before the first sync, which leaves the demo models time to be registered
      wakeOn: [(wake) => database.events.subscribe(LIVE_DEPLOYMENT_CHANGED, () => this.#hasLooked && wake())],
    });
  }

  /**
   * Syncs with MLflow now, and retries versions that could not be imported.
   *
   * @throws {DomainError} MLFLOW_* when the sync fails, MLFLOW_SYNC_RUNNING when another replica syncs for too long
   */
  async syncNow(authorship: Authorship): Promise<SyncReport> {
    for (let tries = 0; tries < LEASE_TRIES; tries++) {
      const result = await this.#inTurn({ authorship, isRetry: true });
      if (result) return result.report;
      await sleep(LEASE_PAUSE_MS);
    }
    throw new DomainError(
      'MLFLOW_SYNC_RUNNING',
      'MLflow sync: found one of another replica in progress, expected none; retry soon',
    );
  }

  /** Registers one MLflow version, as {@link registerMlflowVersion}. */
  register(key: MlflowKey, wanted: WantedVersion): Promise<VersionKey> {
    return registerMlflowVersion(this.#sync, key, wanted);
  }

  /** Aborts the sync in progress, and ends. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const stopped = this.#loop.close();
    await this.#sync.client.close();
    await stopped;
    await this.#tail;
  }

  async #poll(): Promise<undefined> {
    try {
      await this.#inTurn(POLL);
    } catch (error) {
      // other failures are recorded, and logged once for all replicas
      if (isDatabaseOutage(error)) throw error;
    }
    return undefined;
  }

  /** Runs a sync after those requested before. @returns undefined while another replica syncs */
  #inTurn(run: ImportRun): Promise<SyncResult | undefined> {
    const turn = this.#tail.then(() => {
      this.#hasLooked = true;
      // a lost lease does no harm: every step can be repeated
      return this.#lease.whileLeading(() => this.#run(run));
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #run(run: ImportRun): Promise<SyncResult> {
    try {
      const result = await syncRegistry(this.#sync, run);
      if (result.failure) await this.#recordFailure(result.failure);
      else await this.#recordSuccess();
      return result;
    } catch (error) {
      await this.#recordFailure(error as Error);
      throw error;
    }
  }

  async #recordSuccess(): Promise<void> {
    const { clock, log } = this.#deps;
    const failingSince = await recordSuccess(this.#sync.db, clock());
    if (failingSince !== undefined) log.info({ failingSince }, 'MLflow sync recovered');
  }

  async #recordFailure(error: Error): Promise<void> {
    if (this.#isClosed) return;
    const { clock, log } = this.#deps;
    const code = error instanceof DomainError ? error.code : 'INTERNAL';
    const isFirst = await recordFailure(this.#sync.db, clock(), code, error.message);
    if (isFirst) log.warn({ err: error, code }, 'MLflow sync failed; retrying');
  }
}
