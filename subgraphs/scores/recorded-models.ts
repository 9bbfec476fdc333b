import { readArtifact } from '../shared/artifact.ts';
import { DomainError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { findScoringVersion, type ScoringVersion, versionKey } from './deployment-store.ts';
import type { InferencePool, PooledSession } from './inference-pool.ts';
import type { LiveModels } from './live-models.ts';
import type { Prediction } from './prediction.ts';
import type { ScoresDb } from './store.ts';

/** A version that once computed a score, loaded again. */
export interface RecordedModel {
  readonly deployment: ScoringVersion;
  readonly session: PooledSession;
}

// enough to compare two versions; each can be megabytes on every thread
const KEPT = 2;

/** The versions behind recorded scores: the live ones as they are, of earlier ones the two used last. */
export class RecordedModels {
  readonly #deps: {
    readonly db: ScoresDb;
    readonly pool: InferencePool;
    readonly live: LiveModels;
    readonly log: Logger;
  };
  /** oldest use first */
  readonly #kept = new Map<string, Promise<RecordedModel>>();

  constructor(deps: { db: ScoresDb; pool: InferencePool; live: LiveModels; log: Logger }) {
    this.#deps = deps;
  }

  /**
   * The version that computed a score. Start the run at once: a later call may release the session after it.
   *
   * @throws {DomainError} ARTIFACT_CORRUPT when its artifact is gone or changed
   */
  async get(prediction: Prediction): Promise<RecordedModel> {
    const live = this.#deps.live.find(prediction);
    if (live) return live;
    const key = versionKey(prediction);
    const loaded = this.#kept.get(key) ?? this.#load(prediction);
    this.#kept.delete(key);
    this.#kept.set(key, loaded);
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#drop(oldest);
    try {
      return await loaded;
    } catch (error) {
      // the artifact may be repaired: the next call tries again
      if (this.#kept.get(key) === loaded) this.#kept.delete(key);
      throw error;
    }
  }

  async close(): Promise<void> {
    const kept = await Promise.allSettled(this.#kept.values());
    this.#kept.clear();
    for (const each of kept) if (each.status === 'fulfilled') await each.value.session.release();
  }

  async #load(prediction: Prediction): Promise<RecordedModel> {
    const deployment = await findScoringVersion(this.#deps.db, prediction);
    if (!deployment)
      throw new DomainError('ARTIFACT_CORRUPT', `score ${prediction.id}: found no record of what computed it`);
    const bytes = await readArtifact(this.#deps.db, deployment.digest);
    return { deployment, session: await this.#deps.pool.load(bytes, deployment.signature) };
  }

  #drop(key: string): void {
    const dropped = this.#kept.get(key);
    this.#kept.delete(key);
    dropped
      ?.then(({ session }) => session.release())
      .catch((error: unknown) =>
        this.#deps.log.warn({ key, err: error }, 'session of an earlier version not released'),
      );
  }
}
