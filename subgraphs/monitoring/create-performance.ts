import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from '../../platform/logger.ts';
import { DAY_MS } from '../../platform/time.ts';
import type { SignalSink } from './alerts/rules/signal.ts';
import { ConversionResolver } from './performance/graph/conversion-resolver.ts';
import { PerformanceResolver } from './performance/graph/performance-resolver.ts';
import { PerformanceService } from './performance/performance-service.ts';
import { DEFAULT_MATURITY_MS } from './performance/rules/maturity.ts';
import { SignalWatch, type SignalWatchOptions } from './watch/signal-watch.ts';

/** Maturity windows and retention of predictions. */
export interface MaturityConfig {
  /** days; 90 when absent */
  readonly maturityDays?: number | undefined;
  /** of single models, days */
  readonly modelMaturityDays?: Readonly<Record<string, number>> | undefined;
  /** retention of predictions, days; never deleted when absent */
  readonly predictionRetentionDays?: number | undefined;
}

/** Settings and collaborators of performance. */
export interface PerformanceDeps extends MaturityConfig, Pick<SignalWatchOptions, 'readTraffic'> {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** observes signals of live traffic and of performance; absent: nothing does */
  readonly sink?: SignalSink | undefined;
  /** identifies this process among all; random when absent */
  readonly holder?: string | undefined;
}

/** Performance of versions and conversion of leads. */
export interface Performance {
  readonly service: PerformanceService;
  /** maturity window of a model, milliseconds */
  readonly maturityMsOf: (model: string) => number;
  readonly resolvers: readonly [typeof PerformanceResolver, typeof ConversionResolver];
  readonly instances: readonly (readonly [unknown, object])[];
  close(): Promise<void>;
}

/** Wires performance, which is measured on demand, and its signals for alert rules. */
export function createPerformance(deps: PerformanceDeps): Performance {
  const { db, log, clock, readTraffic, sink, holder = randomUUID(), ...config } = deps;
  const { maturityDays, modelMaturityDays = {}, predictionRetentionDays = Number.POSITIVE_INFINITY } = config;
  const usualMs = maturityDays === undefined ? DEFAULT_MATURITY_MS : maturityDays * DAY_MS;
  const maturityMsOf = (model: string): number => {
    const days = Object.hasOwn(modelMaturityDays, model) ? modelMaturityDays[model] : undefined;
    return days === undefined ? usualMs : days * DAY_MS;
  };
  const service = new PerformanceService({ db, clock, maturityMsOf, keptMs: predictionRetentionDays * DAY_MS });
  const watch = sink && new SignalWatch({ db, log, clock, performance: service, readTraffic, sink, holder });
  return {
    service,
    maturityMsOf,
    resolvers: [PerformanceResolver, ConversionResolver],
    instances: [
      [PerformanceResolver, new PerformanceResolver(service)],
      [ConversionResolver, new ConversionResolver({ db, clock, maturityMsOf })],
    ],
    close: async () => {
      await watch?.close();
    },
  };
}
