import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';
import { StreamIterator } from '../../../platform/streams/stream-iterator.ts';
import type { LiveMetrics } from './rules/live-metrics.ts';

/** Settings and collaborators of the {@link LiveMetricsTicker}. */
export interface LiveMetricsTickerOptions {
  /** computes the metrics of the last seconds */
  readonly compute: (windowSeconds: number) => Promise<LiveMetrics>;
  readonly log: Logger;
}

/** Interval and window of live metrics. */
export interface LiveMetricsRequest {
  readonly everyMs: number;
  readonly windowSeconds: number;
}

/**
 * Computes live metrics at regular intervals for all subscribers.
 *
 * Subscribers that ask for the same interval and window share one computation per tick. A tick that comes while the one
 * before is still being computed is skipped. A subscriber that reads slowly gets the newest metrics, not every one.
 * Without subscribers nothing is computed.
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

/** One subscriber: the newest metrics, until they are consumed. */
interface Reader {
  newest: LiveMetrics | undefined;
  wake(): void;
  readonly iterator: StreamIterator<LiveMetrics>;
}

class Clock {
  readonly #compute: () => Promise<LiveMetrics>;
  readonly #everyMs: number;
  readonly #loop: PollingLoop;
  readonly #readers = new Set<Reader>();
  #newest: LiveMetrics | undefined;

  constructor(everyMs: number, compute: () => Promise<LiveMetrics>, log: Logger) {
    this.#compute = compute;
    this.#everyMs = everyMs;
    const failure = 'live metrics cannot be computed; retrying';
    this.#loop = new PollingLoop({ everyMs, turn: () => this.#tick(), log, failure });
  }

  /** @param onEmpty called when the last subscriber has left */
  subscribe(onEmpty: () => void): StreamIterator<LiveMetrics> {
    const iterator = new StreamIterator<LiveMetrics>(
      () => consume(reader),
      () => {
        this.#readers.delete(reader);
        reader.wake();
        if (this.#readers.size > 0) return;
        void this.#loop.close();
        onEmpty();
      },
    );
    const reader: Reader = { newest: this.#newest, wake: () => undefined, iterator };
    this.#readers.add(reader);
    return iterator;
  }

  async close(): Promise<void> {
    for (const { iterator } of this.#readers) await iterator.return();
    await this.#loop.close();
  }

  /** @returns the pause that keeps ticks at whole intervals, ms */
  async #tick(): Promise<number> {
    const began = performance.now();
    this.#newest = await this.#compute();
    for (const reader of this.#readers) {
      reader.newest = this.#newest;
      reader.wake();
    }
    return this.#everyMs - ((performance.now() - began) % this.#everyMs);
  }
}

async function consume(reader: Reader): Promise<LiveMetrics | undefined> {
  if (!reader.newest) {
    await new Promise<void>((resolve) => {
      reader.wake = resolve;
    });
  }
  const { newest } = reader;
  reader.newest = undefined;
  return newest;
}
