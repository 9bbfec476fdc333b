import type { Database } from '../../../../platform/database/database.ts';
import { hasViews } from '../../../../platform/database/published-views.ts';
import { severityRank } from '../rules/alert-rule.ts';
import type { Signal } from '../rules/signal.ts';
import {
  beginRolloutEvents,
  ROLLOUT_EVENTS_PER_PAGE,
  ROLLOUT_VIEWS,
  type RolloutEventRow,
  readRolloutEvents,
  recordRolloutEvent,
} from '../store/rollout-event-store.ts';
import type { AlertEngine } from './alert-engine.ts';

/**
 * Reads what happens to rollouts, and turns what people must know into signals.
 *
 * Its place among the events of a rollout is stored in the transaction of the alert that an event changes, and moves forward
 * only: so each event counts once, whichever replica reads it and whenever one is killed. It begins with what happens after
 * its first look.
 */
export class RolloutFollower {
  readonly #database: Database;
  readonly #engine: AlertEngine;
  #hasBegun = false;

  constructor(database: Database, engine: AlertEngine) {
    this.#database = database;
    this.#engine = engine;
  }

  /** Reads on to the end of what is there. Does nothing until `models` has published its stream. */
  async follow(): Promise<void> {
    const db = this.#database.tables<never>();
    if (!this.#hasBegun && !(await hasViews(this.#database, ROLLOUT_VIEWS))) return;
    if (!this.#hasBegun) await beginRolloutEvents(db);
    this.#hasBegun = true;
    for (;;) {
      const rows = await readRolloutEvents(db);
      for (const row of rows) await this.#take(row);
      for (const last of new Map(rows.map((row) => [row.rollout, row])).values()) await recordRolloutEvent(db, last);
      if (rows.length < ROLLOUT_EVENTS_PER_PAGE) return;
    }
  }

  async #take(row: RolloutEventRow): Promise<void> {
    const signal = signalOf(row);
    if (signal) await this.#engine.observeOnce(signal, (trx) => recordRolloutEvent(trx, row));
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
