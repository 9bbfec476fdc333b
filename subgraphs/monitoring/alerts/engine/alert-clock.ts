import { PollingLoop } from '../../../../platform/background/polling-loop.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { VERSION_WITHDRAWN } from '../../../../scoring/version-withdrawal.ts';
import { ROLLOUT_CHANGED } from '../store/rollout-event-store.ts';
import type { AlertEngine } from './alert-engine.ts';
import type { RolloutFollower } from './rollout-follower.ts';
import type { WithdrawalFollower } from './withdrawal-follower.ts';

/** Settings and collaborators of {@link startAlertClock}. */
export interface AlertClockOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly engine: AlertEngine;
  readonly rollouts: RolloutFollower;
  readonly withdrawals: WithdrawalFollower;
  /** interval between two turns, ms */
  readonly everyMs: number;
}

/**
 * Evaluates repeatedly what no signal reports: reminders that are due, mutes that have ended, rollouts, and versions
 * taken out of traffic; these two also as soon as they change. Any number of processes may do so.
 */
export function startAlertClock({ database, log, clock, engine, ...options }: AlertClockOptions): PollingLoop {
  const { rollouts, withdrawals, everyMs } = options;
  return new PollingLoop({
    everyMs,
    turn: async () => {
      await engine.advanceTime(clock());
      await rollouts.follow();
      await withdrawals.follow();
      return undefined;
    },
    log,
    failure: 'alerts cannot be evaluated; retrying',
    wakeOn: [ROLLOUT_CHANGED, VERSION_WITHDRAWN].map((topic) => (wake) => database.events.subscribe(topic, wake)),
  });
}
