import type { Grade } from '../leads/lead.ts';

/** Causes of the end of an override. */
export const ScoreOverrideEnd = {
  EXPIRED: 'EXPIRED',
  ENDED: 'ENDED',
  REPLACED: 'REPLACED',
  CLOSED: 'CLOSED',
} as const;

/** See {@link ScoreOverrideEnd}. */
export type ScoreOverrideEnd = keyof typeof ScoreOverrideEnd;

/**
 * Grade that a person gave a lead, beside the score of the model. It is in force until it ends, and never after it expired or
 * its lead was closed. Times are epoch milliseconds.
 */
export interface ScoreOverride {
  readonly id: number;
  readonly leadId: string;
  readonly grade: Grade;
  readonly actor: string;
  readonly reason: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** null while it has not ended */
  readonly endedAt: number | null;
  readonly endCause: ScoreOverrideEnd | null;
  /** null where the system ended it */
  readonly endActor: string | null;
  readonly endReason: string | null;
}

/** An override to store. */
export type NewScoreOverride = Pick<ScoreOverride, 'leadId' | 'grade' | 'actor' | 'reason' | 'createdAt' | 'expiresAt'>;
