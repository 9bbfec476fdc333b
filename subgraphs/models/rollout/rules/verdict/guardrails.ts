import { DomainError } from '../../../../../platform/errors.ts';

/** Metrics of guardrails. */
export const GUARDRAIL_METRICS = ['ERROR_RATE', 'LATENCY_P95', 'SCORE_PSI', 'CONVERSION'] as const;

/** A metric of {@link GUARDRAIL_METRICS}. */
export type GuardrailMetric = (typeof GUARDRAIL_METRICS)[number];

/** Limit on how much worse than the champion a challenger may be. */
export interface Guardrail {
  readonly metric: GuardrailMetric;
  /**
   * ERROR_RATE: share of requests, 0–1. LATENCY_P95: allowed increase over the champion's p95, 0.5 is half as much
   * again. SCORE_PSI: nats. CONVERSION: allowed fall relative to the champion's rate, 0–1.
   */
  readonly limit: number;
  /** whether the rollout advances only when this guardrail is met; otherwise only a FAILURE counts */
  readonly holds: boolean;
}

/**
 * Default guardrails of a rollout.
 *
 * CONVERSION does not delay a step: it is known after months, and an allowed fall of a tenth takes thousands of matured
 * leads to prove. Its verdict is shown beside the others for the last approval.
 */
export const DEFAULT_GUARDRAILS: readonly Guardrail[] = [
  { metric: 'ERROR_RATE', limit: 0.02, holds: true },
  { metric: 'LATENCY_P95', limit: 0.5, holds: true },
  { metric: 'SCORE_PSI', limit: 0.25, holds: true },
  { metric: 'CONVERSION', limit: 0.1, holds: false },
];

/** Allowed range of the limit of each metric, exclusive. */
const RANGES: Readonly<Record<GuardrailMetric, readonly [number, number]>> = {
  ERROR_RATE: [0, 1],
  LATENCY_P95: [0, 100],
  SCORE_PSI: [0, 100],
  CONVERSION: [0, 1],
};

/**
 * Checks the guardrails of a rollout.
 *
 * @throws {DomainError} ROLLOUT_INVALID when a metric occurs twice or a limit is out of range
 */
export function requireGuardrails(guardrails: readonly Guardrail[]): void {
  guardrails.forEach(({ metric, limit }, i) => {
    const [above, below] = RANGES[metric];
    if (!(limit > above && limit < below)) {
      const message = `guardrail ${metric}: found limit ${limit}, expected above ${above} and below ${below}`;
      throw new DomainError('ROLLOUT_INVALID', message, { metric, found: limit });
    }
    if (guardrails.findIndex((other) => other.metric === metric) < i) {
      throw new DomainError('ROLLOUT_INVALID', `guardrail ${metric}: found twice, expected once`, { metric });
    }
  });
}
