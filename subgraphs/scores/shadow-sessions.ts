import type { FeatureVector } from '../../lake/features.ts';
import { readArtifact } from '../shared/artifact.ts';
import { DomainError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { type Deployment, noteVersion, type VersionIdentity, versionKey } from './deployment-store.ts';
import { packFeatures } from './feature-columns.ts';
import { InferenceProcess } from './inference-process.ts';
import type { InferenceReply } from './inference-service.ts';
import { runEach } from './run-each.ts';
import type { ScoresDb } from './store.ts';
import { wholeBlocks } from './whole-blocks.ts';

/** What a shadow made of a batch. */
export interface ShadowOutcome {
  /** per row, in order, the raw probability, or why there is none */
  readonly outcomes: readonly (number | Error)[];
  /** how long the model ran */
  readonly runMs: number;
}

/** What {@link ShadowSessions} needs. */
export interface ShadowSessionsOptions {
  readonly db: ScoresDb;
  readonly log: Logger;
  /** of one run, milliseconds */
  readonly timeLimitMs: number;
}

// for the start of the process and the first run of a model
const LOAD_LIMIT_MS = 30_000;
// a version that hangs or does not load takes a processor for nothing
const PAUSE_MS = 5_000;

/**
 * The shadow versions that are loaded, in a process of their own that is there only while there are any.
 *
 * A version that hangs, crashes the process or cannot be loaded is left alone for five seconds. Not for use by several at
 * once, but for `close`.
 */
export class ShadowSessions {
  readonly #options: ShadowSessionsOptions;
  readonly #sessions = new Map<string, number>();
  readonly #pausedUntil = new Map<string, number>();
  #process: InferenceProcess | undefined;
  #nextSession = 0;
  #closed = false;

  constructor(options: ShadowSessionsOptions) {
    this.#options = options;
  }

  /** Whether a version is left alone now. */
  isPaused(version: VersionIdentity): boolean {
    return performance.now() < (this.#pausedUntil.get(versionKey(version)) ?? 0);
  }

  /**
   * Loads a version and warms it up, unless it is loaded.
   *
   * @throws {DomainError} DATABASE_UNAVAILABLE
   * @returns why it cannot be loaded
   */
  async load(shadow: Deployment): Promise<Error | undefined> {
    if (this.#process?.isAlive === false) await this.#end();
    if (this.#closed || this.#sessions.has(versionKey(shadow))) return undefined;
    try {
      const bytes = await readArtifact(this.#options.db, shadow.digest);
      await noteVersion(this.#options.db, shadow);
      await this.#loadBytes(shadow, bytes);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'DATABASE_UNAVAILABLE') throw error;
      this.#pause(shadow, error as Error);
      return error as Error;
    }
  }

  /**
   * Runs a version on a batch. One that cannot be loaded, hangs or crashes fails on every row.
   *
   * @throws {DomainError} DATABASE_UNAVAILABLE when it had to be loaded
   */
  async run(shadow: Deployment, rows: readonly FeatureVector[]): Promise<ShadowOutcome> {
    const failure = await this.load(shadow);
    if (failure) return { outcomes: rows.map(() => failure), runMs: 0 };
    let runMs = 0;
    const run = async (some: readonly FeatureVector[]): Promise<Float64Array> => {
      const { probabilities, elapsedMs } = await this.#ask(shadow, wholeBlocks(some));
      runMs += elapsedMs;
      return (probabilities as Float64Array).subarray(0, some.length);
    };
    const outcomes = await runEach({ run }, rows);
    const reason = outcomes.find((outcome) => outcome instanceof Error);
    if (this.#process?.isAlive) this.#pausedUntil.delete(versionKey(shadow));
    else if (reason) this.#pause(shadow, reason);
    return { outcomes, runMs };
  }

  /** Releases every version but these; without any the process ends. */
  async keepOnly(shadows: readonly VersionIdentity[]): Promise<void> {
    const kept = new Set(shadows.map(versionKey));
    for (const key of this.#pausedUntil.keys()) if (!kept.has(key)) this.#pausedUntil.delete(key);
    if (kept.size === 0) await this.#end();
    for (const [key, session] of this.#sessions) {
      if (kept.has(key)) continue;
      this.#sessions.delete(key);
      await this.#process?.ask({ kind: 'release', session }, this.#options.timeLimitMs);
    }
  }

  /** Kills the process, also in the middle of a run. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
  }

  async #loadBytes(shadow: Deployment, bytes: Uint8Array): Promise<void> {
    if (this.#closed) return;
    this.#process ??= new InferenceProcess();
    const session = ++this.#nextSession;
    await this.#process.ask({ kind: 'load', session, bytes, signature: shadow.signature }, LOAD_LIMIT_MS);
    this.#sessions.set(versionKey(shadow), session);
  }

  async #ask(shadow: Deployment, rows: readonly FeatureVector[]): Promise<InferenceReply> {
    const session = this.#sessions.get(versionKey(shadow));
    if (!this.#process || session === undefined) throw new DomainError('SHUTTING_DOWN', 'shadows are stopping');
    return this.#process.ask({ kind: 'run', session, columns: packFeatures(rows) }, this.#options.timeLimitMs);
  }

  async #end(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    this.#sessions.clear();
    await process?.close();
  }

  #pause(shadow: VersionIdentity, reason: Error): void {
    const key = versionKey(shadow);
    const { model, version } = shadow;
    // once until it works again
    if (!this.#closed && !this.#pausedUntil.has(key))
      this.#options.log.warn({ model, version, err: reason }, 'shadow version does not work; left alone for a while');
    this.#pausedUntil.set(key, performance.now() + PAUSE_MS);
  }
}
