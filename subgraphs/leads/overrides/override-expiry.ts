import { randomUUID } from 'node:crypto';
import { LeaderLease } from '../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { MODELS_AUDIT } from '../../../scoring/models-audit.ts';
import { commitChange } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { endLapsedOf } from './override-score.ts';
import { hasLapsed } from './override-store.ts';

/** Settings and collaborators of {@link startOverrideExpiry}. */
export interface OverrideExpiryOptions {
  readonly database: Database;
  readonly deps: LeadsDeps;
  readonly log: Logger;
  /** default 2,000 ms */
  readonly pollMs?: number | undefined;
}

const POLL_MS = 2 * SECOND_MS;

/**
 * Ends overrides that have expired or whose lead was closed, in one process at a time, until it is closed. Reads leave them
 * out before that: this makes the end an event, and a line of the audit log.
 */
export function startOverrideExpiry({ database, deps, log, pollMs = POLL_MS }: OverrideExpiryOptions): PollingLoop {
  const lease = new LeaderLease({ db: database.tables(), name: 'leads.score-overrides', holder: randomUUID() });
  return new PollingLoop({
    everyMs: pollMs,
    turn: async () => {
      const now = deps.clock();
      if (!(await hasLapsed(deps.db, now))) return undefined;
      const ended = await lease.whileLeading(() => endAll(deps, now));
      if (ended) log.info({ ended }, 'score overrides ended');
      return ended ? 0 : undefined;
    },
    log,
    failure: 'score overrides cannot be ended; retrying',
  });
}

async function endAll(deps: LeadsDeps, now: number): Promise<number> {
  const ended = await commitChange(deps, (trx) => endLapsedOf(trx, deps, undefined, now));
  deps.outbox.wake(MODELS_AUDIT);
  deps.writeBack?.wake();
  return ended.length;
}
