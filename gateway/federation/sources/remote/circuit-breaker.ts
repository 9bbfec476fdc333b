/** When a circuit opens, and for how long. */
export interface CircuitBreakerOptions {
  /** failures in a row that open it. Default 5 */
  readonly failures?: number;
  /** how long it stays open at first, ms; doubled each time a probe fails. Default 500 */
  readonly coolDownMs?: number;
  /** longest time between two probes, ms. Default 5,000 */
  readonly maxCoolDownMs?: number;
}

/** `closed` lets everything through, `open` nothing, `half-open` waits for the one probe under way. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/**
 * Keeps requests from a subgraph that does not answer, so that it is not waited for and can come back in peace.
 *
 * ```
 * closed ──failures in a row──▶ open ──cool-down over, next request is the probe──▶ half-open
 *    ▲                           ▲ ────────────────── the probe fails ──────────────── │
 *    └────────────────────────── the probe succeeds ───────────────────────────────────┘
 * ```
 *
 * Every request that was permitted reports how it ended: `succeeded`, `failed` or `abandoned`.
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

  /** Whether a request may be sent. @param now milliseconds of any clock that only goes forward */
  permits(now: number): boolean {
    if (this.#state === 'closed') return true;
    if (this.#state === 'half-open' || now < this.#probesAt) return false;
    this.#state = 'half-open';
    return true;
  }

  /** The subgraph answered. What was sent before the circuit opened and is answered late changes nothing. */
  succeeded(): void {
    if (this.#state === 'open') return;
    this.#state = 'closed';
    this.#failures = 0;
    this.#nextCoolDownMs = this.#coolDownMs;
  }

  /** The subgraph did not answer. @returns whether that opened the circuit */
  failed(now: number): boolean {
    if (this.#state === 'open') return false;
    this.#failures += 1;
    if (this.#state === 'closed' && this.#failures < this.#failuresToOpen) return false;
    this.#state = 'open';
    this.#probesAt = now + this.#nextCoolDownMs;
    this.#nextCoolDownMs = Math.min(2 * this.#nextCoolDownMs, this.#maxCoolDownMs);
    return true;
  }

  /** Nobody waited for the end of the request; when it was the probe, the next one is. */
  abandoned(): void {
    if (this.#state === 'half-open') this.#state = 'open';
  }
}
