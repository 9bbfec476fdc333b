import type { Kysely } from 'kysely';
import { HeldLease } from '../../../../platform/background/held-lease.ts';
import { Outage } from '../../../../platform/background/outage-log.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { arePublished } from '../../../../platform/database/published-views.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { Signal, SignalSink } from '../../alerts/rules/signal.ts';
import { type DetectorState, followStream, type StreamChange } from '../rules/stream-measures.ts';
import { type DetectorKey, readDetectors, readPosition, storePage } from '../store/detector-store.ts';
import { ANSWERS, RESIDUALS, type ValuePage, type ValueStream } from './stream-pages.ts';

/** What the follower works with. */
export interface StreamFollowerOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** names this process among all */
  readonly holder: string;
  /** hears how many changes each look found; nobody when absent */
  readonly sink?: SignalSink | undefined;
}

/** So often the streams are looked at: within the life of the lease. */
const LOOK_MS = 5_000;

/** What a look found about one measure of a version. */
interface Finding extends DetectorKey {
  readonly changes: StreamChange[];
}

/**
 * Feeds the streams of scores, failures and outcomes to the detectors of each version.
 *
 * The first look at a stream begins at its end: what happened before is no news. One process follows at a time, the one
 * that holds the lease; states, changes and position are stored together, so no value counts twice or is left out,
 * whoever is killed.
 */
export class StreamFollower {
  readonly #options: StreamFollowerOptions;
  readonly #db: Kysely<never>;
  readonly #lease: HeldLease;
  readonly #outage: Outage;
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: StreamFollowerOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'streams cannot be followed for drift; will try again');
    this.#db = options.database.tables<never>();
    this.#lease = new HeldLease(this.#db, { table: 'monitoring.drift_lease', name: 'streams', holder: options.holder });
  }

  /** Looks from now on, without being asked. */
  start(): void {
    const look = () =>
      void this.look().then(
        () => this.#outage.over(),
        (error: unknown) => this.#outage.note(error),
      );
    this.#timer = setInterval(look, LOOK_MS).unref();
  }

  /** Reads what is new, unless another process does; joins the look under way. */
  look(): Promise<void> {
    this.#look ??= this.#lookOnce().finally(() => {
      this.#look = undefined;
    });
    return this.#look;
  }

  /** Ends after the page under way, and lets another process go on at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#look?.catch(() => undefined);
    await this.#lease.release().catch((error: unknown) => this.#outage.note(error));
  }

  async #lookOnce(): Promise<void> {
    const found = new Map<string, Finding>();
    await this.#follow(ANSWERS, found);
    await this.#follow(RESIDUALS, found);
    if (found.size > 0) await this.#options.sink?.observe(this.#signals([...found.values()]));
  }

  async #follow<Position>(stream: ValueStream<Position>, found: Map<string, Finding>): Promise<void> {
    const { database, clock } = this.#options;
    if (!(await arePublished(database, stream.relations)) || !(await this.#lease.hold())) return;
    let from: Position = await readPosition(this.#db, stream.name, () => stream.start(this.#db, clock()));
    const states = new Map<string, DetectorState>();
    for (let isLast = false; !isLast && !this.#isClosed && (await this.#lease.hold()); ) {
      const page = await stream.read(this.#db, from, clock());
      isLast = page.isLast;
      if (page.end !== from && !(await this.#takePage(stream.name, from, page, states, found))) return;
      from = page.end;
    }
  }

  /**
   * @param states of the detectors, those that this look has met before
   * @returns false when another process has taken the page
   */
  async #takePage<Position>(
    stream: string,
    from: Position,
    { values, end: to }: ValuePage<Position>,
    states: Map<string, DetectorState>,
    found: Map<string, Finding>,
  ): Promise<boolean> {
    const unknown = values.filter((each) => !states.has(nameOf(each)));
    if (unknown.length > 0)
      for (const row of await readDetectors(this.#db, unknown)) states.set(nameOf(row), row.state);
    const followed = values.map(({ values: own, ...key }) => {
      return { ...key, ...followStream(key.measure, states.get(nameOf(key)) ?? {}, own) };
    });
    const foundAt = this.#options.clock();
    const detectors = followed.map(({ changes: _, ...detector }) => detector);
    const changes = followed.flatMap(({ state: _, changes: own, ...key }) =>
      own.map((change) => ({ ...key, ...change })),
    );
    if (!(await storePage(this.#db, { stream, from, to, detectors, changes, foundAt }))) return false;
    for (const { state, changes: own, ...key } of followed) {
      states.set(nameOf(key), state);
      const finding = found.get(nameOf(key)) ?? { ...key, changes: [] };
      finding.changes.push(...own);
      found.set(nameOf(key), finding);
    }
    return true;
  }

  #signals(found: readonly Finding[]): readonly Signal[] {
    const at = this.#options.clock();
    return found.map(({ model, version, measure, changes }) => ({
      metric: 'STREAM_CHANGES',
      check: 'STREAM',
      ...{ model, version, feature: measure, value: changes.length, at, evidence: { measure, changes } },
    }));
  }
}

function nameOf({ model, version, measure }: DetectorKey): string {
  return `${model}:${version}:${measure}`;
}
