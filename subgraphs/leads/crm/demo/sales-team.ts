import { randomUUID } from 'node:crypto';
import { LeaderLease } from '../../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../../platform/background/polling-loop.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { SECOND_MS } from '../../../../platform/time.ts';
import { Random } from '../../demo/random.ts';
import { changeRow, countStep, findOpenLead, findSteps, insertRows, nextNumbers } from './demo-crm-store.ts';
import { drawSalesStep } from './sales-step.ts';

/** Settings and collaborators of a {@link SalesTeam}. */
export interface SalesTeamOptions {
  /** that of the demo CRM */
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** pause between two steps, ms; 4,000 by default */
  readonly everyMs?: number | undefined;
}

/** Steps after which the sales team rests for good: about half a day, some two thousand leads. */
export const MOST_STEPS = 10_000;

const EVERY_MS = 4 * SECOND_MS;
const SEED = 20_261_118;

/**
 * The sales team of the demo CRM: every few seconds one change, drawn by the number of the step, in one process at a time. It
 * writes to the CRM's tables only.
 */
export class SalesTeam {
  readonly #options: SalesTeamOptions;
  readonly #lease: LeaderLease;
  readonly #loop: PollingLoop;

  /** Works from now on. */
  constructor(options: SalesTeamOptions) {
    const { database, log, everyMs = EVERY_MS } = options;
    this.#options = options;
    this.#lease = new LeaderLease({ db: database.tables<never>(), name: 'leads.crm-demo', holder: randomUUID() });
    this.#loop = new PollingLoop({
      everyMs,
      startAfterMs: everyMs,
      turn: async () => {
        if (await this.#lease.acquire()) await this.step();
        return undefined;
      },
      log,
      failure: 'the demo CRM cannot be changed; retrying',
    });
  }

  /** Does one step, with or without the lease; nothing after {@link MOST_STEPS}. */
  async step(): Promise<void> {
    const { database, clock } = this.#options;
    await database
      .tables<never>()
      .transaction()
      .execute(async (trx) => {
        const steps = await findSteps(trx);
        if (steps === undefined || steps >= MOST_STEPS) return;
        const random = new Random(SEED, steps);
        const lead = await findOpenLead(trx, random.uniform());
        const step = drawSalesStep(random, { next: await nextNumbers(trx), lead, now: clock() });
        await insertRows(trx, step.inserted);
        if (step.changed) await changeRow(trx, step.changed.table, step.changed.id, step.changed.columns);
        await countStep(trx);
      });
  }

  /** Ends after the step under way. */
  async close(): Promise<void> {
    await this.#loop.close();
    await this.#lease.release();
  }
}
