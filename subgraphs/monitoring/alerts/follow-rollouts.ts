import { type Kysely, sql } from 'kysely';
import type { Database } from '../../shared/database.ts';
import type { StreamPosition } from '../../shared/stream-position.ts';
import { StreamTable } from '../../shared/stream-table.ts';
import { arePublished } from '../../shared/until-published.ts';
import type { Signal } from '../signals/signal.ts';
import type { AlertEngine } from './alert-engine.ts';
import { type AlertSeverity, severityRank } from './alert-rule.ts';
import { findPosition, movePosition } from './position-store.ts';

/** The table that `models` publishes, and the topic of its news. */
export const ROLLOUT_EVENTS = 'models.rollout_event';

/** What is read of an event of a rollout. */
interface RolloutEventRow extends StreamPosition {
  readonly rollout: number;
  readonly model: string;
  /** the version that proves itself; null in a rollout of shadows only */
  readonly version: number | null;
  readonly type: string;
  readonly at: number;
  readonly reason: string;
  readonly severity: AlertSeverity | null;
  readonly status: string;
  readonly step: number;
}

const COLUMNS = sql`p.sequence, p.transaction_id AS "transactionId", p.rollout, p.type, p.at, p.reason, p.severity,
  p.status, p.step, (SELECT r.model FROM models.rollout r WHERE r.id = p.rollout) AS model,
  (SELECT min(w.version) FROM models.rollout_version w WHERE w.rollout = p.rollout AND w.role = 'CHALLENGER') AS version`;
const PAGE = 200;

/**
 * Reads what happens to rollouts, and turns what people must know into signals.
 *
 * Its place in the stream is stored in the transaction of the alert that an event changes, and moves forward only: so each
 * event counts once, whichever replica reads it and whenever one is killed. It begins with what happens after its first
 * look.
 */
export class RolloutFollower {
  readonly #database: Database;
  readonly #engine: AlertEngine;
  #table: StreamTable<RolloutEventRow> | undefined;

  constructor(database: Database, engine: AlertEngine) {
    this.#database = database;
    this.#engine = engine;
  }

  /** Reads on to the end of what is there. Does nothing until `models` has published its stream. */
  async follow(): Promise<void> {
    const db = this.#database.tables<never>();
    if (!this.#table && !(await arePublished(this.#database, [ROLLOUT_EVENTS]))) return;
    this.#table ??= await StreamTable.open<RolloutEventRow>(db, {
      stream: 'rolloutChanged',
      table: ROLLOUT_EVENTS,
      columns: COLUMNS,
    });
    let position = await this.#begin(db, this.#table);
    for (;;) {
      const page = await this.#table.read(position, PAGE);
      for (const row of page.rows) await this.#take(row);
      // without rows there is nothing to remember: it is read from here again
      if (page.rows.length > 0) await movePosition(db, ROLLOUT_EVENTS, page.end);
      position = page.end;
      if (page.isLast) return;
    }
  }

  async #begin(db: Kysely<never>, table: StreamTable<RolloutEventRow>): Promise<StreamPosition> {
    const known = await findPosition(db, ROLLOUT_EVENTS);
    if (known) return known;
    const { position } = await table.start(undefined);
    await movePosition(db, ROLLOUT_EVENTS, position);
    return position;
  }

  async #take(row: RolloutEventRow): Promise<void> {
    const signal = signalOf(row);
    if (signal) await this.#engine.observeOnce(signal, (trx) => movePosition(trx, ROLLOUT_EVENTS, row));
  }
}

/** An analysis without consequences tells nothing; a new rollout ends what was of the one before. */
function signalOf(row: RolloutEventRow): Signal | undefined {
  const { model, version, type, at, severity, rollout, reason, status, step } = row;
  if (severity === null && type !== 'CREATE') return undefined;
  return {
    metric: 'ROLLOUT',
    model,
    ...(version !== null && { version }),
    value: severityRank(severity ?? undefined),
    at,
    evidence: { rollout: String(rollout), type, status, step, reason },
  };
}
