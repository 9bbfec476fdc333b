import { LeaderLease } from '../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import type { SignalSink } from '../alerts/rules/signal.ts';
import { crmSignals } from './crm-signals.ts';
import { readCrmStates } from './crm-store.ts';

/** Settings and collaborators of the {@link CrmWatch}. */
export interface CrmWatchOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** observes the signals */
  readonly sink: SignalSink;
  /** identifies this process among all */
  readonly holder: string;
}

const EVERY_MS = 10 * SECOND_MS;

/** Turns the state of the link to the CRM into signals for alert rules, in one process at a time. */
export class CrmWatch {
  readonly #options: CrmWatchOptions;
  readonly #loop: PollingLoop;

  constructor(options: CrmWatchOptions) {
    const { database, log, holder } = options;
    this.#options = options;
    const lease = new LeaderLease({ db: database.tables<never>(), name: 'monitoring.crm', holder });
    this.#loop = new PollingLoop({
      everyMs: EVERY_MS,
      turn: async () => {
        await lease.whileLeading(() => this.observe());
        return undefined;
      },
      log,
      failure: 'the link to the CRM cannot be watched for alert rules; retrying',
    });
  }

  /** Ends after the turn under way. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  /** Observes the present state, with or without the lease. */
  async observe(): Promise<void> {
    const { database, clock, sink } = this.#options;
    const states = await readCrmStates(database.tables<never>());
    if (states.length > 0) await sink.observe(crmSignals(states, clock()));
  }
}
