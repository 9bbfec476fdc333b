import { Outage } from '../../../../platform/background/outage-log.ts';
import { Turns } from '../../../../platform/background/turns.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { VERSION_WITHDRAWN } from '../../../../scoring/version-withdrawal.ts';
import { ROLLOUT_EVENTS } from '../store/rollout-event-store.ts';
import type { AlertEngine } from './alert-engine.ts';
import type { RolloutFollower } from './follow-rollouts.ts';
import type { WithdrawalAlerts } from './follow-withdrawals.ts';

/** What the clock of alerts drives. */
export interface AlertClockOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly engine: AlertEngine;
  readonly rollouts: RolloutFollower;
  readonly withdrawals: WithdrawalAlerts;
  /** how often to look, ms */
  readonly lookMs: number;
}

/**
 * Looks every few seconds at what nobody signals: reminders that are due, mutes that have ended, rollouts, and versions that
 * were taken out of traffic, these two at once when there is news. Any number of processes may do so.
 */
export class AlertClock {
  readonly #options: AlertClockOptions;
  readonly #turns: Turns;
  readonly #unsubscribe: readonly (() => void)[];
  readonly #outage: Outage;

  constructor(options: AlertClockOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'alerts cannot be looked at; will try again');
    this.#turns = new Turns(() => this.#turn());
    this.#unsubscribe = [ROLLOUT_EVENTS, VERSION_WITHDRAWN].map((topic) =>
      options.database.events.subscribe(topic, () => this.#turns.wake()),
    );
  }

  /** Stops after the look under way. */
  async close(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    await this.#turns.close();
  }

  async #turn(): Promise<number> {
    const { clock, engine, rollouts, withdrawals, lookMs } = this.#options;
    try {
      await engine.passTime(clock());
      await rollouts.follow();
      await withdrawals.follow();
      this.#outage.over();
    } catch (error) {
      this.#outage.note(error);
    }
    return lookMs;
  }
}
