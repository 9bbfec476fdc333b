/** Verdict on the answer to a question. */
export type Finding = 'right' | 'partial' | `wrong: ${string}`;

/** One question of the mixed load, with what its answer is held against. */
export interface Question {
  readonly body: string;
  check(answer: Answer): Finding;
}

/** A GraphQL answer. */
export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

interface ScoredLead {
  readonly id: string;
  readonly company: string | null;
  readonly crmScore: { readonly probability: number } | null;
  readonly score: { readonly modelVersion: { readonly stage: string } | null } | null;
}

interface StoredScore {
  readonly id: string;
  readonly probability: number;
  readonly lead: { readonly id: string } | null;
}

// what a subgraph that is being restarted may cost
const OUTAGES: ReadonlySet<string | undefined> = new Set(['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT']);

const RANKED = `query Ranked($first: Int!, $minimum: Float) {
  leads(first: $first, filter: { minimumProbability: $minimum }) {
    edges { node { id company crmScore { probability } score { probability modelVersion { version stage } } } }
  }
}`;
const LEAD =
  'query Lead($id: ID!) { lead(id: $id) { id company crmScore { probability } score { probability modelVersion { version stage } } } }';
const SCORE_LEAD = 'mutation Score($id: ID!) { scoreLead(leadId: $id) { score { id probability lead { id } } } }';
const STORED = 'query Stored($id: ID!) { score(id: $id) { id probability lead { id } } }';

/** Asks a running platform questions whose answers are known, and remembers every score that it acknowledged. */
export class SoakQuestions {
  /** probability by score id */
  readonly acknowledged = new Map<string, { readonly leadId: string; readonly probability: number }>();
  readonly #companies: ReadonlyMap<string, string | null>;
  readonly #ids: readonly string[];
  #turn = 0;

  /** @param companies of every lead, by id, as they were before the load */
  constructor(companies: ReadonlyMap<string, string | null>) {
    this.#companies = companies;
    this.#ids = [...companies.keys()];
  }

  next(): Question {
    const turn = this.#turn++;
    const id = this.#ids[(turn * 7_919) % this.#ids.length] as string;
    if (turn % 4 === 0) return this.#ranked(turn);
    if (turn % 4 === 1) return this.#lead(id);
    return turn % 4 === 2 || this.acknowledged.size === 0 ? this.#scoreLead(id) : this.#stored(turn);
  }

  #ranked(turn: number): Question {
    return question(RANKED, { first: 20, minimum: (turn % 1_000) / 1e6 }, ({ leads }) => {
      const nodes = (leads as { edges: { node: ScoredLead }[] }).edges.map(({ node }) => node);
      if (nodes.length !== 20) return `${nodes.length} leads`;
      const ranks = nodes.map(({ crmScore }) => crmScore?.probability ?? -1);
      if (ranks.some((rank, index) => rank > (ranks[index - 1] ?? 1))) return `leads in the order ${ranks}`;
      return nodes.map((node) => this.#faultOf(node, node.id)).find(Boolean);
    });
  }

  #lead(id: string): Question {
    return question(LEAD, { id }, ({ lead }) => this.#faultOf(lead as ScoredLead, id));
  }

  #scoreLead(id: string): Question {
    return question(SCORE_LEAD, { id }, (data) => {
      const { score } = data.scoreLead as { score: StoredScore };
      this.acknowledged.set(score.id, { leadId: id, probability: score.probability });
      return score.lead && score.lead.id !== id ? `a score of lead ${score.lead.id} for ${id}` : undefined;
    });
  }

  #stored(turn: number): Question {
    const known = [...this.acknowledged.keys()].slice(-200);
    const id = known[turn % known.length] as string;
    const expected = this.acknowledged.get(id);
    return question(STORED, { id }, ({ score }) => {
      const found = score as StoredScore;
      const isRight = found.id === id && found.probability === expected?.probability;
      return isRight && (!found.lead || found.lead.id === expected.leadId) ? undefined : JSON.stringify(found);
    });
  }

  #faultOf({ id, company, score }: ScoredLead, expectedId: string): string | undefined {
    if (id !== expectedId || company !== this.#companies.get(id)) return `lead ${id} of ${company} for ${expectedId}`;
    const stage = score?.modelVersion?.stage;
    return stage === undefined || stage === 'PRODUCTION' ? undefined : `lead ${id} scored by a version in ${stage}`;
  }
}

/** @param faultOf says what is wrong with data that came whole, or whose losses have been accounted for */
function question(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  faultOf: (data: Record<string, unknown>) => string | undefined,
): Question {
  return {
    body: JSON.stringify({ query, variables }),
    check: ({ data, errors = [] }) => {
      const strange = errors.find(({ extensions }) => !OUTAGES.has(extensions?.code));
      if (strange) return `wrong: ${JSON.stringify(strange)}`;
      const isLost = !data || Object.values(data).includes(null);
      if (isLost) return errors.length > 0 ? 'partial' : `wrong: ${JSON.stringify(data)}`;
      const fault = faultOf(data);
      if (fault) return `wrong: ${fault}`;
      return errors.length > 0 ? 'partial' : 'right';
    },
  };
}
