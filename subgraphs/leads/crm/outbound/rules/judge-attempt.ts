import { MINUTE_MS, SECOND_MS } from '../../../../../platform/time.ts';
import type { CrmDeliveryState } from './score-delivery.ts';

/** Result of one attempt at one delivery. */
export interface DeliveryAnswer {
  readonly id: number;
  /** DELIVERED: the CRM has it or a newer one. REFUSED: it did not take this one. BUSY: the row is locked, or time ran out. */
  readonly result: 'DELIVERED' | 'REFUSED' | 'BUSY';
  /** code of the refusal */
  readonly code?: string;
  /** found and expected, for people */
  readonly error?: string;
  /** whether it will never be taken, however often it is sent */
  readonly isFinal?: boolean;
  /** least pause that the receiver asks for, ms */
  readonly retryAfterMs?: number | undefined;
}

/** Next step of a delivery. Times are epoch milliseconds. */
export interface AttemptVerdict {
  readonly state: CrmDeliveryState;
  readonly attempts: number;
  readonly dueAt: number;
}

/** Pauses before the second, third … attempt, ms: ten attempts in about four hours. */
const PAUSES_MS = [
  SECOND_MS,
  5 * SECOND_MS,
  25 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  60 * MINUTE_MS,
  60 * MINUTE_MS,
  60 * MINUTE_MS,
];

/** Longest time that a delivery is ever put off, ms. */
export const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

/**
 * Decides whether a delivery is done, sent again or given up. BUSY is no fault of the delivery and counts as no attempt.
 *
 * @param attempts that failed before
 * @param nowMs    epoch milliseconds
 */
export function judgeAttempt(answer: DeliveryAnswer, attempts: number, nowMs: number): AttemptVerdict {
  if (answer.result === 'DELIVERED') return { state: 'DELIVERED', attempts: attempts + 1, dueAt: nowMs };
  const askedMs = Math.min(answer.retryAfterMs ?? 0, LONGEST_PAUSE_MS);
  if (answer.result === 'BUSY') return { state: 'PENDING', attempts, dueAt: nowMs + Math.max(SECOND_MS, askedMs) };
  const pauseMs = PAUSES_MS[attempts];
  if (pauseMs === undefined || answer.isFinal) return { state: 'FAILED', attempts: attempts + 1, dueAt: nowMs };
  return { state: 'PENDING', attempts: attempts + 1, dueAt: nowMs + Math.max(pauseMs, askedMs) };
}
