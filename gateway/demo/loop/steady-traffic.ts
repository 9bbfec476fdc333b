import { setTimeout } from 'node:timers/promises';
import type { GraphClient } from '../client/graph-client.ts';

const SCORE = `mutation ($leadId: ID!) { scoreLead(leadId: $leadId) { score { role } } }`;
const TICK_MS = 50;
/** requests under way from which on a tick sends none: the platform is slower than the rate */
const MOST_UNDER_WAY = 64;

/** Requests for scores at a steady rate, for leads in turn. */
export class SteadyTraffic {
  readonly #client: GraphClient;
  readonly #timer: NodeJS.Timeout;
  readonly #perTick: number;
  readonly #underWay = new Set<Promise<void>>();
  #leads: readonly string[] = [];
  #sent = 0;
  #answered = 0;
  #failed = 0;

  /** Sends nothing until it has leads. */
  constructor(client: GraphClient, perSecond: number) {
    this.#client = client;
    this.#perTick = (perSecond * TICK_MS) / 1000;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** requests so far that were answered without a score */
  get failed(): number {
    return this.#failed;
  }

  /** Resolves when so many more requests were answered. */
  async answer(requests: number): Promise<void> {
    const until = this.#answered + requests;
    while (this.#answered < until) await setTimeout(TICK_MS);
  }

  /** From now on requests are for these leads. */
  setLeads(leads: readonly string[]): void {
    this.#leads = leads;
  }

  /** Ends after the requests under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#underWay);
  }

  #tick(): void {
    for (let each = 0; each < this.#perTick && this.#underWay.size < MOST_UNDER_WAY; each += 1) {
      const leadId = this.#leads[this.#sent % this.#leads.length];
      if (leadId === undefined) return;
      this.#sent += 1;
      const request = this.#score(leadId);
      this.#underWay.add(request);
      void request.finally(() => this.#underWay.delete(request));
    }
  }

  async #score(leadId: string): Promise<void> {
    const answer = this.#client.ask<{ scoreLead: { score: unknown } }>(SCORE, { leadId });
    await answer.catch(() => {
      this.#failed += 1;
    });
    this.#answered += 1;
  }
}
