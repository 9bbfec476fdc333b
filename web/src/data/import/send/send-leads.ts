import {
  DataImportSubmitDocument,
  type DataImportSubmitMutationVariables,
  DataImportUpdateDocument,
} from '../../../graph/generated/graphql.ts';
import { execute } from '../../../graph/graph-client.ts';
import { GraphError, type GraphFault } from '../../../graph/graph-error.ts';
import type { ReadRow } from '../rows/read-lead.ts';
import { rowKey } from '../rows/text-hash.ts';
import type { LeadResult, SendLeads } from './run-import.ts';

/** Leads per request: as many as the document has places for. */
export const LEADS_PER_REQUEST = 25;

/** Requests at once: a database server works on some of them side by side. */
export const REQUESTS_AT_ONCE = 4;

/**
 * Submits leads by one request, and brings leads that exist up to date by another where that is wanted. Each lead has an
 * idempotency key made of its content, so a repeat adds nothing.
 */
export const sendLeads: SendLeads = async (rows, updatesExisting, signal) => {
  const { data, faults } = await execute(DataImportSubmitDocument, variablesOf(rows), signal);
  const submitted = rows.map((_, place): LeadResult => {
    const payload = (data as Record<string, { readonly created: boolean } | null | undefined>)[`l${place}`];
    if (payload) return { kind: payload.created ? 'CREATED' : 'KNOWN' };
    return refusalOf(faults.find(({ path }) => path.split('.')[0] === `l${place}`));
  });
  if (!updatesExisting) return submitted;
  return update(rows, submitted, signal);
};

function variablesOf(rows: readonly ReadRow[]): DataImportSubmitMutationVariables {
  return Object.fromEntries(
    rows.flatMap(({ input }, place) => [
      [`i${place}`, input],
      [`k${place}`, rowKey(input)],
      [`n${place}`, true],
    ]),
  );
}

function refusalOf(fault: GraphFault | undefined): LeadResult {
  if (!fault) throw new GraphError([]);
  if (fault.code === 'LEAD_EXISTS') return { kind: 'KNOWN' };
  return { kind: 'REFUSED', code: fault.code, message: fault.message };
}

async function update(
  rows: readonly ReadRow[],
  submitted: readonly LeadResult[],
  signal: AbortSignal,
): Promise<readonly LeadResult[]> {
  const isKnown = (place: number): boolean => submitted[place]?.kind === 'KNOWN' && rows[place]?.input.id != null;
  const places = rows.map((_, place) => place).filter(isKnown);
  if (places.length === 0) return submitted;
  const updates = places.map((place) => {
    const { id, createdAt: _, consents: __, ...input } = rows[place]?.input ?? {};
    return { id: String(id), input };
  });
  const { data, faults } = await execute(DataImportUpdateDocument, { updates }, signal);
  if (!data.updateLeads) throw new GraphError(faults);
  const results = [...submitted];
  for (const [index, { error }] of data.updateLeads.results.entries())
    results[places[index] as number] = error ? { kind: 'REFUSED', ...error } : { kind: 'UPDATED' };
  return results;
}
