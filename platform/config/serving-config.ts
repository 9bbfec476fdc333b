import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { DEFAULT_MAX_EXPORTS } from '../exports/export-slots.ts';

/** Every environment variable that says how requests are served, and how serving ends. */
export const servingVariables = {
  REQUEST_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(600_000)
    .optional()
    .describe('time in which a request is answered, with all it asks of subgraphs; absent: SUBGRAPH_TIMEOUT_MS'),
  LONG_REQUEST_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(3_600_000)
    .default(120_000)
    .describe(
      'time in which an operation that takes long is answered: registration, synchronisation, replay, drift checks',
    ),
  MAX_REQUESTS_UNDER_WAY: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(500)
    .describe('requests under way in one process; more are refused with 503; 0: no limit')
    .meta({ unit: 'requests' }),
  MAX_EXPORTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(DEFAULT_MAX_EXPORTS)
    .describe('exports under way in one process; more are refused with 429')
    .meta({ unit: 'exports' }),
  DRAIN_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(0)
    .describe('how long a stopping process still takes connections after /ready says no, milliseconds'),
  SHUTDOWN_DEADLINE_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(25_000)
    .describe('longest stop, DRAIN_DELAY_MS included; then the process ends with code 1, milliseconds'),
};

const servingSchema = z.object(servingVariables);

/** Settings of serving and of graceful shutdown. */
export interface ServingConfig {
  readonly requestTimeoutMs: number;
  readonly longRequestTimeoutMs: number;
  /** 0: no limit */
  readonly maxRequestsUnderWay: number;
  readonly maxExports: number;
  readonly drainDelayMs: number;
  readonly shutdownDeadlineMs: number;
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when two contradict each other
 */
export function readServing(
  values: z.output<typeof servingSchema> & { readonly SUBGRAPH_TIMEOUT_MS: number },
): ServingConfig {
  const { DRAIN_DELAY_MS: drainDelayMs, SHUTDOWN_DEADLINE_MS: shutdownDeadlineMs } = values;
  if (drainDelayMs >= shutdownDeadlineMs)
    throw new DomainError(
      'CONFIGURATION_INVALID',
      `DRAIN_DELAY_MS: found ${drainDelayMs}, expected less than SHUTDOWN_DEADLINE_MS (${shutdownDeadlineMs})`,
    );
  return {
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS ?? values.SUBGRAPH_TIMEOUT_MS,
    longRequestTimeoutMs: values.LONG_REQUEST_TIMEOUT_MS,
    maxRequestsUnderWay: values.MAX_REQUESTS_UNDER_WAY,
    maxExports: values.MAX_EXPORTS,
    drainDelayMs,
    shutdownDeadlineMs,
  };
}
