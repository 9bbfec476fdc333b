import { Counter, Gauge, type Registry } from 'prom-client';
import type { Logger } from '../logger.ts';

/** A value of a gauge. */
export interface GaugeValue {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Values of the gauges of a part, by name. */
export type StateValues<Name extends string> = Readonly<Record<Name, readonly GaugeValue[]>>;

/** State of one part of the program, as gauges that are read when they are scraped. */
export interface StateMetricsOptions<Name extends string> {
  /** absent where no metrics are exposed */
  readonly registry: Registry | undefined;
  readonly log: Logger;
  /** names the part: `mlflow` */
  readonly part: string;
  /** help and labels by name */
  readonly gauges: Readonly<Record<Name, { readonly help: string; readonly labelNames?: readonly string[] }>>;
  /** Reads the values of every gauge at once. */
  readonly read: () => Promise<StateValues<Name>>;
  /** longest wait for them, ms; 2,000 when absent */
  readonly timeoutMs?: number;
  /** time for which a reading serves later scrapes, ms; 1,000 when absent */
  readonly lifeMs?: number;
}

/** Gauges of a part, see {@link StateMetricsOptions}. */
export type StateGauges<Name extends string> = StateMetricsOptions<Name>['gauges'];

/** Counts readings that failed, of every part: a registry has it once. */
const FAILURES = 'leadscore_state_reads_failed_total';

/**
 * Exposes the state of a part. One reading serves all gauges of a scrape, and the scrapes of the next second; no other
 * begins while it is under way.
 *
 * A reading that fails leaves its gauges without values and is counted, in place of a scrape that fails: the other metrics
 * matter most then.
 */
export function exposeState<Name extends string>(options: StateMetricsOptions<Name>): void {
  const { registry, gauges } = options;
  if (!registry) return;
  const reading = new Reading(options, failuresOf(registry));
  for (const [name, { help, labelNames = [] }] of Object.entries(gauges) as [
    Name,
    StateMetricsOptions<Name>['gauges'][Name],
  ][])
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const values = await reading.values();
        this.reset();
        // without labels a reset leaves 0, which says something else than no value
        if (labelNames.length === 0) this.remove();
        for (const { labels = {}, value } of values?.[name] ?? []) this.set(labels, value);
      },
    });
}

/** Latest reading, shared by all callers: the gauges of one scrape, and the scrapes of a short time. */
class Reading<Name extends string> {
  readonly #options: StateMetricsOptions<Name>;
  readonly #failures: Counter<'part'>;
  /** started at a time of `performance.now()`; settles with the values, or undefined where they cannot be read */
  #latest: { readonly startedAt: number; readonly values: Promise<StateValues<Name> | undefined> } | undefined;
  #isUnderWay = false;
  #isLate = false;

  constructor(options: StateMetricsOptions<Name>, failures: Counter<'part'>) {
    this.#options = options;
    this.#failures = failures;
  }

  /** @returns undefined when they cannot be read, or not in time */
  async values(): Promise<StateValues<Name> | undefined> {
    const { timeoutMs = 2_000, lifeMs = 1_000 } = this.#options;
    const now = performance.now();
    // readings of a silent database do not pile up: one at a time, however long it takes
    if (!this.#latest || (!this.#isUnderWay && now - this.#latest.startedAt >= lifeMs))
      this.#latest = { startedAt: now, values: this.#read() };
    const { startedAt, values } = this.#latest;
    return this.#isUnderWay ? this.#inTime(values, startedAt + timeoutMs - now) : values;
  }

  async #read(): Promise<StateValues<Name> | undefined> {
    [this.#isUnderWay, this.#isLate] = [true, false];
    try {
      return await this.#options.read();
    } catch (error) {
      if (!this.#isLate) this.#recordFailure(error);
      return undefined;
    } finally {
      this.#isUnderWay = false;
    }
  }

  async #inTime(values: Promise<StateValues<Name> | undefined>, leftMs: number) {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.#recordLateness();
        resolve(undefined);
      }, leftMs);
    });
    try {
      return await Promise.race([values, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Counts the reading under way as failed, once, however many gauges and scrapes wait for it. */
  #recordLateness(): void {
    if (!this.#isUnderWay || this.#isLate) return;
    this.#isLate = true;
    this.#recordFailure(new Error('no answer in time'));
  }

  #recordFailure(error: unknown): void {
    const { part, log } = this.#options;
    this.#failures.inc({ part });
    log.debug({ part, err: error }, 'state not read for a scrape');
  }
}

function failuresOf(registry: Registry): Counter<'part'> {
  const known = registry.getSingleMetric(FAILURES) as Counter<'part'> | undefined;
  const help = 'Readings of a state for a scrape that failed, by part; its gauges have no values then.';
  return known ?? new Counter({ name: FAILURES, help, labelNames: ['part'], registers: [registry] });
}
