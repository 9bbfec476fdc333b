import { randomUUID } from 'node:crypto';
import { LeaderLease } from '../../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../../platform/background/polling-loop.ts';
import { hasViews } from '../../../../platform/database/published-views.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../../scoring/live-deployment.ts';
import type { AuditDeps } from '../../audit/audited.ts';
import { publishDeploymentChanged } from '../../versions/move-version.ts';
import type { ReplayRunner } from '../replay/replay-in-child-process.ts';
import type { WatchedRollout } from '../rules/rollout-evidence.ts';
import { EVIDENCE_RELATIONS, listWatched } from '../store/evidence-store.ts';
import { publishRolloutChanged, ROLLOUT_CHANGED } from '../store/rollout-feed.ts';
import { evaluateRollout } from './evaluate-rollout.ts';
import type { EvaluationDeps } from './evaluation-deps.ts';
import { DEFAULT_UNJUDGED_LIMITS, type UnjudgedLimits, UnjudgedRollouts } from './unjudged-rollouts.ts';

/** Collaborators and settings of the {@link RolloutController}. */
export interface RolloutControllerDeps extends AuditDeps {
  /** age from which a lead without an outcome counts as lost, milliseconds */
  readonly maturityMs: number;
  readonly replay: ReplayRunner;
  /** identifies this process among all; default random */
  readonly holder?: string;
  /** how long a rollout may go without an evaluation; default {@link DEFAULT_UNJUDGED_LIMITS} */
  readonly unjudgedLimits?: UnjudgedLimits | undefined;
  /** monotonic clock, milliseconds; default `performance.now` */
  readonly uptime?: (() => number) | undefined;
}

/**
 * Advances rollouts by their evidence: evaluates them periodically, and at once when one changed.
 *
 * One process does so at a time, the one with the leader lease. All state is in the database, and each change is one
 * transaction that applies only to the rollout as it was read: two controllers at once, or a crash at any point, do no
 * harm. Does nothing until the subgraphs with the evidence have published their views.
 */
export class RolloutController {
  readonly #options: RolloutControllerDeps;
  readonly #deps: EvaluationDeps;
  readonly #lease: LeaderLease;
  readonly #unjudged: UnjudgedRollouts;
  /** rollouts under evaluation: a replay takes long, and must not delay others */
  readonly #busy = new Map<number, Promise<void>>();
  #isPublished = false;
  #isPublishing = false;
  #isClosed = false;
  #loop: PollingLoop | undefined;

  constructor(options: RolloutControllerDeps) {
    const { database, holder = randomUUID() } = options;
    const db = database.tables<never>();
    this.#options = options;
    this.#lease = new LeaderLease({ db, name: 'models.rollout-controller', holder });
    this.#deps = {
      ...options,
      db,
      publish: (isMoved) => this.#publish(isMoved),
    };
    const { unjudgedLimits = DEFAULT_UNJUDGED_LIMITS, uptime = () => performance.now() } = options;
    this.#unjudged = new UnjudgedRollouts(this.#deps, { ...unjudgedLimits, uptime });
  }

  /** Evaluates periodically from now on. @param everyMs interval, milliseconds */
  start(everyMs: number): void {
    const { database, log } = this.#options;
    const onChange = (topic: string) => (wake: () => void) =>
      database.events.subscribe(topic, () => {
        // changes that this controller makes itself need no evaluation
        if (!this.#isPublishing) wake();
      });
    this.#loop = new PollingLoop({
      everyMs,
      startAfterMs: everyMs,
      turn: () => this.#turn(),
      log,
      failure: 'rollouts cannot be read; retrying',
      wakeOn: [LIVE_DEPLOYMENT_CHANGED, ROLLOUT_CHANGED].map(onChange),
    });
  }

  /**
   * Evaluates every open rollout once, at the current time. Does nothing without the lease, and skips rollouts that are
   * still under evaluation.
   *
   * @throws the first error, after all have been evaluated
   */
  async evaluate(): Promise<void> {
    await this.#evaluateAll(await this.#choose());
  }

  /** Stops after the evaluations in progress, and releases the lease. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#loop?.close();
    await Promise.allSettled(this.#busy.values());
    await this.#lease.release();
  }

  /** Rollouts to evaluate now. */
  async #choose(): Promise<readonly WatchedRollout[]> {
    const { db } = this.#deps;
    this.#isPublished ||= await hasViews(this.#options.database, EVIDENCE_RELATIONS);
    if (!this.#isPublished) return [];
    const open = await listWatched(db);
    if (open.length === 0 || !(await this.#lease.acquire())) {
      this.#unjudged.clear();
      return [];
    }
    await Promise.all(open.map((row) => this.#unjudged.check(row)));
    return open.filter(({ id }) => !this.#busy.has(id));
  }

  async #evaluateAll(rollouts: readonly WatchedRollout[]): Promise<void> {
    const evaluations = rollouts.map((row) => {
      const evaluation = this.#evaluate(row).finally(() => this.#busy.delete(row.id));
      this.#busy.set(row.id, evaluation);
      return evaluation;
    });
    const failed = (await Promise.allSettled(evaluations)).find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #evaluate(row: WatchedRollout): Promise<void> {
    this.#unjudged.begin(row.id);
    try {
      await evaluateRollout(this.#deps, row);
      this.#unjudged.forget(row.id);
    } catch (error) {
      this.#unjudged.fail(row.id, error);
      throw error;
    }
  }

  /** Starts the evaluations without waiting for them: a replay must not delay other rollouts. */
  async #turn(): Promise<undefined> {
    this.#evaluateAll(await this.#choose()).catch((error: unknown) => {
      // the next process resumes what this close interrupts
      if (!this.#isClosed) this.#options.log.warn({ err: error }, 'rollout evaluation failed');
    });
    return undefined;
  }

  #publish(isMoved: boolean): void {
    this.#isPublishing = true;
    if (isMoved) publishDeploymentChanged(this.#options.database);
    publishRolloutChanged(this.#options.database);
    this.#isPublishing = false;
  }
}
