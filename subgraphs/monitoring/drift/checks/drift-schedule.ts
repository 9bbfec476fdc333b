import type { Kysely } from 'kysely';
import { LEASE_MS, type Lease, releaseLease, takeLease } from '../../../../platform/background/lease.ts';
import { Outage } from '../../../../platform/background/outage-log.ts';
import { DomainError, type ErrorCode } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { listShownVersions, type VersionKey } from '../../windows/version-store.ts';
import { hasReport, pruneReports } from '../store/report-store.ts';
import type { DriftChecks } from './run-drift-check.ts';

/** What the schedule works with. */
export interface DriftScheduleOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly checks: Pick<DriftChecks, 'run'>;
  /** how often each version is checked */
  readonly everyMs: number;
  /** how long reports are kept */
  readonly retentionMs: number;
  /** names this process among all */
  readonly holder: string;
}

/** So often it looks whether a check is due. */
const LOOK_MS = 60_000;

/**
 * Checks every version whose scores reach people, once in each turn of the schedule.
 *
 * Turns are counted from the epoch, so that all processes agree on them. One process checks at a time, the one that holds
 * the lease; a turn that is stored is not stored again, whatever happens to the lease meanwhile. A version that cannot be
 * checked, for want of predictions or of a reference window, is left out of the turn.
 */
export class DriftSchedule {
  readonly #options: DriftScheduleOptions;
  readonly #lease: Lease;
  readonly #outage: Outage;
  /** the latest turn in which a version could not be checked, and why */
  readonly #failed = new Map<string, { readonly slot: number; readonly code: ErrorCode }>();
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: DriftScheduleOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'drift cannot be checked; will try again');
    this.#lease = { table: 'monitoring.drift_lease', name: 'schedule', holder: options.holder };
  }

  /** Looks from now on, without being asked. */
  start(): void {
    const look = () =>
      void this.look().then(
        () => this.#outage.over(),
        (error: unknown) => this.#outage.note(error),
      );
    this.#timer = setInterval(look, Math.min(LOOK_MS, this.#options.everyMs)).unref();
  }

  /** Makes the checks that are due, unless another process does; joins the look under way. */
  look(): Promise<void> {
    this.#look ??= this.#lookOnce().finally(() => {
      this.#look = undefined;
    });
    return this.#look;
  }

  /** Ends after the check under way, and lets another process go on at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#look?.catch(() => undefined);
    await releaseLease(this.#options.db, this.#lease).catch((error: unknown) => this.#outage.note(error));
  }

  async #lookOnce(): Promise<void> {
    const { db, clock, everyMs, retentionMs } = this.#options;
    if (!(await takeLease(db, this.#lease))) return;
    // a database that does not answer is met by the check as well
    const renewal = setInterval(() => void takeLease(db, this.#lease).catch(() => undefined), LEASE_MS / 3);
    try {
      const slot = Math.floor(clock() / everyMs);
      for (const version of await listShownVersions(db)) {
        if (this.#isClosed) return;
        if (await this.#isDue(version, slot)) await this.#check(version, slot);
      }
      await pruneReports(db, clock() - retentionMs);
    } finally {
      clearInterval(renewal);
    }
  }

  async #isDue(key: VersionKey, slot: number): Promise<boolean> {
    return this.#failed.get(nameOf(key))?.slot !== slot && !(await hasReport(this.#options.db, key, slot));
  }

  async #check(key: VersionKey, slot: number): Promise<void> {
    const { checks, log } = this.#options;
    const before = this.#failed.get(nameOf(key));
    this.#failed.delete(nameOf(key));
    try {
      await checks.run({ ...key, requestedBy: null, slot });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#failed.set(nameOf(key), { slot, code: error.code });
      // logged once: the same at every turn says nothing new
      if (before?.code === error.code) return;
      if (error.code === 'DRIFT_WINDOW_EMPTY')
        log.info({ ...key }, 'drift check skipped: no predictions in its window');
      else log.warn({ err: error, ...key }, 'drift check failed');
    }
  }
}

function nameOf({ model, version }: VersionKey): string {
  return `${model}:${version}`;
}
