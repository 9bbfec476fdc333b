import type { Database } from '../../shared/database.ts';
import type { Logger } from '../../shared/logger.ts';
import { Outage } from '../../shared/outage.ts';
import { Turns } from '../../shared/turns.ts';
import type { AlertEngine } from './alert-engine.ts';
import { ROLLOUT_EVENTS, type RolloutFollower } from './follow-rollouts.ts';

/** What the clock of alerts drives. */
export interface AlertClockOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly engine: AlertEngine;
  readonly rollouts: RolloutFollower;
  /** how often to look, ms */
  readonly lookMs: number;
}

/**
 * Looks every few seconds at what nobody signals: reminders that are due, mutes that have ended, and rollouts, these at
 * once when there is news. Any number of processes may do so.
 */
export class AlertClock {
  readonly #options: AlertClockOptions;
  readonly #turns: Turns;
  readonly #unsubscribe: () => void;
  readonly #outage: Outage;

  constructor(options: AlertClockOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'alerts cannot be looked at; will try again');
    this.#turns = new Turns(() => this.#turn());
    this.#unsubscribe = options.database.events.subscribe(ROLLOUT_EVENTS, () => this.#turns.wake());
  }

  /** Stops after the look under way. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#turns.close();
  }

  async #turn(): Promise<number> {
    const { clock, engine, rollouts, lookMs } = this.#options;
    try {
      await engine.passTime(clock());
      await rollouts.follow();
      this.#outage.over();
    } catch (error) {
      this.#outage.note(error);
    }
    return lookMs;
  }
}
