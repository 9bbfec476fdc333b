/** How far a delivery has come. */
export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'FAILED'] as const;

/** A state of {@link DELIVERY_STATES}. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What came of sending something once. */
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

/** How a delivery goes on. */
export interface DeliveryVerdict {
  readonly state: DeliveryState;
  /** when it is sent again, epoch milliseconds; undefined when it is not */
  readonly retryAt: number | undefined;
}

// before the second, third and fourth attempt
const PAUSES_MS = [1_000, 5_000, 25_000];
const LONGEST_PAUSE_MS = 300_000;
const GONE = 410;

/** The longest time, milliseconds, that a delivery is ever put off. */
export function longestPauseMs(pausesMs: readonly number[] = PAUSES_MS): number {
  return Math.max(LONGEST_PAUSE_MS, ...pausesMs);
}

/**
 * Whether a webhook is delivered, sent again or given up: three retries, after 1 s, 5 s and 25 s, or when the receiver's
 * `Retry-After` says, at most 5 minutes. Delivered is any status 2xx; 410 (gone), and what is final, is given up at once.
 *
 * @param attempts how often it was sent, 1 or more
 * @param nowMs epoch milliseconds
 * @param pausesMs before the second, third … attempt, milliseconds
 */
export function judgeDelivery(
  answer: WebhookAnswer,
  attempts: number,
  nowMs: number,
  pausesMs: readonly number[] = PAUSES_MS,
): DeliveryVerdict {
  if (answer.error === undefined) return { state: 'DELIVERED', retryAt: undefined };
  const pauseMs = pausesMs[attempts - 1];
  const isFinal = answer.isFinal === true || answer.status === GONE;
  if (pauseMs === undefined || isFinal) return { state: 'FAILED', retryAt: undefined };
  const askedMs = Math.min(answer.retryAfterMs ?? 0, LONGEST_PAUSE_MS);
  return { state: 'PENDING', retryAt: nowMs + Math.max(pauseMs, askedMs) };
}
