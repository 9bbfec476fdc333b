/** A lead with the time of its score. */
export interface ScoredLead {
  readonly leadId: string;
  /** epoch milliseconds; null without a score */
  readonly scoredAt: number | null;
}

/** The leads with the oldest of many scores, in bounded memory; a lead without a score comes before all others. */
export class OldestScores {
  readonly #most: number;
  #leads: ScoredLead[] = [];
  #isFull = false;

  /** @param most leads that are kept */
  constructor(most: number) {
    this.#most = most;
  }

  add(lead: ScoredLead): void {
    this.#leads.push(lead);
    // one sort for each `most` added ones
    if (this.#leads.length >= 2 * this.#most) this.#cut();
  }

  /** Takes the kept leads out, the oldest score first, and says whether others were left out. */
  take(): { readonly ids: readonly string[]; readonly isFull: boolean } {
    this.#cut();
    const taken = { ids: this.#leads.map(({ leadId }) => leadId), isFull: this.#isFull };
    this.#leads = [];
    this.#isFull = false;
    return taken;
  }

  #cut(): void {
    this.#leads.sort((a, b) => ageKey(a) - ageKey(b));
    if (this.#leads.length <= this.#most) return;
    this.#leads.length = this.#most;
    this.#isFull = true;
  }
}

function ageKey({ scoredAt }: ScoredLead): number {
  return scoredAt ?? Number.MIN_SAFE_INTEGER;
}
