import type { Kysely } from 'kysely';
import { ConversionResolver } from './conversion-resolver.ts';
import { DEFAULT_MATURITY_MS } from './maturity.ts';
import { PerformanceResolver } from './performance-resolver.ts';
import { PerformanceService } from './performance-service.ts';

/** When leads count that have no outcome, and how far back predictions are there. */
export interface MaturityConfig {
  /** days; 90 when absent */
  readonly maturityDays?: number | undefined;
  /** of models that have a window of their own, days */
  readonly modelMaturityDays?: Readonly<Record<string, number>> | undefined;
  /** days; for good when absent */
  readonly predictionRetentionDays?: number | undefined;
}

/** What performance is made with. */
export interface PerformanceDeps extends MaturityConfig {
  readonly db: Kysely<never>;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** Performance of versions, and how leads turned out. */
export interface Performance {
  readonly service: PerformanceService;
  readonly resolvers: readonly [typeof PerformanceResolver, typeof ConversionResolver];
  readonly instances: readonly (readonly [unknown, object])[];
}

const DAY_MS = 86_400_000;

/** Wires performance: from predictions and outcomes, read when they are asked for. */
export function createPerformance({ db, clock, ...config }: PerformanceDeps): Performance {
  const { maturityDays, modelMaturityDays = {}, predictionRetentionDays = Number.POSITIVE_INFINITY } = config;
  const usualMs = maturityDays === undefined ? DEFAULT_MATURITY_MS : maturityDays * DAY_MS;
  const maturityMsOf = (model: string): number => {
    const days = Object.hasOwn(modelMaturityDays, model) ? modelMaturityDays[model] : undefined;
    return days === undefined ? usualMs : days * DAY_MS;
  };
  const service = new PerformanceService({ db, clock, maturityMsOf, keptMs: predictionRetentionDays * DAY_MS });
  return {
    service,
    resolvers: [PerformanceResolver, ConversionResolver],
    instances: [
      [PerformanceResolver, new PerformanceResolver(service)],
      [ConversionResolver, new ConversionResolver({ db, clock, maturityMsOf })],
    ],
  };
}
