import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { StreamPosition } from '../../../platform/streams/stream-position.ts';
import type { ScoreCause } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { changeCause } from './rules/change-cause.ts';
import { restAfter } from './rules/rest.ts';
import { type WaitingLead, WaitingLeads } from './rules/waiting-leads.ts';
import { type ScoreStepDeps, STEP_LEADS, scoreStep } from './score-step.ts';
import { type ChangeLane, findPosition, storePosition } from './store/change-position.ts';
import { callsForScore, type LeadChanges } from './store/lead-changes.ts';

/** Settings and collaborators of a {@link ChangeFollower}. */
export interface ChangeFollowerOptions extends ScoreStepDeps {
  readonly db: ScoresDb;
  readonly log: Logger;
  readonly changes: LeadChanges;
  readonly lane: ChangeLane;
  /** quiet time after a change of a lead, ms */
  readonly delayMs: number;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** whether callers wait for scores */
  readonly isBusy: () => boolean;
  /** monotonic clock, milliseconds; default `performance.now` */
  readonly uptime?: () => number;
}

/**
 * Shortest pause between two steps while no lead is overdue, ms. Each step costs some statements however few its leads are, and
 * callers who come at the same time wait for it: a few larger steps delay fewer of them than many small ones.
 */
export const PACE_MS = 150;
/** Pause without anything to do, ms. */
const IDLE_MS = 1_000;
const PAGE_ROWS = 500;
/** Most leads that wait in memory; further changes wait in the log. */
const MOST_WAITING = 1_000;
/** A crash has the leads of this time scored twice. */
const SAVE_EVERY_MS = 1_000;
/** First pause for rows behind a transaction that is under way; it doubles. */
const PATIENCE_MS = PACE_MS;

/**
 * Scores the leads of one lane of changes, debounced, in steps.
 *
 * The stored position never passes a change whose lead waits for its score, so that a crash at any moment forgets none; it
 * may have a lead scored twice.
 */
export class ChangeFollower {
  readonly #options: ChangeFollowerOptions;
  readonly #waiting: WaitingLeads;
  readonly #uptime: () => number;
  /** where to read on; undefined until the stored position was read */
  #position: StreamPosition | undefined;
  /** the last row that was read, or the place where reading began */
  #passed: StreamPosition = { transactionId: 0, sequence: 0 };
  #stored: StreamPosition | undefined;
  #savedAt = Number.NEGATIVE_INFINITY;
  #hasMore = false;
  #patienceMs = PATIENCE_MS;

  constructor(options: ChangeFollowerOptions) {
    this.#options = options;
    this.#waiting = new WaitingLeads(options.delayMs);
    this.#uptime = options.uptime ?? (() => performance.now());
  }

  /**
   * Reads a page of changes and scores a step of the leads that are due.
   *
   * @returns the pause until the next turn, ms
   * @throws {DomainError} when the model or the database is at fault; the leads keep waiting
   */
  async turn(): Promise<number> {
    this.#position ??= await this.#resume();
    const pauseMs = await this.#read(this.#position);
    const startedAt = this.#uptime();
    const isMore = await this.#score();
    const now = this.#uptime();
    if (now - this.#savedAt >= SAVE_EVERY_MS) await this.save();
    const rest = this.#options.lane === 'BACKFILL' ? restAfter(now - startedAt, this.#options.isBusy()) : 0;
    if (isMore || this.#hasMore) return rest;
    return Math.max(rest, PACE_MS, Math.min(pauseMs, this.#waiting.nextDueInMs(now)));
  }

  /** Forgets what was read: another process follows meanwhile. */
  reset(): void {
    this.#waiting.clear();
    this.#position = undefined;
    this.#stored = undefined;
  }

  /** Leaves out a lead whose changes are all in a score that was asked for. @param arrivedAt time of that request, monotonic ms */
  answered(leadId: string, arrivedAt: number): void {
    const waiting = this.#waiting.find(leadId);
    if (waiting && waiting.lastSeenAt <= arrivedAt) this.#waiting.remove([leadId]);
  }

  /** Stores the position. */
  async save(): Promise<void> {
    if (!this.#position) return;
    const place = this.#waiting.before ?? this.#passed;
    this.#savedAt = this.#uptime();
    if (place === this.#stored) return;
    await storePosition(this.#options.db, this.#options.lane, this.#options.changes.cursorOf(place));
    this.#stored = place;
  }

  async #resume(): Promise<StreamPosition> {
    const { db, lane, changes, log } = this.#options;
    const cursor = await findPosition(db, lane);
    try {
      this.#passed = cursor === undefined ? await changes.oldest() : (await changes.start(cursor)).position;
    } catch (error) {
      if (!(error instanceof DomainError) || !error.code.startsWith('CURSOR_')) throw error;
      log.warn(
        { lane, err: error },
        'changes of leads were pruned before they were scored; the sweep scores the leads',
      );
      this.#passed = await changes.oldest();
    }
    return this.#passed;
  }

  /** @returns how long to wait for further rows, ms */
  async #read(from: StreamPosition): Promise<number> {
    // a page more is read once there is room for it
    this.#hasMore = false;
    if (this.#waiting.size + PAGE_ROWS > MOST_WAITING) return IDLE_MS;
    const { changes, lane } = this.#options;
    const page = await changes.read(from, PAGE_ROWS);
    const [now, time] = [this.#uptime(), this.#options.clock()];
    for (const row of page.rows) {
      // the pace may have kept it waiting
      const ageMs = Math.min(Math.max(time - row.at, 0), PACE_MS);
      if (callsForScore(row) && row.isBackfill === (lane === 'BACKFILL'))
        this.#waiting.add({ leadId: row.leadId, before: this.#passed, changedAt: row.at, ageMs }, now);
      this.#passed = row;
    }
    this.#position = page.end;
    this.#hasMore = !page.isLast;
    this.#patienceMs = page.hasUnsettled ? Math.min(2 * this.#patienceMs, IDLE_MS) : PATIENCE_MS;
    return page.hasUnsettled ? this.#patienceMs : IDLE_MS;
  }

  /** @returns whether further leads are due */
  async #score(): Promise<boolean> {
    const due = this.#waiting.due(this.#uptime(), STEP_LEADS + 1);
    const step = due.slice(0, STEP_LEADS);
    const now = this.#options.clock();
    const isBackfill = this.#options.lane === 'BACKFILL';
    for (const cause of ['LEAD_CHANGED', 'BATCH'] as const) {
      const leads = step.filter(({ changedAt }) => changeCause({ changedAt, isBackfill }, now) === cause);
      await this.#scoreAs(cause, leads);
    }
    return due.length > STEP_LEADS;
  }

  async #scoreAs(cause: ScoreCause, leads: readonly WaitingLead[]): Promise<void> {
    const ids = leads.map(({ leadId }) => leadId);
    const { retried, fault } = await scoreStep(this.#options, ids, cause);
    this.#waiting.remove(ids.filter((id) => !retried.includes(id)));
    if (fault) throw fault;
  }
}
