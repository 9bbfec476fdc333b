import type { Logger } from '../../../platform/logger.ts';
import { runCost } from '../inference/cost/run-cost.ts';
import type { InferencePool } from '../inference/inference-pool.ts';
import type { ModelSession } from '../inference/model-session.ts';
import { ProcessSession } from '../inference/process-session.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { hasStalled } from './withdrawal-store.ts';
import type { Withdrawals } from './withdrawals.ts';

/**
 * Why a version is loaded. CHAMPION: it answers. CHALLENGER: it answers a share, on trial. RECORDED: it computed scores
 * that are computed again. TRIAL: somebody tries it.
 */
export type ModelUse = 'CHAMPION' | 'CHALLENGER' | 'RECORDED' | 'TRIAL';

/** What {@link ModelHost} needs. */
export interface ModelHostDeps {
  readonly db: ScoresDb;
  readonly log: Logger;
  readonly pool: InferencePool;
  /** counts the breakdowns of versions that answer requests */
  readonly withdrawals: Pick<Withdrawals, 'note'>;
  /** of one run in a process of its own, milliseconds */
  readonly timeLimitMs: number;
  /** of such a process, bytes */
  readonly memoryLimitBytes: number;
}

/**
 * Decides where a version runs. A champion, or a version that was one, runs in this process when its file shows that every
 * run ends soon ({@link runCost}); every other version runs in a process of its own, which is killed when a run takes too
 * long.
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
    const isTried = use === 'CHALLENGER' || use === 'TRIAL';
    if (!isTried && runCost(bytes) !== undefined && !(await hasStalled(db, version.digest)))
      return pool.load(bytes, version);
    return this.#loadKillable(bytes, version, use);
  }

  /** Before a stop: kills what is being loaded, and gives the runs in other processes less time. */
  hurry(limitMs: number): void {
    this.#closing.abort();
    for (const session of this.#killable) void session.hurry(limitMs);
  }

  async #loadKillable(bytes: Uint8Array, version: ScoringVersion, use: ModelUse): Promise<ModelSession> {
    const { signature } = version;
    const onBreakdown = (error: Error): void => this.#note(version, use, error);
    const { timeLimitMs, memoryLimitBytes } = this.#deps;
    const options = { bytes, signature, timeLimitMs, memoryLimitBytes, onBreakdown };
    const session = await ProcessSession.load(options, this.#closing.signal);
    this.#killable.add(session);
    const release = async (): Promise<void> => {
      await session.release();
      this.#killable.delete(session);
    };
    return { isKillable: true, run: (rows) => session.run(rows), hold: () => session.hold(), release };
  }

  #note(version: ScoringVersion, use: ModelUse, error: Error): void {
    // a stop leaves runs too little time for a judgement
    if (this.#closing.signal.aborted) return;
    if (use === 'CHAMPION' || use === 'CHALLENGER') this.#deps.withdrawals.note(version, use, error);
    else this.#deps.log.warn({ model: version.model, version: version.version, use, err: error }, 'model broke down');
  }
}
