import type { Lake } from '../../../../lake/delta/lake.ts';
import type { DuckConnection } from '../../../../lake/duckdb/duck-connection.ts';
import { FEATURES, type FeatureDefinition } from '../../../../lake/features/features.ts';
import type { LocalFile } from '../../../../lake/storage/lake-storage.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { runCost } from '../../../../scoring/cost/run-cost.ts';
import type { ScoringVersion } from '../../inference/scoring-version.ts';
import type { BatchPart } from './batch-part.ts';
import { BlockBuffers } from './block-buffers.ts';
import type { BlockNames } from './block-builder.ts';
import { type BlockRunner, type BlockRunnerOptions, openProcesses, openThreads } from './block-runner.ts';
import { checkGoldFile } from './gold-columns.ts';
import { type PartRun, scorePart } from './score-part.ts';
import type { ScoredPart } from './scored-part.ts';

/** Dependencies and settings of a {@link BatchEngine}. */
export interface BatchEngineOptions extends Pick<BlockRunnerOptions, 'workers' | 'memoryLimitBytes' | 'timeLimitMs'> {
  readonly lake: Pick<Lake, 'duckDb' | 'storage'>;
  readonly log: Logger;
  readonly version: Pick<ScoringVersion, 'signature' | 'calibration'>;
  /** the artifact */
  readonly bytes: Uint8Array;
  /** whether a run of the version has stalled a process before: it runs in processes then, whatever its file proves */
  readonly hasStalled?: boolean;
  /** features of the table; those of the platform when absent */
  readonly features?: readonly FeatureDefinition[];
}

/** Options of {@link BatchEngine.score}. */
export interface BatchScoreOptions {
  /** condition of SQL that selects rows, over the columns of `gold`, such as `NOT gold.is_closed`; all rows when absent */
  readonly where?: string;
  /** aborts between two blocks of rows; the iteration rejects with its reason */
  readonly signal?: AbortSignal;
}

/**
 * Scores the rows of a Delta snapshot of features with one model version.
 *
 * DuckDB reads the columns that the model takes, worker threads run the model on blocks of rows, and this thread only hands
 * buffers on. A model whose runs are not known to end runs in child processes with a time limit instead. A score is
 * bit-equal to the one that a request gets for the same features.
 */
export class BatchEngine {
  readonly #options: BatchEngineOptions;
  readonly #runner: BlockRunner;
  readonly #connection: DuckConnection;
  readonly #names: BlockNames;
  readonly #buffers: BlockBuffers;
  readonly #files = new Map<string, LocalFile>();

  private constructor(options: BatchEngineOptions, runner: BlockRunner, connection: DuckConnection) {
    const { version, features = FEATURES } = options;
    const asked = new Set(version.signature.inputs.map(({ name }) => name));
    const namesOf = (kind: FeatureDefinition['kind']): string[] =>
      features.filter((feature) => feature.kind === kind && asked.has(feature.name)).map(({ name }) => name);
    this.#options = options;
    this.#runner = runner;
    this.#connection = connection;
    this.#names = { numbers: namesOf('number'), categories: namesOf('category') };
    this.#buffers = new BlockBuffers(runner.blockRows, this.#names.numbers.length, runner.isShared);
  }

  /**
   * Loads the model into threads or processes.
   *
   * @throws {DomainError} ARTIFACT_INVALID, ARTIFACT_MISMATCH, or INFERENCE_FAILED or INFERENCE_TIMEOUT from the warm-up
   */
  static async open(options: BatchEngineOptions): Promise<BatchEngine> {
    const { bytes, version, features = FEATURES, hasStalled = false } = options;
    const open = runCost(bytes) !== undefined && !hasStalled ? openThreads : openProcesses;
    const runner = await open({ ...options, signature: version.signature, features });
    try {
      return new BatchEngine(options, runner, await options.lake.duckDb.connect());
    } catch (error) {
      await runner.close();
      throw error;
    }
  }

  /**
   * Scores parts, and yields them in order. While a caller handles one, the next is being scored. One iteration at a time.
   *
   * @param parts of one version of a table, by `planParts`, or some of them
   * @throws {DomainError} LAKE_SCHEMA_MISMATCH, LAKE_FILE_MISSING, LAKE_FILE_CORRUPT; INFERENCE_FAILED when the model fails on
   *   every row of a block, INFERENCE_TIMEOUT when it does not end
   */
  async *score(
    parts: Iterable<BatchPart>,
    { where, signal }: BatchScoreOptions = {},
  ): AsyncGenerator<ScoredPart, void> {
    const abandoned = new AbortController();
    const either = signal ? AbortSignal.any([signal, abandoned.signal]) : abandoned.signal;
    const ahead: PartRun[] = [];
    try {
      for (const part of parts) {
        // one stream at a time: the next part is read while the last rows of the one before run
        await ahead.at(-1)?.read;
        either.throwIfAborted();
        ahead.push(await this.#start(part, where, either));
        if (ahead.length > 1) yield await (ahead.shift() as PartRun).scored;
      }
      for (let next = ahead.shift(); next; next = ahead.shift()) yield await next.scored;
    } finally {
      abandoned.abort();
      await Promise.allSettled(ahead.map(({ scored }) => scored));
    }
  }

  /** Ends threads and processes, and frees the files. No iteration may be under way. */
  async close(): Promise<void> {
    this.#connection.close();
    await this.#runner.close();
    for (const file of this.#files.values()) await file.release();
    this.#files.clear();
  }

  async #start(part: BatchPart, where: string | undefined, signal: AbortSignal): Promise<PartRun> {
    const file = await this.#localFile(part.path);
    const { calibration } = this.#options.version;
    const model = { runner: this.#runner, calibration, names: this.#names, buffers: this.#buffers };
    return scorePart({ ...model, connection: this.#connection, part, file, where, signal });
  }

  /** Fetches a file at its first part, and checks its columns. */
  async #localFile(path: string): Promise<string> {
    const known = this.#files.get(path);
    if (known) return known.file;
    const { lake, features = FEATURES } = this.#options;
    const local = await lake.storage.local(path);
    if (!local)
      throw new DomainError('LAKE_FILE_MISSING', `${path}: found no such file, expected a data file`, { path });
    this.#files.set(path, local);
    await checkGoldFile(this.#connection, { path, file: local.file }, features);
    return local.file;
  }
}
