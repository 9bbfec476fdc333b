import type { Kysely } from 'kysely';
import { LeaderLease } from '../../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../../platform/background/polling-loop.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { hasViews } from '../../../../platform/database/published-views.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { Signal, SignalSink } from '../../alerts/rules/signal.ts';
import { type DetectorState, followStream, type StreamChange } from '../rules/stream-measures.ts';
import { type DetectorKey, readDetectors, readPosition, storePage } from '../store/detector-store.ts';
import { ANSWERS, RESIDUALS, type ValuePage, type ValueStream } from './stream-pages.ts';

/** Settings and collaborators of the {@link StreamFollower}. */
export interface StreamFollowerOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** identifies this process among all */
  readonly holder: string;
  /** observes how many changes each poll found; absent: nothing does */
  readonly sink?: SignalSink | undefined;
}

/** Interval between two polls. */
const POLL_MS = 5_000;

/** Changes of one measure of a version that one poll found. */
interface Finding extends DetectorKey {
  readonly changes: StreamChange[];
}

/**
 * Feeds the streams of scores, failures and outcomes to the detectors of each version.
 *
 * The first poll of a stream starts at its end. One process follows at a time, the one that has the lease; states,
 * changes and position are stored together, so no value counts twice or is left out, whichever process is killed.
 */
export class StreamFollower {
  readonly #options: StreamFollowerOptions;
  readonly #db: Kysely<never>;
  readonly #lease: LeaderLease;
  #loop: PollingLoop | undefined;
  #poll: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: StreamFollowerOptions) {
    this.#options = options;
    this.#db = options.database.tables<never>();
    this.#lease = new LeaderLease({ db: this.#db, name: 'monitoring.drift-streams', holder: options.holder });
  }

  /** Polls from now on. */
  start(): void {
    this.#loop = new PollingLoop({
      everyMs: POLL_MS,
      startAfterMs: POLL_MS,
      turn: async () => {
        await this.poll();
        return undefined;
      },
      log: this.#options.log,
      failure: 'streams cannot be followed for drift; retrying',
    });
  }

  /** Reads what is new, unless another process does; joins the poll under way. */
  poll(): Promise<void> {
    this.#poll ??= this.#lease
      .whileLeading(() => this.#followAll())
      .finally(() => {
        this.#poll = undefined;
      });
    return this.#poll;
  }

  /** Ends after the page under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#loop?.close();
    await this.#poll?.catch(() => undefined);
  }

  async #followAll(): Promise<void> {
    const found = new Map<string, Finding>();
    await this.#follow(ANSWERS, found);
    await this.#follow(RESIDUALS, found);
    if (found.size > 0) await this.#options.sink?.observe(this.#signals([...found.values()]));
  }

  async #follow<Position>(stream: ValueStream<Position>, found: Map<string, Finding>): Promise<void> {
    const { database, clock } = this.#options;
    if (!(await hasViews(database, stream.relations))) return;
    let from: Position = await readPosition(this.#db, stream.name, () => stream.start(this.#db, clock()));
    const states = new Map<string, DetectorState>();
    for (let isLast = false; !isLast && !this.#isClosed; ) {
      const page = await stream.read(this.#db, from, clock());
      isLast = page.isLast;
      if (page.end !== from && !(await this.#consume(stream.name, from, page, states, found))) return;
      from = page.end;
    }
  }

  /**
   * @param states of the detectors, those that this poll has met before
   * @returns false when another process has consumed the page
   */
  async #consume<Position>(
    stream: string,
    from: Position,
    { values, end: to }: ValuePage<Position>,
    states: Map<string, DetectorState>,
    found: Map<string, Finding>,
  ): Promise<boolean> {
    const unknown = values.filter((each) => !states.has(keyOf(each)));
    if (unknown.length > 0) for (const row of await readDetectors(this.#db, unknown)) states.set(keyOf(row), row.state);
    const followed = values.map(({ values: own, ...key }) => {
      return { ...key, ...followStream(key.measure, states.get(keyOf(key)) ?? {}, own) };
    });
    const foundAt = this.#options.clock();
    const detectors = followed.map(({ changes: _, ...detector }) => detector);
    const changes = followed.flatMap(({ state: _, changes: own, ...key }) =>
      own.map((change) => ({ ...key, ...change })),
    );
    if (!(await storePage(this.#db, { stream, from, to, detectors, changes, foundAt }))) return false;
    for (const { state, changes: own, ...key } of followed) {
      states.set(keyOf(key), state);
      const finding = found.get(keyOf(key)) ?? { ...key, changes: [] };
      finding.changes.push(...own);
      found.set(keyOf(key), finding);
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

function keyOf({ model, version, measure }: DetectorKey): string {
  return `${model}:${version}:${measure}`;
}
