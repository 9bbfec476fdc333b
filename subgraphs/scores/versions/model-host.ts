import type { Logger } from '../../../platform/logger.ts';
import { runCost } from '../../../scoring/cost/run-cost.ts';
import type { InferencePool } from '../inference/inference-pool.ts';
import type { ModelSession } from '../inference/model-session.ts';
import { ProcessSession } from '../inference/process-session.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { hasStalled } from './withdrawal-store.ts';
import type { Withdrawals } from './withdrawals.ts';

/**
 * Purpose of a loaded version. CHAMPION: answers requests. CHALLENGER: answers a share of them in a rollout. RECORDED:
 * replays and explains recorded scores. TRIAL: answers requests that name it. BACKTEST: scores the past, at a low priority.
 */
export type ModelUse = 'CHAMPION' | 'CHALLENGER' | 'RECORDED' | 'TRIAL' | 'BACKTEST';

// of one run of a backtest: hundreds of rows, and everyone else comes first
const BACKTEST_LIMIT_MS = 30_000;

/** Dependencies and limits of {@link ModelHost}. */
export interface ModelHostDeps {
  readonly db: ScoresDb;
  readonly log: Logger;
  readonly pool: InferencePool;
  /** counts the breakdowns of versions that answer requests */
  readonly withdrawals: Pick<Withdrawals, 'recordBreakdown'>;
  /** of one run in a child process, milliseconds */
  readonly timeLimitMs: number;
  /** of such a process, bytes */
  readonly memoryLimitBytes: number;
}

/**
 * Loads versions where they may run. A champion, or a version of recorded scores, runs in this process when its file proves
 * that every run ends soon ({@link runCost}); every other version runs in its own child process, which is killed when a run
 * takes too long.
 */
export class ModelHost {
  readonly #deps: ModelHostDeps;
  readonly #closing = new AbortController();
  readonly #killable = new Set<ProcessSession>();

  constructor(deps: ModelHostDeps) {
    this.#deps = deps;
  }

  /**
   * Loads a version where it may run, and warms it up.
   *
   * @throws {DomainError} ARTIFACT_INVALID, ARTIFACT_MISMATCH, or INFERENCE_FAILED or INFERENCE_TIMEOUT from the warm-up
   */
  async load(bytes: Uint8Array, version: ScoringVersion, use: ModelUse): Promise<ModelSession> {
    const { db, pool } = this.#deps;
    const isTried = use === 'CHALLENGER' || use === 'TRIAL' || use === 'BACKTEST';
    if (!isTried && runCost(bytes) !== undefined && !(await hasStalled(db, version.digest)))
      return pool.load(bytes, version);
    return this.#loadKillable(bytes, version, use);
  }

  /** Before a stop: kills the versions that are being loaded, and shortens the time limit of runs in child processes. */
  shortenLimit(limitMs: number): void {
    this.#closing.abort();
    for (const session of this.#killable) void session.shortenLimit(limitMs);
  }

  async #loadKillable(bytes: Uint8Array, version: ScoringVersion, use: ModelUse): Promise<ModelSession> {
    const { signature } = version;
    const onBreakdown = (error: Error): void => this.#onBreakdown(version, use, error);
    const { memoryLimitBytes } = this.#deps;
    const isBacktest = use === 'BACKTEST';
    const timeLimitMs = isBacktest ? Math.max(BACKTEST_LIMIT_MS, this.#deps.timeLimitMs) : this.#deps.timeLimitMs;
    const priority = isBacktest ? 'BACKGROUND' : 'LIVE';
    const options = { bytes, signature, timeLimitMs, memoryLimitBytes, priority, onBreakdown } as const;
    const session = await ProcessSession.load(options, this.#closing.signal);
    this.#killable.add(session);
    const release = async (): Promise<void> => {
      await session.release();
      this.#killable.delete(session);
    };
    return { isKillable: true, run: (rows) => session.run(rows), retain: () => session.retain(), release };
  }

  #onBreakdown(version: ScoringVersion, use: ModelUse, error: Error): void {
    // the short limit of a stop is no fault of the model
    if (this.#closing.signal.aborted) return;
    if (use === 'CHAMPION' || use === 'CHALLENGER') this.#deps.withdrawals.recordBreakdown(version, use, error);
    else
      this.#deps.log.warn(
        { model: version.model, version: version.version, use, err: error },
        'model version broke down',
      );
  }
}
