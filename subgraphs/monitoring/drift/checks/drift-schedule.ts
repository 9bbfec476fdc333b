import type { Kysely } from 'kysely';
import { LeaderLease } from '../../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../../platform/background/polling-loop.ts';
import { DomainError, type ErrorCode } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { MINUTE_MS } from '../../../../platform/time.ts';
import { listShownVersions, type VersionKey } from '../../windows/version-facts.ts';
import { hasReport, pruneReports } from '../store/report-store.ts';
import type { RunDriftCheck } from './run-drift-check.ts';

/** Settings and collaborators of the {@link DriftSchedule}. */
export interface DriftScheduleOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly runCheck: RunDriftCheck;
  /** how often each version is checked */
  readonly everyMs: number;
  /** how long reports are kept */
  readonly retentionMs: number;
  /** identifies this process among all */
  readonly holder: string;
}

/** Longest interval between two evaluations of what is due. */
const POLL_MS = MINUTE_MS;

/**
 * Checks every version whose scores reach people, once in each slot of the schedule.
 *
 * Slots are counted from the epoch, so that all processes agree on them. One process checks at a time, the one that has
 * the lease; a slot that is stored is not stored again, whatever happens to the lease meanwhile. A version that cannot be
 * checked, for lack of predictions or of a reference window, is skipped in that slot.
 */
export class DriftSchedule {
  readonly #options: DriftScheduleOptions;
  readonly #lease: LeaderLease;
  /** the latest slot in which a version could not be checked, and why */
  readonly #failed = new Map<string, { readonly slot: number; readonly code: ErrorCode }>();
  #loop: PollingLoop | undefined;
  #run: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: DriftScheduleOptions) {
    this.#options = options;
    this.#lease = new LeaderLease({ db: options.db, name: 'monitoring.drift-schedule', holder: options.holder });
  }

  /** Runs due checks from now on. */
  start(): void {
    const { everyMs, log } = this.#options;
    const pollMs = Math.min(POLL_MS, everyMs);
    this.#loop = new PollingLoop({
      everyMs: pollMs,
      startAfterMs: pollMs,
      turn: async () => {
        await this.runDue();
        return undefined;
      },
      log,
      failure: 'scheduled drift checks cannot be run; retrying',
    });
  }

  /** Runs the checks that are due, unless another process does; joins the run under way. */
  runDue(): Promise<void> {
    this.#run ??= this.#lease
      .whileLeading(() => this.#runDue())
      .finally(() => {
        this.#run = undefined;
      });
    return this.#run;
  }

  /** Ends after the check under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#loop?.close();
    await this.#run?.catch(() => undefined);
  }

  async #runDue(): Promise<void> {
    const { db, clock, everyMs, retentionMs } = this.#options;
    const slot = Math.floor(clock() / everyMs);
    for (const version of await listShownVersions(db)) {
      if (this.#isClosed) return;
      if (await this.#isDue(version, slot)) await this.#check(version, slot);
    }
    await pruneReports(db, clock() - retentionMs);
  }

  async #isDue(key: VersionKey, slot: number): Promise<boolean> {
    return this.#failed.get(keyOf(key))?.slot !== slot && !(await hasReport(this.#options.db, key, slot));
  }

  async #check(key: VersionKey, slot: number): Promise<void> {
    const { runCheck, log } = this.#options;
    const before = this.#failed.get(keyOf(key));
    this.#failed.delete(keyOf(key));
    try {
      await runCheck({ ...key, requestedBy: null, slot });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#failed.set(keyOf(key), { slot, code: error.code });
      // the same in every slot is logged once
      if (before?.code === error.code) return;
      if (error.code === 'DRIFT_WINDOW_EMPTY')
        log.info({ ...key }, 'drift check skipped: no predictions in its window');
      else log.warn({ err: error, ...key }, 'drift check failed');
    }
  }
}

function keyOf({ model, version }: VersionKey): string {
  return `${model}:${version}`;
}
