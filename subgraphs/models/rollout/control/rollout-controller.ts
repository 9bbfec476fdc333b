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

/** What the controller is made of. */
export interface RolloutControllerDeps extends AuditDeps {
  /** after which a lead without an outcome counts as lost, milliseconds */
  readonly maturityMs: number;
  readonly replay: ReplayRunner;
  /** names this process among all; random when absent */
  readonly holder?: string;
  /** how long a rollout that cannot be judged goes on; {@link DEFAULT_UNJUDGED_LIMITS} when absent */
  readonly unjudgedLimits?: UnjudgedLimits | undefined;
  /** milliseconds of a clock that only goes forward; `performance.now` when absent */
  readonly uptime?: (() => number) | undefined;
}

/**
 * Moves rollouts on by their evidence: it looks every few seconds, and at once when something happened to one.
 *
 * One process does it at a time, the one that holds the lease; another takes over once that is silent. All state is in
 * the database, and every change is a transaction that finds the rollout as it was read or does nothing: two controllers
 * at once, or one that is killed at any point, do no harm. Nothing happens until the subgraphs that the evidence comes
 * from have published it.
 */
export class RolloutController {
  readonly #options: RolloutControllerDeps;
  readonly #deps: EvaluationDeps;
  readonly #lease: LeaderLease;
  readonly #unjudged: UnjudgedRollouts;
  /** rollouts that are being looked at: a replay takes long, and holds up no other */
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

  /** Looks from now on, without being asked. @param everyMs milliseconds between two looks */
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
   * One look at every rollout that has not ended, at the time of the clock. Without the lease it does nothing; a rollout
   * that an earlier look is still busy with is left to that one.
   *
   * @throws the first fault, after all have been looked at
   */
  async evaluate(): Promise<void> {
    await this.#evaluateAll(await this.#choose());
  }

  /** Stops after what is under way, and lets another process go on at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#loop?.close();
    await Promise.allSettled(this.#busy.values());
    await this.#lease.release();
  }

  /** The rollouts to look at now. */
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

  /** Starts the evaluations without waiting for them: a replay must not hold up other rollouts. */
  async #turn(): Promise<undefined> {
    this.#evaluateAll(await this.#choose()).catch((error: unknown) => {
      // the next process resumes what a close cut off
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
