import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MlflowConfig } from '../../../platform/config/mlflow-config.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../scoring/live-deployment.ts';
import type { Authorship } from '../audit/audit-event.ts';
import type { Registry } from '../registry/registry.ts';
import type { VersionKey } from '../versions/store/version-store.ts';
import { MlflowClient } from './client/mlflow-client.ts';
import type { MlflowKey } from './store/link-store.ts';
import { leaveLease, noteFailure, noteSuccess, takeLease } from './store/sync-store.ts';
import { type ImportRun, registerMlflowVersion, type WantedVersion } from './sync/import-versions.ts';
import { MLFLOW_ACTOR } from './sync/sync-aliases.ts';
import { type SyncOptions, type SyncResult, syncRegistry } from './sync/sync-registry.ts';
import type { SyncReport } from './sync/sync-report.ts';

/** What following MLflow takes. */
export interface FollowerOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly registry: Registry;
  readonly artifactLimitBytes: number;
  readonly config: MlflowConfig;
}

/** How long another replica waits for one that was killed while it synced. */
const LEASE_MS = 30_000;
const RENEWALS = 3;
/** How long whoever asks for a look waits for that of another replica: 5 s. */
const LEASE_TRIES = 50;
const LEASE_PAUSE_MS = 100;

const POLL: ImportRun = {
  authorship: { by: MLFLOW_ACTOR, reason: 'found in MLflow' },
  isRetry: false,
};

/**
 * Keeps the registry and an MLflow server in step: looks every `pollMs`, first after one pause, soon after each change of a
 * champion, and when asked to. One replica does at a time, by a lease in the database.
 *
 * When MLflow is away nothing else is: what is to be written there waits for the next look. An outage is logged once.
 */
export class MlflowFollower {
  readonly #options: FollowerOptions;
  readonly #sync: SyncOptions;
  readonly #holder = randomUUID();
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribe: () => void;
  #tail: Promise<unknown> = Promise.resolve();
  #hasPollWaiting = false;
  #hasLooked = false;
  #isClosed = false;

  constructor(options: FollowerOptions) {
    const { database, config, log, clock, registry, artifactLimitBytes } = options;
    this.#options = options;
    const client = new MlflowClient(config);
    const { models, modelNames, aliasMoves } = config;
    const db = database.tables<never>();
    this.#sync = { db, client, registry, artifactLimitBytes, log, clock, models, modelNames, aliasMoves };
    this.#timer = setInterval(() => this.#poll(), config.pollMs);
    this.#timer.unref();
    // not before the first look, which leaves the demo models their time
    this.#unsubscribe = database.events.subscribe(LIVE_DEPLOYMENT_CHANGED, () => this.#hasLooked && this.#poll());
  }

  /**
   * Looks at MLflow now; versions that could not be imported before are tried again.
   *
   * @throws {DomainError} MLFLOW_* when MLflow cannot be looked at, MLFLOW_SYNC_RUNNING when another replica does for longer
   *   than one waits
   */
  async syncNow(authorship: Authorship): Promise<SyncReport> {
    for (let tries = 0; tries < LEASE_TRIES; tries++) {
      const result = await this.#inTurn({ authorship, isRetry: true });
      if (result) return result.report;
      await sleep(LEASE_PAUSE_MS);
    }
    throw new DomainError('MLFLOW_SYNC_RUNNING', 'another replica looks at MLflow, expected none to; try again soon');
  }

  /** Registers one MLflow version, as {@link registerMlflowVersion}. */
  register(key: MlflowKey, wanted: WantedVersion): Promise<VersionKey> {
    return registerMlflowVersion(this.#sync, key, wanted);
  }

  /** Gives up what is under way, and ends. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#unsubscribe();
    await this.#sync.client.close();
    await this.#tail;
  }

  /** Polls that come while one waits for its turn are the same one. */
  #poll(): void {
    if (this.#hasPollWaiting || this.#isClosed) return;
    this.#hasPollWaiting = true;
    // it was noted, and the next one tries again
    void this.#inTurn(POLL, () => {
      this.#hasPollWaiting = false;
    }).catch(() => undefined);
  }

  #inTurn(run: ImportRun, onTurn?: () => void): Promise<SyncResult | undefined> {
    const turn = this.#tail.then(() => {
      onTurn?.();
      this.#hasLooked = true;
      return this.#withLease(run);
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /** @returns undefined while another replica has the lease */
  async #withLease(run: ImportRun): Promise<SyncResult | undefined> {
    const { db } = this.#sync;
    if (!(await takeLease(db, this.#holder, LEASE_MS))) return undefined;
    // the lease outlives a renewal that fails, and nothing done without it does harm: every step can be done twice
    const renew = () => void takeLease(db, this.#holder, LEASE_MS).catch(() => undefined);
    const renewal = setInterval(renew, LEASE_MS / RENEWALS);
    try {
      return await this.#run(run);
    } finally {
      clearInterval(renewal);
      await leaveLease(db, this.#holder);
    }
  }

  async #run(run: ImportRun): Promise<SyncResult> {
    try {
      const result = await syncRegistry(this.#sync, run);
      if (result.failure) await this.#noteFailure(result.failure);
      else await this.#noteSuccess();
      return result;
    } catch (error) {
      await this.#noteFailure(error as Error);
      throw error;
    }
  }

  async #noteSuccess(): Promise<void> {
    const { clock, log } = this.#options;
    const failingSince = await noteSuccess(this.#sync.db, clock());
    if (failingSince !== undefined) log.info({ failingSince }, 'MLflow is followed again');
  }

  async #noteFailure(error: Error): Promise<void> {
    if (this.#isClosed) return;
    const { clock, log } = this.#options;
    const code = error instanceof DomainError ? error.code : 'INTERNAL';
    const isFirst = await noteFailure(this.#sync.db, clock(), code, error.message);
    if (isFirst) log.warn({ err: error, code }, 'MLflow cannot be followed; tried again until it can');
  }
}
