import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { readArtifact } from '../../../scoring/artifact.ts';
import type { ModelSession } from '../inference/model-session.ts';
import { type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { type Deployment, noteVersion } from './deployment-store.ts';
import type { ModelHost, ModelUse } from './model-host.ts';

/** A version that answers requests. */
export interface LiveVersion {
  readonly deployment: Deployment;
  /** of a version that cannot be loaded, one that fails every run with the reason */
  readonly session: ModelSession;
  readonly isLoaded: boolean;
}

/** What {@link VersionSessions} needs. */
export interface VersionSessionsOptions {
  readonly db: ScoresDb;
  readonly host: Pick<ModelHost, 'load'>;
  readonly log: Logger;
}

interface Failure {
  readonly version: LiveVersion;
  readonly retryAt: number;
}

// a broken artifact is tried again, as someone may repair it, but its megabytes are not read twice a second
const RETRY_MS = 5_000;

/**
 * The versions that are loaded, each once for each way to run it: a challenger runs in a process of its own, and is loaded
 * anew where champions run before it becomes one.
 */
export class VersionSessions {
  readonly #options: VersionSessionsOptions;
  readonly #loaded = new Map<string, LiveVersion>();
  readonly #failures = new Map<string, Failure>();

  constructor(options: VersionSessionsOptions) {
    this.#options = options;
  }

  /** A version that is loaded now and answers as champion. */
  findChampion(version: VersionIdentity): LiveVersion | undefined {
    return this.#loaded.get(keyOf(version, 'CHAMPION'));
  }

  /**
   * Loads a version and warms it up, unless it is loaded. One that cannot be loaded is tried again after five seconds; one
   * that was taken out of traffic is not loaded.
   *
   * @throws {DomainError} DATABASE_UNAVAILABLE, for which the version is not to blame
   */
  async load(deployment: Deployment): Promise<LiveVersion> {
    if (deployment.isWithdrawn) return withdrawn(deployment);
    const key = keyOf(deployment, modelUse(deployment.role));
    const loaded = this.#loaded.get(key);
    if (loaded) return loaded;
    const failure = this.#failures.get(key);
    if (failure && performance.now() < failure.retryAt) return failure.version;
    const version = await this.#load(deployment);
    if (version.isLoaded) {
      this.#loaded.set(key, version);
      this.#failures.delete(key);
    } else {
      this.#failures.set(key, { version, retryAt: performance.now() + RETRY_MS });
    }
    return version;
  }

  /** Lets the next {@link load} of versions that failed try again at once. */
  retry(): void {
    for (const [key, failure] of this.#failures) this.#failures.set(key, { ...failure, retryAt: 0 });
  }

  /** Releases every version but these, each after its runs, and forgets the failures of others. */
  keepOnly(versions: readonly Deployment[]): void {
    const kept = new Set(
      versions.filter(({ isWithdrawn }) => !isWithdrawn).map((version) => keyOf(version, modelUse(version.role))),
    );
    for (const key of this.#failures.keys()) if (!kept.has(key)) this.#failures.delete(key);
    for (const [key, version] of this.#loaded) {
      if (kept.has(key)) continue;
      this.#loaded.delete(key);
      this.#release(version);
    }
  }

  /** Releases every version after its runs. */
  async close(): Promise<void> {
    await Promise.all([...this.#loaded.values()].map(({ session }) => session.release()));
    this.#loaded.clear();
  }

  async #load(deployment: Deployment): Promise<LiveVersion> {
    const { db, host, log } = this.#options;
    const { model, version, digest } = deployment;
    try {
      const bytes = await readArtifact(db, digest);
      await noteVersion(db, deployment);
      const session = await host.load(bytes, deployment, modelUse(deployment.role));
      return { deployment, session, isLoaded: true };
    } catch (error) {
      if (isDatabaseOutage(error)) throw error;
      log.error({ model, version, digest, err: error }, 'model version cannot be loaded');
      return { deployment, session: failingSession(error as Error), isLoaded: false };
    }
  }

  #release({ deployment: { model, version }, session }: LiveVersion): void {
    // not awaited: the next batch must not wait for the last run of the old version
    session.release().catch((error: unknown) => {
      this.#options.log.error({ model, version, err: error }, 'session was not released');
    });
  }
}

type Role = Deployment['role'];

function modelUse(role: Role): Extract<ModelUse, Role> {
  return role === 'CHAMPION' ? 'CHAMPION' : 'CHALLENGER';
}

function keyOf(version: VersionIdentity, use: ModelUse): string {
  return `${use}/${versionKey(version)}`;
}

function withdrawn(deployment: Deployment): LiveVersion {
  const { model, version } = deployment;
  const message = `${model}:${version} was taken out of traffic: its runs do not end`;
  const error = new DomainError('MODEL_WITHDRAWN', message, { model, version });
  return { deployment, session: failingSession(error), isLoaded: false };
}

function failingSession(error: Error): ModelSession {
  return {
    isKillable: true,
    run: async () => {
      throw error;
    },
    hold: () => () => undefined,
    release: async () => undefined,
  };
}
