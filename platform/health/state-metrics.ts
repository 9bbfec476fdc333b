import { Counter, Gauge, type Registry } from 'prom-client';
import type { Logger } from '../logger.ts';

/** A value of a gauge. */
export interface GaugeValue {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** State of one part of the program, as gauges that are read when they are scraped. */
export interface StateMetricsOptions<Name extends string> {
  /** absent where no metrics are exposed */
  readonly registry: Registry | undefined;
  readonly log: Logger;
  /** names the part: `mlflow` */
  readonly part: string;
  /** help and labels by name */
  readonly gauges: Readonly<Record<Name, { readonly help: string; readonly labelNames?: readonly string[] }>>;
  /** Values of every gauge, read at once. */
  readonly read: () => Promise<Readonly<Record<Name, readonly GaugeValue[]>>>;
  /** longest wait for them, ms; 2,000 when absent */
  readonly timeoutMs?: number;
}

/** Counts readings that failed, of every part: a registry has it once. */
const FAILURES = 'leadscore_state_reads_failed_total';

/**
 * Exposes the state of a part. One scrape is one reading for all gauges.
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

/** One reading shared by all callers while it is under way, such as the gauges of one scrape. */
class Reading<Name extends string> {
  readonly #options: StateMetricsOptions<Name>;
  readonly #failures: Counter<'part'>;
  #underWay: Promise<Readonly<Record<Name, readonly GaugeValue[]>> | undefined> | undefined;

  constructor(options: StateMetricsOptions<Name>, failures: Counter<'part'>) {
    this.#options = options;
    this.#failures = failures;
  }

  /** @returns undefined when they cannot be read, or not in time */
  values(): Promise<Readonly<Record<Name, readonly GaugeValue[]>> | undefined> {
    this.#underWay ??= this.#read().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #read() {
    const { read, log, part, timeoutMs = 2_000 } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      return await Promise.race([read(), timeout]);
    } catch (error) {
      this.#failures.inc({ part });
      log.debug({ part, err: error }, 'state not read for a scrape');
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

function failuresOf(registry: Registry): Counter<'part'> {
  const known = registry.getSingleMetric(FAILURES) as Counter<'part'> | undefined;
  const help = 'Readings of a state for a scrape that failed, by part; its gauges have no values then.';
  return known ?? new Counter({ name: FAILURES, help, labelNames: ['part'], registers: [registry] });
}
