import type { QueryExecutorProvider } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { type Connection, pageInfoOf } from '../../../platform/graphql/connection.ts';
import { LARGEST_PAGE, pageSize } from '../../../platform/graphql/page-size.ts';
import { refusal } from '../../../platform/refusal.ts';
import type { Lead } from './lead.ts';
import { type LeadCursor, LeadCursors } from './lead-cursors.ts';
import { checkLeadFilter, type LeadFilter } from './lead-filter.ts';
import { isSnapshotOrder, type LeadOrder } from './lead-order.ts';
import type { LeadField } from './lead-projection.ts';
import { type FoundLeads, findLeadRange } from './lead-query.ts';
import type { LeadSelection } from './lead-slice.ts';

/** Page of leads, and the selection that it belongs to. */
export interface LeadPage extends Connection<Lead> {
  readonly selection: LeadSelection;
}

/** Request for a page of leads. */
export interface LeadPageRequest {
  readonly filter: LeadFilter;
  readonly order: LeadOrder;
  /** {@link DEFAULT_PAGE} when neither is given */
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
  /** whether the caller may search name, e-mail address and telephone number */
  readonly readsContacts: boolean;
  /** fields of the leads to read, `id` among them; the others are absent. Default: all */
  readonly fields?: readonly LeadField[] | undefined;
}

/** Number of leads on a page when none is asked for. */
export const DEFAULT_PAGE = 20;

/**
 * Lists a page of leads.
 *
 * In the orders of scores, the first page fixes the revision of the ranking, which the cursors carry: every later page reads
 * that revision. So the pages have each lead that existed at the first one exactly once, in the order of that moment,
 * however scores change; leads created later are absent. Conditions on other fields than the score are evaluated when a
 * page is read: a lead that starts or ceases to match between two pages may be missing.
 *
 * The other orders read the leads as they are: the order of creation never changes, so no lead is repeated; in the others a
 * lead whose key changes between two pages moves, and may be on both or on neither. Their cursors never expire.
 *
 * @param now epoch milliseconds
 * @throws {DomainError} CURSOR_INVALID for a cursor of another list, order or filter, CURSOR_EXPIRED when the snapshot behind
 * it was pruned, VALIDATION_FAILED for a page size or filter out of range, or both `first` and `last`
 */
export async function listLeads(db: QueryExecutorProvider, request: LeadPageRequest, now: number): Promise<LeadPage> {
  const { filter, order, readsContacts, fields } = request;
  const size = checkSize(request);
  checkLeadFilter(filter);
  const cursors = new LeadCursors(filter, order);
  const after = cursors.read('after', request.after);
  const before = cursors.read('before', request.before);
  const given = snapshotOf(after, before);
  const backwards = request.last != null;
  const selection = { filter, order, revision: given?.revision, readsContacts, now };
  // one more than requested: whether more leads lie in that direction
  const found = await findLeadRange(db, selection, { after, before, backwards, limit: size + 1, fields });
  if (given && isSnapshotOrder(order)) checkSnapshot(given, found);
  const revision = isSnapshotOrder(order) ? (given?.revision ?? found.currentRevision) : 0;
  const page = found.leads.slice(0, size);
  const edges = (backwards ? page.reverse() : page).map(
    ({ key, lead }) => new LeadEdge(lead, () => cursors.write({ revision, key, id: lead.id })),
  );
  const hasMore = found.leads.length > size;
  const neighbours = {
    hasNextPage: backwards ? before !== undefined : hasMore || before !== undefined,
    hasPreviousPage: backwards ? hasMore || after !== undefined : after !== undefined,
  };
  return {
    edges,
    pageInfo: pageInfoOf(edges, neighbours),
    selection: { filter, order, revision, readsContacts, now },
  };
}

/** Lead of a page. Its cursor is written where it is requested: most pages are read without. */
class LeadEdge {
  readonly node: Lead;
  readonly #writeCursor: () => string;

  constructor(node: Lead, writeCursor: () => string) {
    this.node = node;
    this.#writeCursor = writeCursor;
  }

  get cursor(): string {
    return this.#writeCursor();
  }
}

/** @throws {DomainError} VALIDATION_FAILED */
function checkSize({ first, last }: LeadPageRequest): number {
  if (last == null) return pageSize(first ?? DEFAULT_PAGE);
  if (first != null) throw refusal('VALIDATION_FAILED', 'last', 'first and last', 'one of them');
  return pageSize(last, LARGEST_PAGE, 'last');
}

/** @throws {DomainError} CURSOR_INVALID for cursors of two snapshots */
function snapshotOf(after: LeadCursor | undefined, before: LeadCursor | undefined): LeadCursor | undefined {
  if (after && before && after.revision !== before.revision) {
    throw new DomainError('CURSOR_INVALID', 'before: found a cursor of another walk than after, expected the same one');
  }
  return after ?? before;
}

function checkSnapshot({ revision }: LeadCursor, { currentRevision, prunedRevision }: FoundLeads): void {
  if (revision > currentRevision) {
    throw new DomainError('CURSOR_INVALID', `found a cursor of revision ${revision}, which does not exist yet`);
  }
  if (revision < prunedRevision) {
    throw new DomainError(
      'CURSOR_EXPIRED',
      'the revision of the ranking that this cursor reads was deleted; start from the first page',
    );
  }
}
