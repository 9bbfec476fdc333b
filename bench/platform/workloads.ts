/**
 * One kind of request, made anew for each: unique variables, so that nobody wins by answering one request many times. POST
 * unless it says otherwise.
 */
export interface Workload {
  readonly name: string;
  readonly clients: number;
  readonly method?: 'GET' | 'POST';
  /** @param turn number of the request, from 0 */
  path(turn: number): string;
  body?(turn: number): string;
  /** whether an answer is right */
  isRight(text: string): boolean;
}

const LEADS = 5_000;
const INDUSTRIES = ['TRADING', 'LOGISTICS', 'MANUFACTURING', 'CONSULTING', 'TECHNOLOGY'] as const;
const RANKED = `query Ranked($first: Int!, $minimum: Float) {
  leads(first: $first, filter: { minimumProbability: $minimum }) {
    edges { node { id company stage score { probability grade modelVersion { version stage } } } }
  }
}`;
/** Mutation of {@link SCORE_LEAD}. */
export const SCORE = 'mutation Score($id: ID!) { scoreLead(leadId: $id) { score { id probability grade } } }';

/** 20 ranked leads with score and model version, from three subgraphs. */
export const RANKED_LEADS: Workload = {
  name: '20 ranked leads over three subgraphs',
  clients: 16,
  path: () => '/graphql',
  body: (turn) => JSON.stringify({ query: RANKED, variables: { first: 20, minimum: (turn % 1_000) / 1e6 } }),
  isRight: (text) => text.includes('"stage":"PRODUCTION"') && !text.includes('"errors"'),
};

/** One lead scored again, durably, through the graph. */
export const SCORE_LEAD: Workload = {
  name: 'scoreLead, durable',
  clients: 64,
  path: () => '/graphql',
  body: (turn) => JSON.stringify({ query: SCORE, variables: { id: leadId(turn) } }),
  isRight: (text) => text.includes('"probability":') && !text.includes('"errors"'),
};

/** A lead of a web form scored by REST, durably. */
export const SCORE_FORM: Workload = {
  name: 'POST /score-lead, durable',
  clients: 64,
  path: () => '/score-lead',
  body: (turn) => JSON.stringify(formOf(`web-${turn}`, turn)),
  isRight: (text) => /"lead_score":0\.\d/.test(text),
};

/** The same, every second request for a lead that is known. */
export const SCORE_FORM_OR_LEAD: Workload = {
  ...SCORE_FORM,
  name: 'POST /score-lead, every second lead known',
  body: (turn) => JSON.stringify(formOf(turn % 2 === 0 ? `web-${turn}` : leadId(turn), turn)),
};

/** Id of a lead of the demo. @param turn number of the request, from 0 */
export function leadId(turn: number): string {
  return `lead-${String(1 + (turn % LEADS)).padStart(6, '0')}`;
}

function formOf(id: string, turn: number): object {
  return {
    lead_id: id,
    company_size: 1 + (turn % 500),
    industry: INDUSTRIES[turn % INDUSTRIES.length],
    page_views: turn % 40,
    time_on_site: turn % 1_800,
    form_completion_time: 30 + (turn % 200),
    referral_source: 'GOOGLE_ADS',
    created_at: '2026-11-01T08:00:00Z',
  };
}
