import { Outage } from '../../../platform/background/outage-log.ts';
import type { Logger } from '../../../platform/logger.ts';
import { StreamIterator } from '../../../platform/streams/stream-iterator.ts';
import type { LiveMetrics } from './rules/live-metrics.ts';

/** What the ticker works with. */
export interface LiveMetricsTickerOptions {
  /** computes the metrics of the last seconds */
  readonly compute: (windowSeconds: number) => Promise<LiveMetrics>;
  readonly log: Logger;
}

/** How often, and over which window. */
export interface LiveMetricsRequest {
  readonly everyMs: number;
  readonly windowSeconds: number;
}

/**
 * Computes live metrics again and again, for everybody who follows them.
 *
 * Subscribers who ask for the same share one clock and one computation per tick. A tick that comes while the one before
 * is still being computed is skipped. A subscriber who reads slowly gets the newest metrics, not every one. Without
 * subscribers nothing ticks.
 */
export class LiveMetricsTicker {
  readonly #options: LiveMetricsTickerOptions;
  readonly #clocks = new Map<string, Clock>();

  constructor(options: LiveMetricsTickerOptions) {
    this.#options = options;
  }

  /** Follows the metrics: the first at once, then one each tick. */
  subscribe({ everyMs, windowSeconds }: LiveMetricsRequest): AsyncIterableIterator<LiveMetrics> {
    const key = `${everyMs} ${windowSeconds}`;
    const known = this.#clocks.get(key);
    const clock = known ?? new Clock(everyMs, () => this.#options.compute(windowSeconds), this.#options.log);
    this.#clocks.set(key, clock);
    return clock.subscribe(() => this.#clocks.delete(key));
  }

  /** Ends every subscription, after the computation under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#clocks.values()].map((clock) => clock.close()));
  }
}

/** One subscriber: the newest metrics, until they are taken. */
interface Reader {
  newest: LiveMetrics | undefined;
  wake(): void;
  readonly iterator: StreamIterator<LiveMetrics>;
}

class Clock {
  readonly #compute: () => Promise<LiveMetrics>;
  readonly #outage: Outage;
  readonly #timer: NodeJS.Timeout;
  readonly #readers = new Set<Reader>();
  #newest: LiveMetrics | undefined;
  #computing: Promise<void> | undefined;

  constructor(everyMs: number, compute: () => Promise<LiveMetrics>, log: Logger) {
    this.#compute = compute;
    // subscribers wait for the next tick
    this.#outage = new Outage(log, 'live metrics cannot be computed; will try again');
    this.#timer = setInterval(() => this.#tick(), everyMs);
    this.#tick();
  }

  /** @param onEmpty called when the last subscriber has left */
  subscribe(onEmpty: () => void): StreamIterator<LiveMetrics> {
    const iterator = new StreamIterator<LiveMetrics>(
      () => take(reader),
      () => {
        this.#readers.delete(reader);
        reader.wake();
        if (this.#readers.size > 0) return;
        clearInterval(this.#timer);
        onEmpty();
      },
    );
    const reader: Reader = { newest: this.#newest, wake: () => undefined, iterator };
    this.#readers.add(reader);
    return iterator;
  }

  async close(): Promise<void> {
    for (const { iterator } of this.#readers) await iterator.return();
    await this.#computing;
  }

  #tick(): void {
    this.#computing ??= this.#run().finally(() => {
      this.#computing = undefined;
    });
  }

  async #run(): Promise<void> {
    try {
      this.#newest = await this.#compute();
      this.#outage.over();
      for (const reader of this.#readers) {
        reader.newest = this.#newest;
        reader.wake();
      }
    } catch (error) {
      this.#outage.note(error);
    }
  }
}

async function take(reader: Reader): Promise<LiveMetrics | undefined> {
  if (!reader.newest) {
    await new Promise<void>((resolve) => {
      reader.wake = resolve;
    });
  }
  const { newest } = reader;
  reader.newest = undefined;
  return newest;
}
