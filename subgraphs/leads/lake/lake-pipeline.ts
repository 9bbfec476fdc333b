import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Registry } from 'prom-client';
import type { Lake } from '../../../lake/delta/lake.ts';
import { LAKE_TABLES } from '../../../lake/expectations/lake-tables.ts';
import { maintainLake } from '../../../lake/maintain-lake.ts';
import { openLake } from '../../../lake/open-lake.ts';
import { LEASE_MS, LeaderLease } from '../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { LakeConfig } from '../../../platform/config/lake-config.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../platform/time.ts';
import { type RefreshLakeDeps, refreshLake } from './refresh-lake.ts';
import { RefreshMetrics, type RefreshOutcome } from './refresh-metrics.ts';
import { hasDueRemovals, hasRemovals } from './remove-from-lake.ts';

/** Dependencies of the {@link LakePipeline}. */
export interface LakePipelineDeps extends Omit<RefreshLakeDeps, 'lake' | 'refreshMs' | 'signal' | 'onProgress'> {
  readonly config: LakeConfig;
  /** pause before the first refresh, ms; twenty seconds when absent */
  readonly startAfterMs?: number | undefined;
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Registry | undefined;
}

/** Name of the lease of the process that refreshes the lake. */
export const LAKE_LEASE = 'leads.lake';

// what starts with the platform has the processor first
const START_AFTER_MS = 20 * SECOND_MS;
// setTimeout takes no more
const NEVER_MS = 2_147_483_647;
// a replica's turns drift: one that comes a little early is due
const DUE_SHARE = 0.9;

/**
 * Refreshes the lake on a schedule and on request, in one process at a time. An outage of the lake or the database is
 * logged once, and tried again.
 */
export class LakePipeline {
  readonly #deps: LakePipelineDeps;
  readonly #refreshMs: number | null;
  readonly #lease: LeaderLease;
  readonly #metrics: RefreshMetrics;
  readonly #closing = new AbortController();
  readonly #loop: PollingLoop;
  #isRequested = false;
  /** by a clock that never runs backwards */
  #maintenanceDueAt = 0;

  constructor(deps: LakePipelineDeps) {
    const { config, database, log, startAfterMs = START_AFTER_MS } = deps;
    this.#deps = deps;
    this.#refreshMs = config.refreshMinutes > 0 ? config.refreshMinutes * MINUTE_MS : null;
    this.#metrics = new RefreshMetrics(deps.metrics);
    this.#lease = new LeaderLease({ db: database.tables<never>(), name: LAKE_LEASE, holder: randomUUID() });
    this.#loop = new PollingLoop({
      everyMs: Math.min(this.#refreshMs ?? MINUTE_MS, MINUTE_MS),
      startAfterMs,
      turn: () => this.#turn(),
      log,
      failure: 'the lake cannot be refreshed; will try again',
    });
  }

  /** Has the lake refreshed at once, or after the refresh under way. */
  request(): void {
    this.#isRequested = true;
    this.#loop.wake();
  }

  /** Ends the refresh under way, which the next one completes. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the pipeline of the lake is closing'));
    await this.#loop.close();
  }

  async #turn(): Promise<number | undefined> {
    const isLeading = await this.#lease.whileLeading(async () => {
      if (this.#isRequested || (await this.#isDue())) await this.#metrics.time(() => this.#refresh());
      return true;
    });
    // what was recorded before the request may have come too late for the refresh of another process
    if (!isLeading && this.#isRequested) return LEASE_MS / 2;
    const pauseMs = this.#refreshMs ?? NEVER_MS;
    // removals are completed in time, whatever the schedule
    return (await hasRemovals(this.#deps.database)) ? Math.min(pauseMs, MINUTE_MS) : pauseMs;
  }

  /** Whether no process has refreshed the lake for as long as the schedule says. */
  async #isDue(): Promise<boolean> {
    if (await hasDueRemovals(this.#deps, Date.now())) return true;
    if (this.#refreshMs === null) return false;
    const last = await readLastRefresh(this.#deps.database.tables<never>());
    return last === undefined || this.#deps.clock() - last >= DUE_SHARE * this.#refreshMs;
  }

  async #refresh(): Promise<RefreshOutcome> {
    const { config, log } = this.#deps;
    const { signal } = this.#closing;
    const startedAt = performance.now();
    const lake = await openLake(config);
    const interrupt = () => void lake.duckDb.close();
    signal.addEventListener('abort', interrupt);
    try {
      this.#isRequested = false;
      const { rows, failedGates } = await refreshLake({ ...this.#deps, lake, refreshMs: this.#refreshMs, signal });
      await this.#maintain(lake);
      log.info({ rows, failedGates, durationMs: Math.round(performance.now() - startedAt) }, 'lake refreshed');
      return failedGates.length > 0 ? 'GATED' : 'SUCCEEDED';
    } catch (error) {
      this.#isRequested = true;
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
      await lake.close();
    }
  }

  async #maintain(lake: Lake): Promise<void> {
    if (performance.now() < this.#maintenanceDueAt) return;
    await maintainLake(lake, Object.values(LAKE_TABLES).flat());
    this.#maintenanceDueAt = performance.now() + DAY_MS;
  }
}

async function readLastRefresh(db: Kysely<never>): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`SELECT max(refreshed_at) AS at FROM leads.lake_table
    WHERE layer = 'BRONZE'`.execute(db);
  return rows[0]?.at ?? undefined;
}
