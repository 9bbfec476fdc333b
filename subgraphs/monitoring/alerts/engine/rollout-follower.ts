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
 * Reads the events of rollouts, and turns those with a severity into signals.
 *
 * Its position among the events of a rollout is stored in the transaction of the alert that an event changes, and only moves
 * forward: so each event counts once, whichever replica reads it and whenever one is killed. It starts with the events after
 * its first poll.
 */
export class RolloutFollower {
  readonly #database: Database;
  readonly #engine: AlertEngine;
  #hasBegun = false;

  constructor(database: Database, engine: AlertEngine) {
    this.#database = database;
    this.#engine = engine;
  }

  /** Reads every event that is new. Does nothing until `models` has published its views. */
  async follow(): Promise<void> {
    const db = this.#database.tables<never>();
    if (!this.#hasBegun && !(await hasViews(this.#database, ROLLOUT_VIEWS))) return;
    if (!this.#hasBegun) await beginRolloutEvents(db);
    this.#hasBegun = true;
    for (;;) {
      const rows = await readRolloutEvents(db);
      for (const row of rows) await this.#consume(row);
      for (const last of new Map(rows.map((row) => [row.rollout, row])).values()) await recordRolloutEvent(db, last);
      if (rows.length < ROLLOUT_EVENTS_PER_PAGE) return;
    }
  }

  async #consume(row: RolloutEventRow): Promise<void> {
    const signal = signalOf(row);
    if (signal) await this.#engine.observeOnce(signal, (trx) => recordRolloutEvent(trx, row));
  }
}

/** Signal of an event: none for an analysis without consequences; a new rollout resolves the alert on the one before. */
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
