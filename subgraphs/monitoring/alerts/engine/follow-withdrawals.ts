import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../../platform/database/database.ts';
import { arePublished } from '../../../../platform/database/published-views.ts';
import type { StreamPosition } from '../../../../platform/streams/stream-position.ts';
import { StreamTable } from '../../../../platform/streams/stream-table.ts';
import { VERSION_WITHDRAWN } from '../../../../scoring/version-withdrawal.ts';
import { severityRank } from '../rules/alert-rule.ts';
import type { Signal } from '../rules/signal.ts';
import { findPosition, movePosition } from '../store/position-store.ts';
import type { AlertEngine } from './alert-engine.ts';

/** What is read of a withdrawal. */
interface WithdrawalRow extends StreamPosition {
  readonly model: string;
  readonly version: number;
  readonly role: string;
  readonly cause: string;
  readonly reason: string;
  readonly withdrawnAt: number;
}

const COLUMNS = sql`p.sequence, p.transaction_id AS "transactionId", p.model, p.version, p.role, p.cause, p.reason,
  p.withdrawn_at AS "withdrawnAt"`;
const PAGE = 200;

/**
 * Reads which versions `scores` has taken out of traffic, and turns each into a signal: critical for a champion.
 *
 * Its place in the stream is stored in the transaction of the alert, so each withdrawal counts once, whichever replica
 * reads it and whenever one is killed. It begins with the first that there is: none may be missed.
 */
export class WithdrawalAlerts {
  readonly #database: Database;
  readonly #engine: AlertEngine;
  #table: StreamTable<WithdrawalRow> | undefined;

  constructor(database: Database, engine: AlertEngine) {
    this.#database = database;
    this.#engine = engine;
  }

  /** Reads on to the end of what is there. Does nothing until `scores` has published its stream. */
  async follow(): Promise<void> {
    const db = this.#database.tables<never>();
    if (!this.#table && !(await arePublished(this.#database, [VERSION_WITHDRAWN]))) return;
    this.#table ??= await StreamTable.open<WithdrawalRow>(db, {
      stream: 'versionWithdrawn',
      table: VERSION_WITHDRAWN,
      columns: COLUMNS,
    });
    let position = await this.#begin(db);
    for (;;) {
      const page = await this.#table.read(position, PAGE);
      for (const row of page.rows)
        await this.#engine.observeOnce(signalOf(row), (trx) => movePosition(trx, VERSION_WITHDRAWN, row));
      if (page.rows.length > 0) await movePosition(db, VERSION_WITHDRAWN, page.end);
      position = page.end;
      if (page.isLast) return;
    }
  }

  async #begin(db: Kysely<never>): Promise<StreamPosition> {
    return (await findPosition(db, VERSION_WITHDRAWN)) ?? { transactionId: 0, sequence: 0 };
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
