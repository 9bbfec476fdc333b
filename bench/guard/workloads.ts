import { trustedDocument } from '../../gateway/graphql/trusted-documents.ts';
import { leadId, SCORE_FORM_OR_LEAD, SCORE_LEAD, type Workload } from '../platform/workloads.ts';

const SCORE = 'mutation Score($id: ID!) { scoreLead(leadId: $id) { score { id probability grade latencyMs } } }';
const RANKED = `query Ranked($minimum: Float) {
  leads(first: 20, filter: { minimumProbability: $minimum }) {
    edges { node { id company stage score { probability grade modelVersion { version stage } } } }
  }
}`;
const LEAD = 'query Lead($id: ID!) { lead(id: $id) { id company stage score { probability grade } } }';
const EXPLANATIONS = `query Explanations($minimum: Float) {
  leads(first: 5, filter: { minimumProbability: $minimum }) {
    edges { node { id score { explanation { baseValue contributions(top: 5) { contribution } } } } }
  }
}`;

/** Trusted documents of {@link PLATFORM_WORKLOADS}. */
export const DOCUMENTS: readonly string[] = [SCORE, RANKED, LEAD, EXPLANATIONS];

/** A workload with the number of its requests in a round. */
export interface GuardedWorkload extends Workload {
  readonly times: number;
}

/** Requests to the platform, most of them trusted documents. */
export const PLATFORM_WORKLOADS: readonly GuardedWorkload[] = [
  { ...SCORE_FORM_OR_LEAD, name: 'POST /score-lead', times: 2_000 },
  { ...SCORE_LEAD, name: 'scoreLead, Apollo Server', times: 2_000 },
  {
    ...trusted('scoreLead, trusted document', SCORE, '"probability":', (turn) => ({ id: leadId(turn) })),
    clients: SCORE_LEAD.clients,
    times: 2_000,
  },
  {
    ...trusted('20 ranked leads', RANKED, '"stage":"PRODUCTION"', (turn) => ({ minimum: (turn % 1_000) / 1e6 })),
    times: 300,
  },
  { ...trusted('one lead', LEAD, '"company":', (turn) => ({ id: leadId(turn) })), times: 2_000 },
  {
    ...trusted('explanations of 5 leads', EXPLANATIONS, '"baseValue":', (turn) => ({ minimum: (turn % 1_000) / 1e6 })),
    times: 500,
  },
  {
    name: 'GET /leads/:lead_id',
    clients: 16,
    method: 'GET',
    path: (turn) => `/leads/${leadId(turn)}`,
    isRight: (text) => text.includes('"created_at"'),
    times: 3_000,
  },
];

/** @param part that every answer has */
function trusted(name: string, document: string, part: string, variables: (turn: number) => object): Workload {
  const { id: documentId } = trustedDocument(document);
  return {
    name,
    clients: 16,
    path: () => '/graphql',
    body: (turn) => JSON.stringify({ documentId, variables: variables(turn) }),
    isRight: (text) => text.includes(part) && !text.includes('"errors"'),
  };
}
