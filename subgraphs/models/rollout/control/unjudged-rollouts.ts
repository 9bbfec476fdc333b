import type { RolloutEvent } from '../rules/rollout-event.ts';
import type { WatchedRollout } from '../rules/rollout-evidence.ts';
import { commitEvaluation } from './commit-evaluation.ts';
import type { EvaluationDeps } from './evaluation-deps.ts';

/** How long a rollout with traffic may go on although nobody can judge it. */
export interface UnjudgedLimits {
  /** after which it holds and alerts, milliseconds */
  readonly holdAfterMs: number;
  /** after which the champion answers all leads again, milliseconds */
  readonly failAfterMs: number;
}

/** A minute until it holds, ten until it ends. */
export const DEFAULT_UNJUDGED_LIMITS: UnjudgedLimits = { holdAfterMs: 60_000, failAfterMs: 600_000 };

/** A rollout whose looks fail or do not end. */
interface Unjudged {
  /** by {@link UnjudgedOptions.uptime}: the begin of the first of these looks */
  readonly since: number;
  isHeld: boolean;
  why: string;
}

/** What {@link UnjudgedRollouts} works with. */
export interface UnjudgedOptions extends UnjudgedLimits {
  /** milliseconds of a clock that only goes forward */
  readonly uptime: () => number;
}

/**
 * The rollouts that cannot be judged: their logs cannot be read, or do not answer. Unseen harm is no proof of none, so such
 * a rollout holds after a while, and later ends. Shadows, and what has no traffic, harm nobody.
 */
export class UnjudgedRollouts {
  readonly #deps: EvaluationDeps;
  readonly #options: UnjudgedOptions;
  readonly #unjudged = new Map<number, Unjudged>();

  constructor(deps: EvaluationDeps, options: UnjudgedOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** A look begins. */
  begin(id: number): void {
    if (this.#unjudged.has(id)) return;
    this.#unjudged.set(id, { since: this.#options.uptime(), isHeld: false, why: 'a look at it does not end' });
  }

  /** A look failed. */
  fail(id: number, error: unknown): void {
    const unjudged = this.#unjudged.get(id);
    if (unjudged) unjudged.why = error instanceof Error ? error.message : String(error);
  }

  /** A look succeeded, or is none of this process's concern any more. */
  forget(id: number): void {
    this.#unjudged.delete(id);
  }

  /** Forgets all: another process judges. */
  clear(): void {
    this.#unjudged.clear();
  }

  /** Lets a rollout that nobody could judge for too long hold, or end. */
  async check(row: WatchedRollout): Promise<void> {
    const unjudged = this.#unjudged.get(row.id);
    if (!unjudged || row.strategy === 'SHADOW' || row.traffic_share === 0) return;
    const { holdAfterMs, failAfterMs, uptime } = this.#options;
    const ms = uptime() - unjudged.since;
    const reason = `it could not be judged for ${Math.round(ms / 1_000)} s: ${unjudged.why}`;
    if (ms >= failAfterMs) await this.#commit(row, 'FAIL', reason);
    else if (ms >= holdAfterMs && !unjudged.isHeld) {
      await this.#commit(row, 'UNJUDGED', `Holds: ${reason}`);
      unjudged.isHeld = true;
    }
  }

  async #commit(row: WatchedRollout, type: 'FAIL' | 'UNJUDGED', reason: string): Promise<void> {
    const { clock, log } = this.#deps;
    const event: RolloutEvent = { type, at: clock(), reason };
    log.warn({ rollout: row.id, model: row.model, reason }, 'a rollout cannot be judged');
    await commitEvaluation(this.#deps, row, { evidence: row.evidence, event });
  }
}
