import type { Events } from '../../../platform/database/events.ts';
import type { Logger } from '../../../platform/logger.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../scoring/live-deployment.ts';
import { VERSION_WITHDRAWN } from '../../../scoring/version-withdrawal.ts';
import { type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import type { Stall } from '../inference/stall-files.ts';
import type { ScoreRole } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { type BreakdownLimits, BreakdownWindow } from './breakdown-rule.ts';
import { insertWithdrawal, type Withdrawal } from './withdrawal-store.ts';

/** Dependencies and limits of {@link Withdrawals}. */
export interface WithdrawalsDeps {
  readonly db: ScoresDb;
  readonly events: Events;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly limits: BreakdownLimits;
}

/**
 * Withdraws versions from traffic whose runs do not end: after several breakdowns within a short time, durably and for every
 * replica. From then on their requests fail at once, until the subgraph `models` replaces the champion.
 */
export class Withdrawals {
  readonly #deps: WithdrawalsDeps;
  readonly #windows = new Map<string, BreakdownWindow>();
  readonly #recording = new Set<Promise<void>>();

  constructor(deps: WithdrawalsDeps) {
    this.#deps = deps;
  }

  /** Counts a breakdown of a version that answers requests. */
  recordBreakdown(version: VersionIdentity, role: ScoreRole, error: Error): void {
    const { limits, log, clock } = this.#deps;
    const { model, version: number, digest } = version;
    const key = versionKey(version);
    log.warn({ model, version: number, role, err: error }, 'model version broke down; restarting its process');
    const window = this.#windows.get(key) ?? new BreakdownWindow(limits);
    this.#windows.set(key, window);
    if (!window.add(performance.now())) return;
    const reason = `${limits.count} breakdowns within ${limits.windowMs} ms, the last: ${error.message}`;
    const withdrawal = {
      model,
      version: number,
      digest,
      role,
      cause: 'BREAKDOWNS',
      reason,
      withdrawnAt: clock(),
    } as const;
    const recording = this.record(withdrawal).catch((fault: unknown) =>
      // the next breakdown retries: the window is still full
      log.error({ model, version: number, err: fault }, 'withdrawal of a model version was not recorded'),
    );
    this.#recording.add(recording);
    void recording.finally(() => this.#recording.delete(recording));
  }

  /** Records a withdrawal, and notifies every replica. */
  async record(withdrawal: Withdrawal): Promise<void> {
    const { db, events, log } = this.#deps;
    if (!(await insertWithdrawal(db, withdrawal))) return;
    const { model, version, role, cause, reason } = withdrawal;
    log.error({ model, version, role, cause, reason }, 'model version withdrawn from traffic');
    events.publish(LIVE_DEPLOYMENT_CHANGED);
    events.publish(VERSION_WITHDRAWN);
  }

  /** Withdraws a version that blocked a thread of an earlier process, which was killed. */
  async recordStall({ model, version, digest, reason, at }: Stall): Promise<void> {
    await this.record({ model, version, digest, role: 'CHAMPION', cause: 'STALL', reason, withdrawnAt: at });
  }

  /** Forgets the breakdowns of versions that have left the traffic. */
  keepOnly(versions: readonly VersionIdentity[]): void {
    const kept = new Set(versions.map(versionKey));
    for (const key of this.#windows.keys()) if (!kept.has(key)) this.#windows.delete(key);
  }

  /** Resolves when every withdrawal is recorded. */
  async close(): Promise<void> {
    await Promise.all(this.#recording);
  }
}
