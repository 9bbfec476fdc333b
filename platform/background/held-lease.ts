import type { Kysely } from 'kysely';
import { LEASE_MS, type Lease, releaseLease, takeLease } from './lease.ts';

/** A lease that is renewed in time: asking for it again and again costs next to nothing. */
export class HeldLease {
  readonly #db: Kysely<never>;
  readonly #lease: Lease;
  /** by a clock that never runs backwards */
  #renewalDueAt = 0;
  #isHeld = false;

  constructor(db: Kysely<never>, lease: Lease) {
    this.#db = db;
    this.#lease = lease;
  }

  /** Takes the lease, or renews it once a third of its time is over. Returns whether this process has it. */
  async hold(): Promise<boolean> {
    const now = performance.now();
    if (this.#isHeld && now < this.#renewalDueAt) return true;
    this.#isHeld = false;
    this.#isHeld = await takeLease(this.#db, this.#lease);
    this.#renewalDueAt = now + LEASE_MS / 3;
    return this.#isHeld;
  }

  /** Gives it back: another process need not wait until it runs out. */
  async release(): Promise<void> {
    this.#isHeld = false;
    await releaseLease(this.#db, this.#lease);
  }
}
