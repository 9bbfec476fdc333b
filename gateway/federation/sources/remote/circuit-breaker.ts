/** Settings of a circuit breaker. */
export interface CircuitBreakerOptions {
  /** consecutive failures that open the circuit. Default 5 */
  readonly failures?: number;
  /** first time that the circuit stays open, ms; doubled after each failed probe. Default 500 */
  readonly coolDownMs?: number;
  /** longest time between two probes, ms. Default 5,000 */
  readonly maxCoolDownMs?: number;
}

/** `closed` permits every request, `open` none, `half-open` none until the probe in progress ends. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/**
 * Stops requests to a subgraph that does not respond, so that callers do not wait for it and it can recover.
 *
 * ```
 * closed ──failures in a row──▶ open ──cool-down over, next request is the probe──▶ half-open
 *    ▲                           ▲ ────────────────── the probe fails ──────────────── │
 *    └────────────────────────── the probe succeeds ───────────────────────────────────┘
 * ```
 *
 * Every permitted request reports its outcome: `succeeded`, `failed` or `abandoned`.
 *
 * @see Nygard, Release It! (2nd edition, 2018), Circuit Breaker
 */
export class CircuitBreaker {
  readonly #failuresToOpen: number;
  readonly #coolDownMs: number;
  readonly #maxCoolDownMs: number;
  #state: CircuitState = 'closed';
  #failures = 0;
  #probesAt = 0;
  #nextCoolDownMs: number;

  constructor({ failures = 5, coolDownMs = 500, maxCoolDownMs = 5_000 }: CircuitBreakerOptions = {}) {
    this.#failuresToOpen = failures;
    this.#coolDownMs = coolDownMs;
    this.#maxCoolDownMs = maxCoolDownMs;
    this.#nextCoolDownMs = coolDownMs;
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** Whether a request may be sent. @param now milliseconds of a monotonic clock */
  permits(now: number): boolean {
    if (this.#state === 'closed') return true;
    if (this.#state === 'half-open' || now < this.#probesAt) return false;
    this.#state = 'half-open';
    return true;
  }

  /** The subgraph responded. Late responses to requests sent before the circuit opened are ignored. */
  succeeded(): void {
    if (this.#state === 'open') return;
    this.#state = 'closed';
    this.#failures = 0;
    this.#nextCoolDownMs = this.#coolDownMs;
  }

  /** The subgraph did not respond. @returns whether that opened the circuit */
  failed(now: number): boolean {
    if (this.#state === 'open') return false;
    this.#failures += 1;
    if (this.#state === 'closed' && this.#failures < this.#failuresToOpen) return false;
    this.#state = 'open';
    this.#probesAt = now + this.#nextCoolDownMs;
    this.#nextCoolDownMs = Math.min(2 * this.#nextCoolDownMs, this.#maxCoolDownMs);
    return true;
  }

  /** The request was cancelled before its outcome; if it was the probe, the next request becomes the probe. */
  abandoned(): void {
    if (this.#state === 'half-open') this.#state = 'open';
  }
}
