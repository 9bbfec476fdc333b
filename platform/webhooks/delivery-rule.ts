import { MINUTE_MS } from '../time.ts';

/** State of a delivery. */
export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'FAILED'] as const;

/** A state of {@link DELIVERY_STATES}. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Result of one attempt. */
export interface WebhookAnswer {
  /** the status, of HTTP or SMTP; absent when there was no answer */
  readonly status?: number;
  /** when the receiver wants to be asked again, ms from now */
  readonly retryAfterMs?: number | undefined;
  /** why it is no success */
  readonly error?: string;
  /** whether the receiver will never take it, however often it is sent */
  readonly isFinal?: boolean;
}

/** Next step of a delivery. */
export interface DeliveryVerdict {
  readonly state: DeliveryState;
  /** when it is sent again, epoch milliseconds; undefined when it is not */
  readonly retryAt: number | undefined;
}

/** Pauses before the second, third … attempt, milliseconds: a day in all. */
export const PAUSES_MS = [
  1_000,
  5_000,
  25_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  ...Array(28).fill(50 * MINUTE_MS),
];
/** Largest share by which a pause is longer, so that receivers that come back are not met by everyone at once. */
export const JITTER = 0.2;
/** Longest pause that a receiver can ask for, milliseconds. */
export const LONGEST_PAUSE_MS = 300_000;
const GONE = 410;

/** The longest time, milliseconds, that a delivery is ever put off. */
export function longestPauseMs(pausesMs: readonly number[] = PAUSES_MS): number {
  return Math.max(LONGEST_PAUSE_MS, ...pausesMs);
}

/**
 * Whether a webhook is delivered, sent again or given up: retries for a day, after 1 s, 5 s, 25 s, 2, 10 and 30 minutes and
 * then every 50 to 60 minutes, or when the receiver's `Retry-After` says, at most 5 minutes. Delivered is any status 2xx; 410 (gone), and what is final, is given up at once.
 *
 * @param attempts how often it was sent, 1 or more
 * @param nowMs epoch milliseconds
 * @param pausesMs before the second, third … attempt, milliseconds
 * @param chance    0 to 1: pauses from a minute on are longer by up to a fifth of it
 */
export function judgeDelivery(
  answer: WebhookAnswer,
  attempts: number,
  nowMs: number,
  pausesMs: readonly number[] = PAUSES_MS,
  chance = 0,
): DeliveryVerdict {
  if (answer.error === undefined) return { state: 'DELIVERED', retryAt: undefined };
  const pauseMs = pausesMs[attempts - 1];
  const isFinal = answer.isFinal === true || answer.status === GONE;
  if (pauseMs === undefined || isFinal) return { state: 'FAILED', retryAt: undefined };
  const askedMs = Math.min(answer.retryAfterMs ?? 0, LONGEST_PAUSE_MS);
  const jitterMs = pauseMs < MINUTE_MS ? 0 : Math.floor(pauseMs * JITTER * chance);
  return { state: 'PENDING', retryAt: nowMs + Math.max(pauseMs + jitterMs, askedMs) };
}
