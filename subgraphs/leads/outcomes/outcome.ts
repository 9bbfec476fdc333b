/** Results of a lead. */
export const OutcomeResult = { CONVERTED: 'CONVERTED', LOST: 'LOST' } as const;

/** See {@link OutcomeResult}. */
export type OutcomeResult = (typeof OutcomeResult)[keyof typeof OutcomeResult];

/** Outcome of a lead; at most one per lead. Times are epoch milliseconds. */
export interface Outcome {
  readonly result: OutcomeResult;
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** AED; null when unknown or lost */
  readonly revenue: number | null;
  readonly reason: string | null;
}

/** Row of an outcome. */
export interface OutcomeRow {
  readonly lead_id: string;
  readonly result: OutcomeResult;
  /** epoch milliseconds */
  readonly occurred_at: number;
  /** time of the recording, epoch milliseconds */
  readonly recorded_at: number;
  /** AED; null when unknown or lost */
  readonly revenue: number | null;
  readonly reason: string | null;
}
