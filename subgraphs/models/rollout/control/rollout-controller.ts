import { randomUUID } from 'node:crypto';
import { type Lease, releaseLease, takeLease } from '../../../../platform/background/lease.ts';
import { Outage } from '../../../../platform/background/outage-log.ts';
import { arePublished } from '../../../../platform/database/published-views.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../../scoring/live-deployment.ts';
import type { AuditDeps } from '../../audit/audited.ts';
import { announce } from '../../versions/move-version.ts';
import type { ReplayApart } from '../replay/replay-in-child-process.ts';
import type { WatchedRollout } from '../rules/rollout-evidence.ts';
import { EVIDENCE_RELATIONS, listWatched } from '../store/evidence-store.ts';
import { ROLLOUT_CHANGED, tellRollout } from '../store/rollout-feed.ts';
import { lookAtRollout } from './evaluate-rollout.ts';
import type { LookDeps } from './evaluation-deps.ts';
import { DEFAULT_UNJUDGED_LIMITS, type UnjudgedLimits, UnjudgedRollouts } from './unjudged-rollouts.ts';

/** What the controller is made of. */
export interface RolloutControllerOptions extends AuditDeps {
  /** after which a lead without an outcome counts as lost, milliseconds */
  readonly maturityMs: number;
  readonly replay: ReplayApart;
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
  readonly #options: RolloutControllerOptions;
  readonly #deps: LookDeps;
  readonly #lease: Lease;
  readonly #outage: Outage;
  readonly #unjudged: UnjudgedRollouts;
  /** rollouts that are being looked at: a replay takes long, and holds up no other */
  readonly #busy = new Map<number, Promise<void>>();
  #isPublished = false;
  #isTelling = false;
  #choosing: Promise<void> | undefined;
  #isWanted = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(options: RolloutControllerOptions) {
    const { database, holder = randomUUID() } = options;
    this.#options = options;
    this.#outage = new Outage(options.log, 'rollouts cannot be read; will try again');
    this.#lease = { table: 'models.lease', name: 'rollout-controller', holder };
    this.#deps = {
      ...options,
      db: database.tables<never>(),
      tell: (isMoved) => this.#tell(isMoved),
    };
    const { unjudgedLimits = DEFAULT_UNJUDGED_LIMITS, uptime = () => performance.now() } = options;
    this.#unjudged = new UnjudgedRollouts(this.#deps, { ...unjudgedLimits, uptime });
  }

  /** Looks from now on, without being asked. @param everyMs milliseconds between two looks */
  start(everyMs: number): void {
    const { events } = this.#options.database;
    const hear = () => {
      // our own news is no news
      if (!this.#isTelling) this.#tryLook();
    };
    this.#unsubscribe = [LIVE_DEPLOYMENT_CHANGED, ROLLOUT_CHANGED].map((topic) => events.subscribe(topic, hear));
    this.#timer = setInterval(() => this.#tryLook(), everyMs).unref();
  }

  /**
   * One look at every rollout that has not ended, at the time of the clock. Without the lease it does nothing; a rollout
   * that an earlier look is still busy with is left to that one.
   *
   * @throws the first fault, after all have been looked at
   */
  async look(): Promise<void> {
    await this.#lookAtAll(await this.#choose());
  }

  /** Stops after what is under way, and lets another process go on at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    await this.#choosing;
    await Promise.allSettled(this.#busy.values());
    if (this.#isPublished) await releaseLease(this.#deps.db, this.#lease);
  }

  /** The rollouts to look at now. */
  async #choose(): Promise<readonly WatchedRollout[]> {
    const { db } = this.#deps;
    this.#isPublished ||= await arePublished(this.#options.database, EVIDENCE_RELATIONS);
    if (!this.#isPublished) return [];
    const open = await listWatched(db);
    if (open.length === 0 || !(await takeLease(db, this.#lease))) {
      this.#unjudged.clear();
      return [];
    }
    await Promise.all(open.map((row) => this.#unjudged.check(row)));
    return open.filter(({ id }) => !this.#busy.has(id));
  }

  async #lookAtAll(rollouts: readonly WatchedRollout[]): Promise<void> {
    const looks = rollouts.map((row) => {
      const look = this.#lookAt(row).finally(() => this.#busy.delete(row.id));
      this.#busy.set(row.id, look);
      return look;
    });
    const failed = (await Promise.allSettled(looks)).find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #lookAt(row: WatchedRollout): Promise<void> {
    this.#unjudged.begin(row.id);
    try {
      await lookAtRollout(this.#deps, row);
      this.#unjudged.forget(row.id);
    } catch (error) {
      this.#unjudged.fail(row.id, error);
      throw error;
    }
  }

  /** Looks; what happens while it chooses is looked at next. */
  #tryLook(): void {
    this.#isWanted = true;
    if (this.#isClosed) return;
    this.#choosing ??= this.#tryWhileWanted();
  }

  async #tryWhileWanted(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      await this.#choose().then(
        (rollouts) => {
          this.#outage.over();
          this.#lookAtAll(rollouts).catch((error: unknown) => this.#note(error, 'a rollout could not be looked at'));
        },
        (error: unknown) => {
          if (!this.#isClosed) this.#outage.note(error);
        },
      );
    }
    this.#choosing = undefined;
  }

  #note(error: unknown, message: string): void {
    // what was under way when it was closed is gone on with by the next process
    if (!this.#isClosed) this.#options.log.warn({ err: error }, message);
  }

  #tell(isMoved: boolean): void {
    this.#isTelling = true;
    if (isMoved) announce(this.#options.database);
    tellRollout(this.#options.database);
    this.#isTelling = false;
  }
}
