import type { RolloutEvent } from '../rules/rollout-event.ts';
import type { WatchedRollout } from '../rules/rollout-evidence.ts';
import { commitEvaluation } from './commit-evaluation.ts';
import type { EvaluationDeps } from './evaluation-deps.ts';

/** Limits on how long a rollout with traffic may go without an evaluation. */
export interface UnjudgedLimits {
  /** after which it holds and alerts, milliseconds */
  readonly holdAfterMs: number;
  /** after which it ends and the champion answers all leads again, milliseconds */
  readonly failAfterMs: number;
}

/** One minute until it holds, ten until it ends. */
export const DEFAULT_UNJUDGED_LIMITS: UnjudgedLimits = { holdAfterMs: 60_000, failAfterMs: 600_000 };

/** Rollout whose evaluations fail or do not end. */
interface Unjudged {
  /** start of the first of these evaluations, by {@link UnjudgedOptions.uptime} */
  readonly since: number;
  isHeld: boolean;
  why: string;
}

/** Settings of {@link UnjudgedRollouts}. */
export interface UnjudgedOptions extends UnjudgedLimits {
  /** monotonic clock, milliseconds */
  readonly uptime: () => number;
}

/**
 * Rollouts whose evaluation fails, because their logs cannot be read or do not respond. As harm would go unnoticed,
 * such a rollout holds after a while, and later ends. Shadows, and rollouts without traffic, are exempt.
 */
export class UnjudgedRollouts {
  readonly #deps: EvaluationDeps;
  readonly #options: UnjudgedOptions;
  readonly #unjudged = new Map<number, Unjudged>();

  constructor(deps: EvaluationDeps, options: UnjudgedOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Records the start of an evaluation. */
  begin(id: number): void {
    if (this.#unjudged.has(id)) return;
    this.#unjudged.set(id, { since: this.#options.uptime(), isHeld: false, why: 'the evaluation does not end' });
  }

  /** Records a failed evaluation. */
  fail(id: number, error: unknown): void {
    const unjudged = this.#unjudged.get(id);
    if (unjudged) unjudged.why = error instanceof Error ? error.message : String(error);
  }

  /** Removes a rollout after a successful evaluation. */
  forget(id: number): void {
    this.#unjudged.delete(id);
  }

  /** Removes all rollouts, when another process evaluates them. */
  clear(): void {
    this.#unjudged.clear();
  }

  /** Holds or ends a rollout that has not been evaluated for too long. */
  async check(row: WatchedRollout): Promise<void> {
    const unjudged = this.#unjudged.get(row.id);
    if (!unjudged || row.strategy === 'SHADOW' || row.traffic_share === 0) return;
    const { holdAfterMs, failAfterMs, uptime } = this.#options;
    const ms = uptime() - unjudged.since;
    const reason = `no evaluation for ${Math.round(ms / 1_000)} s: ${unjudged.why}`;
    if (ms >= failAfterMs) await this.#commit(row, 'FAIL', reason);
    else if (ms >= holdAfterMs && !unjudged.isHeld) {
      await this.#commit(row, 'UNJUDGED', `Holds: ${reason}`);
      unjudged.isHeld = true;
    }
  }

  async #commit(row: WatchedRollout, type: 'FAIL' | 'UNJUDGED', reason: string): Promise<void> {
    const { clock, log } = this.#deps;
    const event: RolloutEvent = { type, at: clock(), reason };
    log.warn({ rollout: row.id, model: row.model, reason }, 'rollout cannot be evaluated');
    await commitEvaluation(this.#deps, row, { evidence: row.evidence, event });
  }
}
