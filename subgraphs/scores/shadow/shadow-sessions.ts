import type { FeatureVector } from '../../../lake/features/features.ts';
import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { readArtifact } from '../../../scoring/artifact.ts';
import { packFeatures } from '../../../scoring/onnx/feature-columns.ts';
import { InferenceProcess } from '../inference/inference-process.ts';
import type { InferenceReply } from '../inference/inference-service.ts';
import type { ModelRun } from '../inference/model-session.ts';
import { padToBlock } from '../inference/pad-to-block.ts';
import { type BatchRun, runWithIsolation } from '../inference/run-with-isolation.ts';
import { type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { type Deployment, recordVersion } from '../versions/deployment-store.ts';

/** Dependencies and limits of {@link ShadowSessions}. */
export interface ShadowSessionsDeps {
  readonly db: ScoresDb;
  readonly log: Logger;
  /** of one run, milliseconds */
  readonly timeLimitMs: number;
  /** of their process, bytes */
  readonly memoryLimitBytes: number;
}

// for the start of the process and the first run of a model
const LOAD_LIMIT_MS = 30_000;
// a version that hangs or does not load wastes a processor
const PAUSE_MS = 5_000;

interface Failure {
  readonly error: Error;
  readonly retryAt: number;
}

/**
 * Loaded shadow versions, in a child process that exists only while there are any.
 *
 * A version that hangs, crashes the process or cannot be loaded is retried after five seconds. Calls must not overlap,
 * except for `close`.
 */
export class ShadowSessions {
  readonly #deps: ShadowSessionsDeps;
  readonly #sessions = new Map<string, number>();
  /** of versions that could not be loaded */
  readonly #refusals = new Map<string, Failure>();
  /** of versions that hung or crashed */
  readonly #breakdowns = new Map<string, Failure>();
  #process: InferenceProcess | undefined;
  #nextSession = 0;
  #closed = false;

  constructor(deps: ShadowSessionsDeps) {
    this.#deps = deps;
  }

  /** Whether a version hung or crashed within the last seconds, and is paused. */
  isPaused(version: VersionIdentity): boolean {
    return isPending(this.#breakdowns.get(versionKey(version)));
  }

  /**
   * Loads a version and warms it up, unless it is loaded.
   *
   * @returns the reason when it cannot be loaded
   * @throws {DomainError} DATABASE_UNAVAILABLE, which is no fault of the version
   */
  async load(shadow: Deployment): Promise<Error | undefined> {
    const key = versionKey(shadow);
    const refusal = this.#refusals.get(key);
    if (isPending(refusal)) return refusal?.error;
    if (this.#process?.isAlive === false) await this.#end();
    if (this.#closed || this.#sessions.has(key)) return undefined;
    try {
      await this.#load(shadow);
      this.#refusals.delete(key);
      return undefined;
    } catch (error) {
      if (isDatabaseOutage(error)) throw error;
      this.#recordFailure(this.#refusals, shadow, error as Error);
      return error as Error;
    }
  }

  /**
   * Runs a version on a batch. One that cannot be loaded, hangs or crashes fails on every row.
   *
   * @throws {DomainError} DATABASE_UNAVAILABLE when it had to be loaded
   */
  async run(shadow: Deployment, rows: readonly FeatureVector[]): Promise<BatchRun> {
    const refusal = await this.load(shadow);
    if (refusal) return { outcomes: rows.map(() => refusal), runMs: 0 };
    const run = async (some: readonly FeatureVector[]): Promise<ModelRun> => {
      const { probabilities, elapsedMs } = await this.#ask(shadow, padToBlock(some));
      return { probabilities: (probabilities as Float64Array).subarray(0, some.length), runMs: elapsedMs };
    };
    const result = await runWithIsolation({ run }, rows);
    const reason = result.outcomes.find((outcome) => outcome instanceof Error);
    if (this.#process?.isAlive) this.#breakdowns.delete(versionKey(shadow));
    else if (reason) this.#recordFailure(this.#breakdowns, shadow, reason);
    return result;
  }

  /** Releases every version but these; without any the process ends. */
  async keepOnly(shadows: readonly VersionIdentity[]): Promise<void> {
    const kept = new Set(shadows.map(versionKey));
    for (const failures of [this.#refusals, this.#breakdowns])
      for (const key of failures.keys()) if (!kept.has(key)) failures.delete(key);
    if (kept.size === 0) await this.#end();
    for (const [key, session] of this.#sessions) {
      if (kept.has(key)) continue;
      this.#sessions.delete(key);
      await this.#process?.call({ kind: 'release', session }, this.#deps.timeLimitMs);
    }
  }

  /** Kills the process, also in the middle of a run. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
  }

  async #load(shadow: Deployment): Promise<void> {
    const { db, memoryLimitBytes } = this.#deps;
    const bytes = await readArtifact(db, shadow.digest);
    await recordVersion(db, shadow);
    if (this.#closed) return;
    this.#process ??= new InferenceProcess({ priority: 'BACKGROUND', memoryLimitBytes });
    const session = ++this.#nextSession;
    await this.#process.call({ kind: 'load', session, bytes, signature: shadow.signature }, LOAD_LIMIT_MS);
    this.#sessions.set(versionKey(shadow), session);
  }

  async #ask(shadow: Deployment, rows: readonly FeatureVector[]): Promise<InferenceReply> {
    const session = this.#sessions.get(versionKey(shadow));
    if (!this.#process || session === undefined) throw new DomainError('SHUTTING_DOWN', 'shadow versions are stopping');
    return this.#process.call({ kind: 'run', session, columns: packFeatures(rows) }, this.#deps.timeLimitMs);
  }

  async #end(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    this.#sessions.clear();
    await process?.close();
  }

  #recordFailure(failures: Map<string, Failure>, shadow: VersionIdentity, error: Error): void {
    const key = versionKey(shadow);
    const { model, version } = shadow;
    // once until it recovers
    if (!this.#closed && !failures.has(key))
      this.#deps.log.warn({ model, version, err: error }, 'shadow version failed; retrying');
    failures.set(key, { error, retryAt: performance.now() + PAUSE_MS });
  }
}

function isPending(failure: Failure | undefined): boolean {
  return failure !== undefined && performance.now() < failure.retryAt;
}
