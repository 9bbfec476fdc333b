import { DomainError } from '../../../platform/errors.ts';
import { type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import { RegistryFollower, type RegistryFollowerOptions } from './deployment-poller.ts';
import { type Deployment, findDeployments } from './deployment-store.ts';
import { type LiveTraffic, liveRollout } from './live-traffic.ts';
import { type LiveVersion, VersionSessions, type VersionSessionsOptions } from './version-sessions.ts';
import { endWithdrawals } from './withdrawal-store.ts';
import type { Withdrawals } from './withdrawals.ts';

/** What {@link LiveModels} needs. */
export interface LiveModelsOptions extends VersionSessionsOptions, Omit<RegistryFollowerOptions, 'look'> {
  /** runs the shadow versions; called with all of them whenever deployments were read */
  readonly shadows: { follow(deployments: readonly Deployment[]): void };
  readonly withdrawals: Pick<Withdrawals, 'keepOnly'>;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/**
 * Who answers the requests of every model, with all sessions loaded; it follows the registry's published view.
 *
 * A new version is loaded and warmed before the old one is released, and the old one ends its runs; when a new champion
 * cannot be loaded, the old one keeps answering. A change of shares loads nothing. No request waits for the registry,
 * unless its model has no version here yet.
 */
export class LiveModels {
  readonly #options: LiveModelsOptions;
  readonly #sessions: VersionSessions;
  readonly #follower: RegistryFollower;
  readonly #live = new Map<string, LiveTraffic>();
  /** versions that were taken out of traffic when the registry was read last; undefined before the first time */
  #withdrawn: ReadonlySet<string> | undefined;
  /** what was logged last of each model */
  readonly #told = new Map<string, string>();

  constructor(options: LiveModelsOptions) {
    this.#options = options;
    this.#sessions = new VersionSessions(options);
    this.#follower = new RegistryFollower({ ...options, look: () => this.#look() });
  }

  /**
   * Who answers for a model now. A champion that cannot be loaded, where no earlier one was, fails every run with
   * ARTIFACT_CORRUPT, ARTIFACT_INVALID or ARTIFACT_MISMATCH.
   *
   * @throws {DomainError} NO_LIVE_MODEL without a champion; DATABASE_UNAVAILABLE
   */
  async get(model: string): Promise<LiveTraffic> {
    if (!this.#live.has(model)) await this.#follower.look();
    const live = this.#live.get(model);
    if (live) return live;
    throw new DomainError('NO_LIVE_MODEL', `model ${model}: found no version in Production, expected one`, { model });
  }

  /** A version that is loaded now as champion, without asking the registry. */
  findChampion(version: VersionIdentity): LiveVersion | undefined {
    return this.#sessions.findChampion(version);
  }

  /** Looks at the registry now: call it after a change, and it takes effect without waiting for the poll. */
  async follow(): Promise<void> {
    this.#sessions.retry();
    await this.#follower.lookAgain();
  }

  /** Stops following the registry and releases every session after its runs. */
  async close(): Promise<void> {
    await this.#follower.close();
    this.#live.clear();
    await this.#sessions.close();
  }

  async #look(): Promise<void> {
    const deployments = await findDeployments(this.#options.db);
    await this.#endWithdrawals(deployments);
    this.#options.shadows.follow(deployments.filter(({ role }) => role === 'SHADOW'));
    const champions = deployments.filter(({ role }) => role === 'CHAMPION');
    const models = new Set(champions.map(({ model }) => model));
    for (const model of this.#live.keys()) if (!models.has(model)) this.#drop(model);
    // side by side: a model that loads slowly holds up no other
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
    this.#options.withdrawals.keepOnly(inUse);
    for (const each of applied) if (each.status === 'rejected') throw each.reason;
  }

  async #apply(wanted: Deployment, deployments: readonly Deployment[]): Promise<void> {
    const challengers = deployments.filter(({ role }) => role === 'CHALLENGER');
    const [champion, ...loaded] = await Promise.all([wanted, ...challengers].map((each) => this.#sessions.load(each)));
    const old = this.#live.get(wanted.model)?.champion;
    const stays = champion?.isLoaded === false && old?.isLoaded && !wanted.isWithdrawn;
    const rollout = liveRollout(wanted, deployments, loaded);
    const traffic = { champion: (stays ? old : champion) as LiveVersion, ...(rollout && { rollout }) };
    this.#live.set(wanted.model, traffic);
    this.#tell(traffic, deployments);
  }

  /** A version that was taken out of traffic and has left it is not withdrawn any more: it can only be promoted anew. */
  async #endWithdrawals(deployments: readonly Deployment[]): Promise<void> {
    const { db, clock } = this.#options;
    const now = new Set(deployments.filter(({ isWithdrawn }) => isWithdrawn).map(versionKey));
    const before = this.#withdrawn;
    if (!before || [...before].some((key) => !now.has(key))) await endWithdrawals(db, clock());
    this.#withdrawn = now;
  }

  /** What the sessions in use are of: also a champion of earlier that stays for want of a better one. */
  #answering(): Deployment[] {
    return [...this.#live.values()].map(({ champion }) => champion.deployment);
  }

  #tell({ champion }: LiveTraffic, deployments: readonly Deployment[]): void {
    const { model, version } = champion.deployment;
    const shares = deployments.map(
      (each) => `${each.role} ${each.version}: ${each.isWithdrawn ? 'withdrawn' : each.trafficShare}`,
    );
    const news = [version, ...shares].join(', ');
    if (this.#told.get(model) === news) return;
    this.#told.set(model, news);
    this.#options.log.info({ model, version, shares }, 'model version answers');
  }

  #drop(model: string): void {
    this.#live.delete(model);
    this.#told.delete(model);
    this.#options.log.info({ model }, 'model has no live version any more');
  }
}
