import { LAKE_CHECKED } from '../../../lake/expectations/lake-checked.ts';
import { LeaderLease } from '../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { MINUTE_MS } from '../../../platform/time.ts';
import type { SignalSink } from '../alerts/rules/signal.ts';
import { findPosition, movePosition } from '../alerts/store/position-store.ts';
import { expectationSignals, overdueSignals } from './lake-signals.ts';
import { type ExpectationLogRow, RESULTS_PER_PAGE, readResults, readTableStates } from './lake-store.ts';

/** Settings and collaborators of the {@link LakeWatch}. */
export interface LakeWatchOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** observes the signals */
  readonly sink: SignalSink;
  /** identifies this process among all */
  readonly holder: string;
}

const STREAM = 'leads.lake_expectation_log';

/**
 * Turns the results of the lake's expectations, and the time by which its tables are overdue, into signals for alert rules.
 *
 * One process does it at a time. Its position among the results is stored after the alerts have changed: after a crash
 * between the two, results are observed twice, which opens and resolves nothing that one observation would not.
 */
export class LakeWatch {
  readonly #options: LakeWatchOptions;
  readonly #lease: LeaderLease;
  readonly #loop: PollingLoop;

  constructor(options: LakeWatchOptions) {
    const { database, log, holder } = options;
    this.#options = options;
    this.#lease = new LeaderLease({ db: database.tables<never>(), name: 'monitoring.lake', holder });
    this.#loop = new PollingLoop({
      everyMs: MINUTE_MS,
      turn: async () => {
        await this.#lease.whileLeading(() => this.observe());
        return undefined;
      },
      log,
      failure: 'the lake cannot be watched for alert rules; retrying',
      wakeOn: [(wake) => database.events.subscribe(LAKE_CHECKED, wake)],
    });
  }

  /** Ends after the turn under way. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  /** Observes every result that is new, and how overdue each table is, with or without the lease. */
  async observe(): Promise<void> {
    const { database, clock, sink } = this.#options;
    const db = database.tables<never>();
    let after = (await findPosition(db, STREAM))?.sequence ?? 0;
    for (;;) {
      const rows = await readResults(db, after);
      for (const check of checksOf(rows)) {
        await sink.observe(expectationSignals(check));
        after = (check.at(-1) as ExpectationLogRow).sequence;
        await movePosition(db, STREAM, { transactionId: 0, sequence: after });
      }
      if (rows.length < RESULTS_PER_PAGE) break;
    }
    await sink.observe(overdueSignals(await readTableStates(db), clock()));
  }
}

/** Results by check: an expectation appears once in each. */
function checksOf(rows: readonly ExpectationLogRow[]): readonly (readonly ExpectationLogRow[])[] {
  const checks: ExpectationLogRow[][] = [];
  for (const row of rows) {
    const last = checks.at(-1);
    const [first] = last ?? [];
    if (last && first?.layer === row.layer && first.checked_at === row.checked_at) last.push(row);
    else checks.push([row]);
  }
  return checks;
}
