import type { StreamPosition } from '../../../../platform/streams/stream-position.ts';

/** Longest wait of a lead that changes without a pause, in delays. */
const MOST_DELAYS = 5;

/** A change of a lead, as automatic scoring reads it. */
export interface SeenChange {
  readonly leadId: string;
  /** place in the stream of changes that lies directly before it */
  readonly before: StreamPosition;
  /** epoch milliseconds */
  readonly changedAt: number;
  /** age of the change when it was seen, ms, at least 0; by clocks that may differ, so that it only makes the lead due sooner */
  readonly ageMs: number;
}

/** A lead whose changes wait for a score. */
export interface WaitingLead {
  readonly leadId: string;
  /** place before the first of the changes */
  readonly before: StreamPosition;
  /** time of the last of the changes, epoch milliseconds */
  readonly changedAt: number;
  /** when the first and the last change were seen, monotonic milliseconds */
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** time of the last change, monotonic milliseconds; at most `lastSeenAt` */
  readonly quietSince: number;
}

/**
 * Leads that wait for a score, debounced: each becomes due once it was quiet for a delay, or five delays after its first
 * change was seen. Times are monotonic milliseconds.
 */
export class WaitingLeads {
  readonly #delayMs: number;
  /** by id, in the order of the first change */
  readonly #leads = new Map<string, WaitingLead>();

  /** @param delayMs quiet time after a change, ms */
  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  get size(): number {
    return this.#leads.size;
  }

  /** Place before the oldest change that waits; undefined when none does. */
  get before(): StreamPosition | undefined {
    const [oldest] = this.#leads.values();
    return oldest?.before;
  }

  /** Adds a change; a lead that waits already becomes due later. */
  add({ leadId, before, changedAt, ageMs }: SeenChange, now: number): void {
    const known = this.#leads.get(leadId);
    const first = known ?? { before, firstSeenAt: now };
    this.#leads.set(leadId, {
      leadId,
      before: first.before,
      changedAt,
      firstSeenAt: first.firstSeenAt,
      lastSeenAt: now,
      quietSince: Math.max(known?.quietSince ?? Number.NEGATIVE_INFINITY, now - ageMs),
    });
  }

  /** Removes leads, since they have their scores. */
  remove(leadIds: Iterable<string>): void {
    for (const leadId of leadIds) this.#leads.delete(leadId);
  }

  clear(): void {
    this.#leads.clear();
  }

  /** Finds a lead that waits. */
  find(leadId: string): WaitingLead | undefined {
    return this.#leads.get(leadId);
  }

  /** Lists the leads that are due, in the order of their first changes. @param most of them */
  due(now: number, most: number): readonly WaitingLead[] {
    const due: WaitingLead[] = [];
    for (const lead of this.#leads.values()) {
      if (due.length >= most) break;
      if (this.#dueAt(lead) <= now) due.push(lead);
    }
    return due;
  }

  /** Time until the next lead is due, ms, at least 0; infinite when none waits. */
  nextDueInMs(now: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const lead of this.#leads.values()) next = Math.min(next, this.#dueAt(lead));
    return Math.max(0, next - now);
  }

  #dueAt({ firstSeenAt, quietSince }: WaitingLead): number {
    return Math.min(quietSince + this.#delayMs, firstSeenAt + MOST_DELAYS * this.#delayMs);
  }
}
