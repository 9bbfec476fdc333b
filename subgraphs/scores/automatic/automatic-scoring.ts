import { randomUUID } from 'node:crypto';
import { LeaderLease } from '../../../platform/background/leader-lease.ts';
import type { RescoreConfig } from '../../../platform/config/rescore-config.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { HOUR_MS } from '../../../platform/time.ts';
import { LEADS_CHANGED } from '../../../scoring/lead-changed.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../scoring/live-deployment.ts';
import type { ArrivedRequest } from '../scoring/batch-item.ts';
import type { Scorer } from '../scoring/scorer.ts';
import type { LiveModels } from '../versions/live-models.ts';
import { ChangeFollower, PACE_MS } from './change-follower.ts';
import { PacedLoop } from './paced-loop.ts';
import type { ChangeLane } from './store/change-position.ts';
import type { LeadChanges } from './store/lead-changes.ts';
import { Sweep } from './sweep.ts';

/** Dependencies and settings of {@link AutomaticScoring}. */
export interface AutomaticScoringDeps {
  readonly database: Database;
  readonly changes: LeadChanges;
  readonly scorer: Pick<Scorer, 'score' | 'isBusy' | 'follow'>;
  readonly live: Pick<LiveModels, 'get'>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** name of the model that scores */
  readonly model: string;
  readonly rescore: RescoreConfig;
  /** pause before the first pass of the sweep, ms; default one minute */
  readonly sweepAfterMs?: number | undefined;
}

/** Pause without a champion, ms. */
const NO_CHAMPION_MS = 1_000;
/** A start has its backlog first. */
const SWEEP_AFTER_MS = 60_000;

/**
 * Scores leads without a request: new and changed ones, backfilled ones after them, and old scores by a sweep. One process
 * does so at a time, the one with the lease. Without a champion it does nothing.
 */
export class AutomaticScoring {
  readonly #deps: AutomaticScoringDeps;
  readonly #lease: LeaderLease;
  readonly #followers: readonly ChangeFollower[];
  readonly #loops: readonly PacedLoop[];
  readonly #unsubscribe: readonly (() => void)[];

  /** Scores automatically from now on. */
  constructor(deps: AutomaticScoringDeps) {
    const { database, rescore, sweepAfterMs = SWEEP_AFTER_MS } = deps;
    this.#deps = deps;
    this.#lease = new LeaderLease({
      db: database.tables<never>(),
      name: 'scores.automatic-scoring',
      holder: randomUUID(),
    });
    const [live, backfill] = [this.#follower('LIVE', rescore.delayMs), this.#follower('BACKFILL', 0)];
    this.#followers = [live, backfill];
    const changed = this.#loop(live, { paceMs: PACE_MS });
    this.#loops = [
      changed,
      this.#loop(backfill),
      ...(rescore.ageHours > 0 ? [this.#loop(this.#sweep(), { startAfterMs: sweepAfterMs })] : []),
    ];
    deps.scorer.follow((request) => this.#answered(request));
    this.#unsubscribe = [
      database.events.subscribe(LEADS_CHANGED, () => changed.wake()),
      database.events.subscribe(LIVE_DEPLOYMENT_CHANGED, () => {
        for (const loop of this.#loops) loop.restart();
      }),
    ];
  }

  /** Ends after the steps under way, and lets another process go on. */
  async close(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    await Promise.all(this.#loops.map((loop) => loop.close()));
    // the next process scores what is not stored here once more
    await Promise.all(this.#followers.map((follower) => follower.save())).catch((error: unknown) => {
      this.#deps.log.warn({ err: error }, 'position of automatic scoring not stored; some leads are scored again');
    });
    await this.#lease.release();
  }

  /** Leaves out a lead whose changes are all in a score that was asked for. */
  #answered({ leadId, model, version, features, createdAt, arrivedAt }: ArrivedRequest): void {
    if (leadId === undefined || model !== this.#deps.model || version !== undefined) return;
    if (features !== undefined || createdAt !== undefined) return;
    for (const follower of this.#followers) follower.answered(leadId, arrivedAt);
  }

  #follower(lane: ChangeLane, delayMs: number): ChangeFollower {
    return new ChangeFollower({ ...this.#deps, ...this.#common, lane, delayMs });
  }

  #sweep(): Sweep {
    return new Sweep({ ...this.#deps, ...this.#common, ageMs: this.#deps.rescore.ageHours * HOUR_MS });
  }

  get #common() {
    return { db: this.#deps.database.tables<never>(), isBusy: () => this.#deps.scorer.isBusy };
  }

  #loop(
    work: { turn(): Promise<number>; reset(): void },
    {
      paceMs = Number.POSITIVE_INFINITY,
      startAfterMs = 0,
    }: { readonly paceMs?: number; readonly startAfterMs?: number } = {},
  ): PacedLoop {
    return new PacedLoop({
      lease: this.#lease,
      turn: async () => ((await this.#hasChampion()) ? work.turn() : NO_CHAMPION_MS),
      onFollower: () => work.reset(),
      paceMs,
      startAfterMs,
      log: this.#deps.log,
      failure: 'leads cannot be scored automatically; retrying',
    });
  }

  async #hasChampion(): Promise<boolean> {
    try {
      await this.#deps.live.get(this.#deps.model);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'NO_LIVE_MODEL') return false;
      throw error;
    }
  }
}
