import type { Database } from '../../../../platform/database/database.ts';
import { hasViews } from '../../../../platform/database/published-views.ts';
import { severityRank } from '../rules/alert-rule.ts';
import type { Signal } from '../rules/signal.ts';
import {
  readWithdrawals,
  recordWithdrawal,
  WITHDRAWALS,
  WITHDRAWALS_PER_PAGE,
  type WithdrawalRow,
} from '../store/withdrawal-store.ts';
import type { AlertEngine } from './alert-engine.ts';

/**
 * Turns each version that `scores` takes out of traffic into a signal: critical for a champion.
 *
 * A withdrawal is recorded as read in the transaction of its alert, so each counts once, whichever replica reads it and
 * whenever one is killed. The first one that exists is the first one read: none may be missed.
 */
export class WithdrawalFollower {
  readonly #database: Database;
  readonly #engine: AlertEngine;
  #isPublished = false;

  constructor(database: Database, engine: AlertEngine) {
    this.#database = database;
    this.#engine = engine;
  }

  /** Reads every withdrawal that is new. Does nothing until `scores` has published them. */
  async follow(): Promise<void> {
    this.#isPublished ||= await hasViews(this.#database, [WITHDRAWALS]);
    if (!this.#isPublished) return;
    for (;;) {
      const rows = await readWithdrawals(this.#database.tables<never>());
      for (const row of rows) await this.#engine.observeOnce(signalOf(row), (trx) => recordWithdrawal(trx, row));
      if (rows.length < WITHDRAWALS_PER_PAGE) return;
    }
  }
}

function signalOf({ model, version, role, cause, reason, withdrawnAt }: WithdrawalRow): Signal {
  return {
    metric: 'VERSION_WITHDRAWN',
    model,
    version,
    value: severityRank(role === 'CHAMPION' ? 'CRITICAL' : 'WARNING'),
    at: withdrawnAt,
    evidence: { role, cause, reason },
  };
}
