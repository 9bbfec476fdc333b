import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { readArtifact } from '../../../scoring/artifact.ts';
import type { ModelSession } from '../inference/model-session.ts';
import { type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { type Deployment, recordVersion } from './deployment-store.ts';
import type { ModelHost, ModelUse } from './model-host.ts';

/** A version that answers requests. */
export interface LiveVersion {
  readonly deployment: Deployment;
  /** fails every run with the reason where the version cannot be loaded */
  readonly session: ModelSession;
  readonly isLoaded: boolean;
}

/** Dependencies of {@link VersionSessions}. */
export interface VersionSessionsDeps {
  readonly db: ScoresDb;
  readonly host: Pick<ModelHost, 'load'>;
  readonly log: Logger;
}

interface Failure {
  readonly version: LiveVersion;
  readonly retryAt: number;
}

// a broken artifact may be repaired, but its megabytes are not read twice a second
const RETRY_MS = 5_000;

/**
 * Loaded versions, each once per way to run it: a challenger runs in its own child process, and is loaded again where
 * champions run before it becomes one.
 */
export class VersionSessions {
  readonly #deps: VersionSessionsDeps;
  readonly #loaded = new Map<string, LiveVersion>();
  readonly #failures = new Map<string, Failure>();

  constructor(deps: VersionSessionsDeps) {
    this.#deps = deps;
  }

  /** Finds a version that is loaded as champion. */
  findChampion(version: VersionIdentity): LiveVersion | undefined {
    return this.#loaded.get(keyOf(version, 'CHAMPION'));
  }

  /**
   * Loads a version and warms it up, unless it is loaded. A load that failed is retried after five seconds; a
   * withdrawn version is not loaded.
   *
   * @throws {DomainError} DATABASE_UNAVAILABLE, which is no fault of the version
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

  /** Lets the next {@link load} of versions that failed retry at once. */
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
    const { db, host, log } = this.#deps;
    const { model, version, digest } = deployment;
    try {
      const bytes = await readArtifact(db, digest);
      await recordVersion(db, deployment);
      const session = await host.load(bytes, deployment, modelUse(deployment.role));
      return { deployment, session, isLoaded: true };
    } catch (error) {
      if (isDatabaseOutage(error)) throw error;
      log.error({ model, version, digest, err: error }, 'model version cannot be loaded; retrying');
      return { deployment, session: failingSession(error as Error), isLoaded: false };
    }
  }

  #release({ deployment: { model, version }, session }: LiveVersion): void {
    // not awaited: the next batch must not wait for the last run of the old version
    session.release().catch((error: unknown) => {
      this.#deps.log.error({ model, version, err: error }, 'session was not released');
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
  const message = `${model}:${version} is withdrawn from traffic: its runs do not end`;
  const error = new DomainError('MODEL_WITHDRAWN', message, { model, version });
  return { deployment, session: failingSession(error), isLoaded: false };
}

function failingSession(error: Error): ModelSession {
  return {
    isKillable: true,
    run: async () => {
      throw error;
    },
    retain: () => () => undefined,
    release: async () => undefined,
  };
}
