import type { Kysely } from 'kysely';
import type { Database } from '../../shared/database.ts';
import { type Lease, releaseLease, takeLease } from '../../shared/lease.ts';
import type { Logger } from '../../shared/logger.ts';
import { Outage } from '../../shared/outage.ts';
import { arePublished } from '../../shared/until-published.ts';
import type { Signal, SignalSink } from '../signals/signal.ts';
import { type DetectorKey, readDetectors, readPosition, storePage } from './detector-store.ts';
import { followStream, type StreamChange } from './stream-measures.ts';
import { ANSWERS, type MeasuredValue, RESIDUALS, type ValuePage, type ValueStream } from './stream-pages.ts';

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
  readonly #lease: Lease;
  readonly #outage: Outage;
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: StreamFollowerOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'streams cannot be followed for drift; will try again');
    this.#db = options.database.tables<never>();
    this.#lease = { table: 'monitoring.drift_lease', name: 'streams', holder: options.holder };
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
    await releaseLease(this.#db, this.#lease).catch((error: unknown) => this.#outage.note(error));
  }

  async #lookOnce(): Promise<void> {
    const found = new Map<string, Finding>();
    await this.#follow(ANSWERS, found);
    await this.#follow(RESIDUALS, found);
    if (found.size > 0) await this.#options.sink?.observe(this.#signals([...found.values()]));
  }

  async #follow<Position>(stream: ValueStream<Position>, found: Map<string, Finding>): Promise<void> {
    const { database, clock } = this.#options;
    if (!(await arePublished(database, stream.relations))) return;
    for (let isLast = false; !isLast && !this.#isClosed && (await takeLease(this.#db, this.#lease)); ) {
      const from = await readPosition(this.#db, stream.name, () => stream.start(this.#db, clock()));
      const page = await stream.read(this.#db, from, clock());
      isLast = page.isLast;
      if (page.end !== from && !(await this.#takePage(stream.name, from, page, found))) return;
    }
  }

  /** @returns false when another process has taken it */
  async #takePage<Position>(
    stream: string,
    from: Position,
    { values, end: to }: ValuePage<Position>,
    found: Map<string, Finding>,
  ): Promise<boolean> {
    const groups = groupValues(values);
    const states = new Map((await readDetectors(this.#db, keysOf(groups))).map((row) => [nameOf(row), row.state]));
    const followed = [...groups].map(([name, [first, ...rest]]) => {
      const { model, version, measure } = first;
      return { model, version, measure, ...followStream(measure, states.get(name) ?? {}, [first, ...rest]) };
    });
    const foundAt = this.#options.clock();
    const detectors = followed.map(({ changes: _, ...detector }) => detector);
    const changes = followed.flatMap(({ state: _, changes: own, ...key }) =>
      own.map((change) => ({ ...key, ...change })),
    );
    if (!(await storePage(this.#db, { stream, from, to, detectors, changes, foundAt }))) return false;
    for (const { state: _, changes: own, ...key } of followed) {
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
      ...{ model, version, feature: measure, value: changes.length, at, evidence: { measure, changes } },
    }));
  }
}

type Group = [MeasuredValue, ...MeasuredValue[]];

function groupValues(values: readonly MeasuredValue[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const value of values) {
    const group = groups.get(nameOf(value));
    if (group) group.push(value);
    else groups.set(nameOf(value), [value]);
  }
  return groups;
}

function keysOf(groups: ReadonlyMap<string, Group>): readonly DetectorKey[] {
  return [...groups.values()].map(([{ model, version, measure }]) => ({ model, version, measure }));
}

function nameOf({ model, version, measure }: DetectorKey): string {
  return `${model}:${version}:${measure}`;
}
