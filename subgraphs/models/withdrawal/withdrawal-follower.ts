import { Outage } from '../../../platform/background/outage-log.ts';
import { Turns } from '../../../platform/background/turns.ts';
import { arePublished } from '../../../platform/database/published-views.ts';
import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import { VERSION_WITHDRAWN } from '../../../scoring/version-withdrawal.ts';
import type { AuditDeps } from '../audit/audited.ts';
import { replaceChampion } from './replace-champion.ts';
import { findWithdrawnChampions, WITHDRAWAL_RELATIONS, type WithdrawnChampion } from './withdrawal-store.ts';

/** What {@link WithdrawalFollower} needs. */
export interface WithdrawalFollowerOptions extends AuditDeps {
  /** how often to look although nothing was heard, milliseconds */
  readonly pollMs: number;
}

/**
 * Replaces champions that `scores` has taken out of traffic, at once when that is announced. Any number of processes may
 * do so: the first one does it.
 */
export class WithdrawalFollower {
  readonly #options: WithdrawalFollowerOptions;
  readonly #outage: Outage;
  readonly #unsubscribe: () => void;
  readonly #turns: Turns;
  /** withdrawals that cannot be answered with another champion */
  readonly #left = new Set<number>();
  #isPublished = false;

  constructor(options: WithdrawalFollowerOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'withdrawn versions cannot be read; will try again');
    this.#turns = new Turns(() => this.#turn());
    this.#unsubscribe = options.database.events.subscribe(VERSION_WITHDRAWN, () => this.#turns.wake());
  }

  /** Stops after what is under way. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#turns.close();
  }

  async #turn(): Promise<number> {
    const { database, pollMs } = this.#options;
    try {
      this.#isPublished ||= await arePublished(database, WITHDRAWAL_RELATIONS);
      const withdrawn = this.#isPublished ? await findWithdrawnChampions(database.tables<never>()) : [];
      for (const each of withdrawn) if (!this.#left.has(each.sequence)) await this.#replace(each);
      this.#outage.over();
    } catch (error) {
      this.#outage.note(error);
    }
    return pollMs;
  }

  async #replace(withdrawn: WithdrawnChampion): Promise<void> {
    const { log } = this.#options;
    const { model, version, reason } = withdrawn;
    try {
      const champion = await replaceChampion(this.#options, withdrawn);
      if (champion) return log.error({ model, version, champion: champion.version, reason }, 'champion replaced');
      log.error({ model, version, reason }, 'withdrawn champion has no champion before it: promote another version');
    } catch (error) {
      if (!(error instanceof DomainError) || isDatabaseOutage(error)) throw error;
      log.error({ model, version, err: error }, 'withdrawn champion not replaced: promote another version');
    }
    this.#left.add(withdrawn.sequence);
  }
}
