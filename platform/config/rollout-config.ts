import { z } from 'zod';
import { DomainError } from '../errors.ts';

/** Every environment variable about how rollouts are judged. */
export const rolloutVariables = {
  ROLLOUT_LOOK_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(2_000)
    .describe('how often rollouts are judged, milliseconds'),
  ROLLOUT_HOLD_AFTER_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(60_000)
    .describe('time without an evaluation after which a rollout holds and alerts, milliseconds'),
  ROLLOUT_FAIL_AFTER_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(600_000)
    .describe('time without an evaluation after which a rollout is rolled back, milliseconds'),
};

const rolloutSchema = z.object(rolloutVariables);

/** Settings of the evaluation of rollouts. */
export interface RolloutConfig {
  readonly rolloutPollMs: number;
  /** limits on the time without an evaluation */
  readonly unjudgedLimits: { readonly holdAfterMs: number; readonly failAfterMs: number };
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when a rollout would end before it holds
 */
export function readRolloutConfig(values: z.output<typeof rolloutSchema>): RolloutConfig {
  const { ROLLOUT_HOLD_AFTER_MS: holdAfterMs, ROLLOUT_FAIL_AFTER_MS: failAfterMs } = values;
  if (failAfterMs < holdAfterMs)
    throw new DomainError(
      'CONFIGURATION_INVALID',
      `ROLLOUT_FAIL_AFTER_MS: found ${failAfterMs}, expected at least ROLLOUT_HOLD_AFTER_MS (${holdAfterMs})`,
    );
  return { rolloutPollMs: values.ROLLOUT_LOOK_MS, unjudgedLimits: { holdAfterMs, failAfterMs } };
}
