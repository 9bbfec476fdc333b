import type { QueryExecutorProvider } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Connection } from '../../../platform/graphql/connection.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import { type CursorPosition, decodeCursor, encodeCursor } from './cursor.ts';
import type { Lead } from './lead.ts';
import { checkLeadFilter, type LeadFilter } from './lead-filter.ts';
import { findLeadSlice, LeadOrder, type LeadSelection, type LeadSlice } from './lead-query.ts';

/** Page of leads, and the selection that it belongs to. */
export interface LeadPage extends Connection<Lead> {
  readonly selection: LeadSelection;
}

/** Request for a page of leads. */
export interface LeadPageRequest {
  readonly filter: LeadFilter;
  readonly order: LeadOrder;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/**
 * Lists a page of leads.
 *
 * In the order of scores, the first page fixes the revision of the ranking, which the cursors carry: every later page reads
 * that revision. So the pages have each lead that existed at the first one exactly once, in the order of that moment,
 * however scores change; leads created later are absent. Conditions on other fields than the score are evaluated when a
 * page is read: a lead that starts or ceases to match between two pages may be missing. In the order of creation, the key
 * never changes, so no lead is repeated, and cursors never expire.
 *
 * @throws {DomainError} CURSOR_INVALID for a cursor of another list or order, CURSOR_EXPIRED when the snapshot behind it
 * was pruned, VALIDATION_FAILED for a page size or filter out of range
 */
export async function listLeads(db: QueryExecutorProvider, request: LeadPageRequest): Promise<LeadPage> {
  const { filter, order, first } = request;
  pageSize(first);
  checkLeadFilter(filter);
  const list = `leads:${order}`;
  const after = request.after == null ? undefined : decodeCursor(list, request.after);
  // one more than requested: whether another page follows
  const slice = await findLeadSlice(db, { filter, order, revision: after?.revision }, after, first + 1);
  if (after && order === LeadOrder.SCORE_DESC) checkSnapshot(after, slice);
  const revision = order === LeadOrder.SCORE_DESC ? (after?.revision ?? slice.currentRevision) : 0;
  const edges = slice.leads.slice(0, first).map(({ key, lead }) => ({
    node: lead,
    cursor: encodeCursor(list, { revision, key, id: lead.id }),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: slice.leads.length > first,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    selection: { filter, order, revision },
  };
}

function checkSnapshot({ revision }: CursorPosition, { currentRevision, prunedRevision }: LeadSlice): void {
  if (revision > currentRevision) {
    throw new DomainError('CURSOR_INVALID', `after: found a cursor of revision ${revision}, which does not exist yet`);
  }
  if (revision < prunedRevision) {
    throw new DomainError(
      'CURSOR_EXPIRED',
      'after: the revision of the ranking that this cursor reads was deleted; start from the first page',
    );
  }
}
