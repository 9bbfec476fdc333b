/** Mutations of the load. */
export const OPERATION_KINDS = ['submitLead', 'recordInteractions', 'scoreLead'] as const;

/** One of {@link OPERATION_KINDS}. */
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** One mutation that may be sent again and again: its key makes it one. */
export interface Operation {
  readonly kind: OperationKind;
  readonly key: string;
  readonly body: string;
  /** Reads the stored thing's id in a whole answer. */
  idOf(data: Record<string, unknown>): string;
}

/** Prefix of every key, which separates the load's rows from all others. */
export const KEY_PREFIX = 'fault-';

const SUBMIT = `mutation Submit($key: String!) {
  submitLead(idempotencyKey: $key, input: { company: $key, source: "GOOGLE_ADS" }) { leadId }
}`;
const RECORD = `mutation Record($key: ID!, $leadId: ID!) {
  recordInteractions(
    leadId: $leadId
    interactions: [{ id: $key, kind: WEBSITE_VISIT, occurredAt: "2026-01-01T00:00:00Z", quantity: 3 }]
  ) { leadId recorded }
}`;
const SCORE = `mutation Score($key: String!, $leadId: ID!) {
  scoreLead(leadId: $leadId, idempotencyKey: $key) { score { id } }
}`;

/** Stores a lead whose company is the key. */
export function submitLead(key: string): Operation {
  return {
    kind: 'submitLead',
    key,
    body: JSON.stringify({ query: SUBMIT, variables: { key } }),
    idOf: ({ submitLead: answer }) => (answer as { leadId: string }).leadId,
  };
}

/** Records one interaction whose id is the key. */
export function recordInteractions(key: string, leadId: string): Operation {
  return {
    kind: 'recordInteractions',
    key,
    body: JSON.stringify({ query: RECORD, variables: { key, leadId } }),
    idOf: ({ recordInteractions: answer }) => (answer as { leadId: string }).leadId,
  };
}

/** Scores a lead. */
export function scoreLead(key: string, leadId: string): Operation {
  return {
    kind: 'scoreLead',
    key,
    body: JSON.stringify({ query: SCORE, variables: { key, leadId } }),
    idOf: ({ scoreLead: answer }) => (answer as { score: { id: string } }).score.id,
  };
}
