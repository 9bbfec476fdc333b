import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import { hasViews } from '../../../platform/database/published-views.ts';
import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import { VERSION_WITHDRAWN } from '../../../scoring/version-withdrawal.ts';
import type { AuditDeps } from '../audit/audited.ts';
import { replaceChampion } from './replace-champion.ts';
import { findWithdrawnChampions, WITHDRAWAL_RELATIONS, type WithdrawnChampion } from './withdrawal-store.ts';

/** Collaborators and settings of {@link WithdrawalFollower}. */
export interface WithdrawalFollowerDeps extends AuditDeps {
  /** poll interval between notifications, milliseconds */
  readonly pollMs: number;
}

/**
 * Replaces champions that `scores` withdrew from traffic, as soon as it is notified. Any number of processes may run
 * it: the first one replaces the champion.
 */
export class WithdrawalFollower {
  readonly #deps: WithdrawalFollowerDeps;
  readonly #loop: PollingLoop;
  /** withdrawals without a version to replace the champion */
  readonly #left = new Set<number>();
  #isPublished = false;

  constructor(deps: WithdrawalFollowerDeps) {
    this.#deps = deps;
    const { database, log, pollMs: everyMs } = deps;
    this.#loop = new PollingLoop({
      everyMs,
      turn: () => this.#turn(),
      log,
      failure: 'withdrawn versions cannot be read; retrying',
      wakeOn: [(wake) => database.events.subscribe(VERSION_WITHDRAWN, wake)],
    });
  }

  /** Stops after the turn under way. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  async #turn(): Promise<undefined> {
    const { database } = this.#deps;
    this.#isPublished ||= await hasViews(database, WITHDRAWAL_RELATIONS);
    const withdrawn = this.#isPublished ? await findWithdrawnChampions(database.tables<never>()) : [];
    for (const each of withdrawn) if (!this.#left.has(each.sequence)) await this.#replace(each);
    return undefined;
  }

  async #replace(withdrawn: WithdrawnChampion): Promise<void> {
    const { log } = this.#deps;
    const { model, version, reason } = withdrawn;
    try {
      const champion = await replaceChampion(this.#deps, withdrawn);
      if (champion) return log.error({ model, version, champion: champion.version, reason }, 'champion replaced');
      log.error(
        { model, version, reason },
        'withdrawn champion not replaced: no previous champion; promote another version',
      );
    } catch (error) {
      if (!(error instanceof DomainError) || isDatabaseOutage(error)) throw error;
      log.error({ model, version, err: error }, 'withdrawn champion not replaced; promote another version');
    }
    this.#left.add(withdrawn.sequence);
  }
}
