import { HOUR_MS, MINUTE_MS } from '../../../platform/time.ts';
import type { LiveModels } from '../versions/live-models.ts';
import { OldestScores } from './rules/oldest-scores.ts';
import { restAfter } from './rules/rest.ts';
import { type ScoreStepDeps, STEP_LEADS, scoreStep } from './score-step.ts';
import { readSlice } from './store/open-leads.ts';

/** Settings and collaborators of a {@link Sweep}. */
export interface SweepOptions extends ScoreStepDeps {
  readonly live: Pick<LiveModels, 'get'>;
  /** age from which a score is refreshed, ms */
  readonly ageMs: number;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** whether callers wait for scores */
  readonly isBusy: () => boolean;
}

/** Leads that one pass over all leads collects at most: their ids are kept in memory. */
const MOST_COLLECTED = 10_000;
/** Leads of one statement: some milliseconds, in which the embedded database serves nothing else. */
const SLICE_LEADS = 500;
const PASSES_PER_AGE = 24;
const SHORTEST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = HOUR_MS;
/** So soon after a promotion a pass begins, ms. */
const CHECK_MS = 1_000;

/**
 * Refreshes old scores of open leads: no score, one by a version that is no longer live, or one of an age at which its
 * features (lead age, interactions of the last days) have changed by themselves.
 *
 * A pass reads all leads in slices and collects the oldest scores; then they are refreshed, the oldest first, in steps. Each
 * turn is followed by a pause, a longer one while callers wait for scores. Nothing is stored: a pass that was cut off begins
 * again.
 */
export class Sweep {
  readonly #options: SweepOptions;
  readonly #uptime: () => number;
  #collected = new OldestScores(MOST_COLLECTED);
  /** id of the last lead that the pass has read; undefined when no pass is under way */
  #after: string | undefined;
  #queue: string[] = [];
  /** live versions of the pass */
  #versions = '';
  /** monotonic milliseconds */
  #nextPassAt = 0;

  /** @param uptime monotonic milliseconds; default `performance.now` */
  constructor(options: SweepOptions, uptime = () => performance.now()) {
    this.#options = options;
    this.#uptime = uptime;
  }

  /**
   * Reads one slice, or refreshes one step of leads.
   *
   * @returns the pause until the next turn, ms
   * @throws {DomainError} when the model or the database is at fault
   */
  async turn(): Promise<number> {
    const startedAt = performance.now();
    const versions = await this.#liveVersions();
    if (versions.join() !== this.#versions) this.reset();
    this.#versions = versions.join();
    if (this.#queue.length > 0) await this.#refresh();
    else if (this.#after === undefined && this.#uptime() < this.#nextPassAt) return CHECK_MS;
    else await this.#readSlice(versions);
    return restAfter(performance.now() - startedAt, this.#options.isBusy());
  }

  /** Forgets what was collected, and begins a pass at the next turn. */
  reset(): void {
    this.#queue = [];
    this.#after = undefined;
    this.#collected = new OldestScores(MOST_COLLECTED);
    this.#nextPassAt = 0;
  }

  async #refresh(): Promise<void> {
    const { fault } = await scoreStep(this.#options, this.#queue.splice(0, STEP_LEADS), 'SWEEP');
    if (!fault) return;
    this.reset();
    throw fault;
  }

  async #readSlice(versions: readonly number[]): Promise<void> {
    const { db, model, ageMs, clock } = this.#options;
    const slice = await readSlice(db, { model, after: this.#after ?? '', most: SLICE_LEADS });
    const horizon = clock() - ageMs;
    for (const { leadId, isClosed, scoredAt, version } of slice) {
      const isFresh = scoredAt !== null && scoredAt > horizon && version !== null && versions.includes(version);
      if (!isClosed && !isFresh) this.#collected.add({ leadId, scoredAt });
    }
    this.#after = slice.at(-1)?.leadId;
    if (slice.length < SLICE_LEADS) this.#endPass();
  }

  /** Queues the collected leads. Where some were left out the next pass follows at once, else the pause is a part of the age. */
  #endPass(): void {
    const { ids, isFull } = this.#collected.take();
    const pauseMs = Math.min(Math.max(this.#options.ageMs / PASSES_PER_AGE, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
    this.#queue = [...ids];
    this.#nextPassAt = isFull ? 0 : this.#uptime() + pauseMs;
    this.#after = undefined;
  }

  async #liveVersions(): Promise<readonly number[]> {
    const { champion, rollout } = await this.#options.live.get(this.#options.model);
    const challengers = rollout?.challengers ?? [];
    return [champion, ...challengers].map(({ deployment }) => deployment.version);
  }
}
