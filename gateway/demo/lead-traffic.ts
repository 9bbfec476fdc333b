import type { GraphClient } from './client/graph-client.ts';

/** Outcome of a batch of requests. */
export interface Answered {
  readonly requests: number;
  /** answered by the challenger */
  readonly byChallenger: number;
  /** without a score */
  readonly failed: number;
}

const AT_ONCE = 32;
const DEMO_LEADS = 5000;

const SCORE = `mutation ($leadId: ID!) { scoreLead(leadId: $leadId) { score { role } } }`;

interface ScoreAnswer {
  readonly scoreLead: { readonly score: { readonly role: string } };
}

/** Sends scoring requests for the demo leads in turn, a few at a time. */
export class LeadTraffic {
  readonly #client: GraphClient;
  #sent = 0;

  constructor(client: GraphClient) {
    this.#client = client;
  }

  /** Sends a number of requests, and resolves when all are answered. */
  async send(requests: number): Promise<Answered> {
    const roles: (string | undefined)[] = [];
    const until = this.#sent + requests;
    const caller = async (): Promise<void> => {
      while (this.#sent < until) roles.push(await this.#score(this.#sent++));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    return {
      requests,
      byChallenger: roles.filter((role) => role === 'CHALLENGER').length,
      failed: roles.filter((role) => role === undefined).length,
    };
  }

  async #score(turn: number): Promise<string | undefined> {
    const leadId = `lead-${String(1 + (turn % DEMO_LEADS)).padStart(6, '0')}`;
    const answer = this.#client.ask<ScoreAnswer>(SCORE, { leadId });
    return answer.then(
      ({ scoreLead }) => scoreLead.score.role,
      () => undefined,
    );
  }
}
