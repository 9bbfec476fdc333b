import { readArtifact } from '../shared/artifact.ts';
import { DomainError } from '../shared/errors.ts';
import type { Events } from '../shared/events.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../shared/live-deployment.ts';
import type { Logger } from '../shared/logger.ts';
import { type Deployment, findChampions, noteVersion } from './deployment-store.ts';
import type { InferencePool, PooledSession } from './inference-pool.ts';
import type { ScoresDb } from './store.ts';

/** A version that answers requests, loaded. Use the session at once: a newer version may release it later. */
export interface LiveModel {
  readonly deployment: Deployment;
  readonly session: PooledSession;
}

/** What {@link LiveModels} needs. */
export interface LiveModelsOptions {
  readonly db: ScoresDb;
  /** tells of promotions as they are committed, here or in another process */
  readonly events: Events;
  readonly pool: InferencePool;
  readonly log: Logger;
  /** milliseconds between two looks at the registry; default 500: how late a promotion arrives whose event was lost */
  readonly pollMs?: number | undefined;
}

interface Failure {
  readonly digest: string;
  readonly error: Error;
  readonly retryAt: number;
}

const POLL_MS = 500;
// a broken artifact is tried again, as someone may repair it, but its megabytes are not read twice a second
const RETRY_MS = 5_000;

/**
 * The live version of every model, with its session loaded.
 *
 * Follows the registry's published view: at once when an event tells of a change, and by polling, as events may get lost.
 * A new version is loaded and warmed before the old one is released, and the old one ends its runs; when the new one
 * cannot be loaded, the old one keeps answering. No request waits for the registry, unless its model has no version here
 * yet.
 */
export class LiveModels {
  readonly #options: LiveModelsOptions;
  readonly #live = new Map<string, LiveModel>();
  readonly #failures = new Map<string, Failure>();
  readonly #unsubscribe: () => void;
  #refreshing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #reachable = true;

  constructor(options: LiveModelsOptions) {
    this.#options = options;
    this.#unsubscribe = options.events.subscribe(LIVE_DEPLOYMENT_CHANGED, () => void this.#hear());
    this.#scheduleNext();
  }

  /**
   * The version that answers for a model now.
   *
   * @throws {DomainError} NO_LIVE_MODEL without a champion; ARTIFACT_CORRUPT, ARTIFACT_INVALID or ARTIFACT_MISMATCH when
   *   the champion cannot be loaded and no earlier version was
   */
  async get(model: string): Promise<LiveModel> {
    if (!this.#live.has(model)) await this.#refresh();
    const live = this.#live.get(model);
    if (live) return live;
    throw (
      this.#failures.get(model)?.error ??
      new DomainError('NO_LIVE_MODEL', `model ${model}: found no version in Production, expected one`, { model })
    );
  }

  /** The version of a model that is loaded now, without asking the registry. */
  find(model: string): LiveModel | undefined {
    return this.#live.get(model);
  }

  /** Looks at the registry now: call it after a promotion, and the new version answers without waiting for the poll. */
  async follow(): Promise<void> {
    // a look that began before the promotion may have missed it
    await this.#refreshing?.catch(() => undefined);
    for (const [model, failure] of this.#failures) this.#failures.set(model, { ...failure, retryAt: 0 });
    await this.#refresh();
  }

  /** Stops following the registry and releases every session after its runs. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    clearTimeout(this.#timer);
    await this.#refreshing?.catch(() => undefined);
    await Promise.all([...this.#live.values()].map(({ session }) => session.release()));
    this.#live.clear();
  }

  async #hear(): Promise<void> {
    if (!this.#closed) await this.#try(() => this.follow());
  }

  #scheduleNext(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#poll(), this.#options.pollMs ?? POLL_MS).unref();
  }

  async #poll(): Promise<void> {
    await this.#try(() => this.#refresh());
    this.#scheduleNext();
  }

  async #try(look: () => Promise<void>): Promise<void> {
    try {
      await look();
      this.#reachable = true;
    } catch (error) {
      // once per outage: the versions that are loaded keep answering
      if (this.#reachable) this.#options.log.warn({ err: error }, 'the model registry cannot be read; will try again');
      this.#reachable = false;
    }
  }

  /** Looks at the registry; calls that come while it looks share its result. */
  async #refresh(): Promise<void> {
    this.#refreshing ??= this.#look().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #look(): Promise<void> {
    const champions = await findChampions(this.#options.db);
    // side by side: a model that loads slowly holds up no other
    await Promise.all(champions.map((deployment) => this.#load(deployment)));
    const models = new Set(champions.map(({ model }) => model));
    for (const [model, live] of this.#live) if (!models.has(model)) this.#drop(model, live);
    for (const model of this.#failures.keys()) if (!models.has(model)) this.#failures.delete(model);
  }

  async #load(deployment: Deployment): Promise<void> {
    const { model, version, digest } = deployment;
    const old = this.#live.get(model);
    if (old && old.deployment.version === version && old.deployment.digest === digest) return;
    const failure = this.#failures.get(model);
    if (failure?.digest === digest && performance.now() < failure.retryAt) return;
    try {
      const bytes = await readArtifact(this.#options.db, digest);
      await noteVersion(this.#options.db, deployment);
      const session = await this.#options.pool.load(bytes, deployment.signature);
      this.#live.set(model, { deployment, session });
      this.#failures.delete(model);
      this.#options.log.info({ model, version, digest }, 'model version answers');
      if (old) this.#release(old);
    } catch (error) {
      this.#failures.set(model, { digest, error: error as Error, retryAt: performance.now() + RETRY_MS });
      const stillLive = old?.deployment.version;
      this.#options.log.error({ model, version, digest, stillLive, err: error }, 'model version cannot be loaded');
    }
  }

  #drop(model: string, live: LiveModel): void {
    this.#live.delete(model);
    this.#options.log.info({ model, version: live.deployment.version }, 'model has no live version any more');
    this.#release(live);
  }

  #release({ deployment: { model, version }, session }: LiveModel): void {
    // not awaited: the next batch must not wait for the last run of the old version
    session.release().catch((error: unknown) => {
      this.#options.log.error({ model, version, err: error }, 'session was not released');
    });
  }
}
