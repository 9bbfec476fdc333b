import { DomainError } from '../../../platform/errors.ts';
import { type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import type { ScoringMetrics } from '../metrics/scoring-metrics.ts';
import { DeploymentPoller, type DeploymentPollerOptions } from './deployment-poller.ts';
import { type Deployment, findDeployments } from './deployment-store.ts';
import { type LiveTraffic, liveRollout } from './live-traffic.ts';
import { type LiveVersion, VersionSessions, type VersionSessionsDeps } from './version-sessions.ts';
import { endWithdrawals } from './withdrawal-store.ts';
import type { Withdrawals } from './withdrawals.ts';

/** Dependencies of {@link LiveModels}. */
export interface LiveModelsDeps extends VersionSessionsDeps, Omit<DeploymentPollerOptions, 'poll'> {
  /** runs the shadow versions; called with all of them whenever deployments were read */
  readonly shadows: { follow(deployments: readonly Deployment[]): void };
  readonly withdrawals: Pick<Withdrawals, 'keepOnly'>;
  readonly metrics: Pick<ScoringMetrics, 'keepOnly'>;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/**
 * Versions that answer the requests of every model, with their sessions loaded; follows the registry's published view.
 *
 * A new version is loaded and warmed up before the old one is released, and the old one ends its runs; when a new champion
 * cannot be loaded, the old one keeps answering. A change of shares loads nothing. A request waits for the registry only
 * while its model has no version here.
 */
export class LiveModels {
  readonly #deps: LiveModelsDeps;
  readonly #sessions: VersionSessions;
  readonly #poller: DeploymentPoller;
  readonly #live = new Map<string, LiveTraffic>();
  /** versions that were withdrawn at the last poll; undefined before the first one */
  #withdrawn: ReadonlySet<string> | undefined;
  /** last logged state of each model */
  readonly #logged = new Map<string, string>();

  constructor(deps: LiveModelsDeps) {
    this.#deps = deps;
    this.#sessions = new VersionSessions(deps);
    this.#poller = new DeploymentPoller({ ...deps, poll: () => this.#poll() });
  }

  /**
   * Gets the versions that answer for a model now. A champion that cannot be loaded, where no earlier one was, fails every run with
   * ARTIFACT_CORRUPT, ARTIFACT_INVALID or ARTIFACT_MISMATCH.
   *
   * @throws {DomainError} NO_LIVE_MODEL without a champion; DATABASE_UNAVAILABLE
   */
  async get(model: string): Promise<LiveTraffic> {
    if (!this.#live.has(model)) await this.#poller.poll();
    const live = this.#live.get(model);
    if (live) return live;
    throw new DomainError('NO_LIVE_MODEL', `model ${model}: found no version in Production, expected one`, { model });
  }

  /** Finds a version that is loaded as champion, without polling the registry. */
  findChampion(version: VersionIdentity): LiveVersion | undefined {
    return this.#sessions.findChampion(version);
  }

  /** Polls the registry at once, after a change. */
  async follow(): Promise<void> {
    this.#sessions.retry();
    await this.#poller.pollAgain();
  }

  /** Stops following the registry and releases every session after its runs. */
  async close(): Promise<void> {
    await this.#poller.close();
    this.#live.clear();
    await this.#sessions.close();
  }

  async #poll(): Promise<void> {
    const deployments = await findDeployments(this.#deps.db);
    await this.#endWithdrawals(deployments);
    this.#deps.shadows.follow(deployments.filter(({ role }) => role === 'SHADOW'));
    const champions = deployments.filter(({ role }) => role === 'CHAMPION');
    const models = new Set(champions.map(({ model }) => model));
    for (const model of this.#live.keys()) if (!models.has(model)) this.#drop(model);
    // concurrently: a model that loads slowly delays no other
    const applied = await Promise.allSettled(
      champions.map((champion) =>
        this.#apply(
          champion,
          deployments.filter(({ model }) => model === champion.model),
        ),
      ),
    );
    const inUse = [...this.#answering(), ...deployments];
    this.#sessions.keepOnly(inUse);
    this.#deps.withdrawals.keepOnly(inUse);
    this.#deps.metrics.keepOnly(inUse);
    for (const each of applied) if (each.status === 'rejected') throw each.reason;
  }

  async #apply(wanted: Deployment, deployments: readonly Deployment[]): Promise<void> {
    const challengers = deployments.filter(({ role }) => role === 'CHALLENGER');
    const [champion, ...loaded] = await Promise.all([wanted, ...challengers].map((each) => this.#sessions.load(each)));
    const old = this.#live.get(wanted.model)?.champion;
    const stays = champion?.isLoaded === false && old?.isLoaded && !wanted.isWithdrawn;
    const rollout = liveRollout(wanted, deployments, loaded);
    const traffic = {
      champion: (stays ? old : champion) as LiveVersion,
      gradePolicy: wanted.gradePolicy,
      ...(rollout && { rollout }),
    };
    this.#live.set(wanted.model, traffic);
    this.#log(traffic, deployments);
  }

  /** Ends the withdrawals of versions that have left the traffic: such a version returns by a new promotion only. */
  async #endWithdrawals(deployments: readonly Deployment[]): Promise<void> {
    const { db, clock } = this.#deps;
    const now = new Set(deployments.filter(({ isWithdrawn }) => isWithdrawn).map(versionKey));
    const before = this.#withdrawn;
    if (!before || [...before].some((key) => !now.has(key))) await endWithdrawals(db, clock());
    this.#withdrawn = now;
  }

  /** Deployments of the sessions in use, also of an earlier champion whose successor cannot be loaded. */
  #answering(): Deployment[] {
    return [...this.#live.values()].map(({ champion }) => champion.deployment);
  }

  #log({ champion, gradePolicy: { name: gradePolicy } }: LiveTraffic, deployments: readonly Deployment[]): void {
    const { model, version } = champion.deployment;
    const shares = deployments.map(
      (each) => `${each.role} ${each.version}: ${each.isWithdrawn ? 'withdrawn' : each.trafficShare}`,
    );
    const state = [version, gradePolicy, ...shares].join(', ');
    if (this.#logged.get(model) === state) return;
    this.#logged.set(model, state);
    this.#deps.log.info({ model, version, gradePolicy, shares }, 'live versions changed');
  }

  #drop(model: string): void {
    this.#live.delete(model);
    this.#logged.delete(model);
    this.#deps.log.info({ model }, 'model has no live version');
  }
}
