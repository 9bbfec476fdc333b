import { type QueryExecutorProvider, sql } from 'kysely';
import { type Connection, pageInfoOf } from '../../../platform/graphql/connection.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import { type CursorPosition, decodeCursor, encodeCursor } from '../leads/cursor.ts';
import { completeGroups, type DuplicateGroup, type GroupHead } from './duplicate-groups.ts';
import { findDuplicates } from './find-duplicates.ts';

const LIST = 'duplicateLeads';
/** Leads examined by one statement: about 10 ms. */
const STRETCH_LEADS = 1_000;
/** Stretches of one page: where duplicates are rare, pages have fewer groups. */
const MOST_STRETCHES = 20;

/** Stretch of leads in the order of their creation. */
interface Stretch {
  /** leads that share a contact detail */
  readonly candidates: readonly GroupHead[];
  /** undefined after the last lead */
  readonly end: GroupHead | undefined;
}

/**
 * Lists groups of leads that share contact details, in the order of the oldest lead of each. A page ends at `first` groups or
 * after 20,000 leads, so that one without any group may be followed by others.
 *
 * @throws {DomainError} VALIDATION_FAILED, CURSOR_INVALID
 */
export async function listDuplicates(
  db: QueryExecutorProvider,
  first: number,
  cursor: string | null | undefined,
): Promise<Connection<DuplicateGroup>> {
  pageSize(first);
  const position = cursor == null ? undefined : decodeCursor({ name: LIST, hasIntegerKeys: true }, cursor);
  const groups: DuplicateGroup[] = [];
  let end: GroupHead | undefined = position && toHead(position);
  let isLast = false;
  for (let read = 0; read < MOST_STRETCHES && groups.length <= first && !isLast; read += 1) {
    const stretch = await readStretch(db, end);
    groups.push(...(await completeGroups(stretch.candidates, (ids) => findDuplicates(db, ids))));
    isLast = stretch.end === undefined;
    end = stretch.end ?? end;
  }
  const edges = groups.slice(0, first).map((node) => ({ node, cursor: toCursor(node) }));
  const neighbours = { hasNextPage: groups.length > first || !isLast, hasPreviousPage: position !== undefined };
  const pageInfo = pageInfoOf(edges, neighbours);
  // behind the leads that were examined, not only behind the last group
  const isCut = groups.length <= first && !isLast && end !== undefined;
  return { edges, pageInfo: isCut ? { ...pageInfo, endCursor: toCursor(end as GroupHead) } : pageInfo };
}

function toCursor({ createdAt, leadId }: GroupHead): string {
  return encodeCursor(LIST, { revision: 0, key: createdAt, id: leadId });
}

function toHead({ key, id }: CursorPosition): GroupHead {
  return { createdAt: key, leadId: id };
}

async function readStretch(db: QueryExecutorProvider, after: GroupHead | undefined): Promise<Stretch> {
  const following = after ? sql`AND (created_at, id) > (${after.createdAt}::bigint, ${after.leadId})` : sql``;
  // the index has the open leads before the closed ones
  const part = (isClosed: boolean) => sql`(SELECT id, created_at, stage FROM leads.lead
    WHERE is_closed = ${sql.lit(isClosed)} ${following} ORDER BY created_at, id LIMIT ${sql.lit(STRETCH_LEADS)})`;
  const { rows } = await sql<GroupHead & { isCandidate: boolean }>`
    SELECT l.id AS "leadId", l.created_at AS "createdAt", l.stage NOT IN ('MERGED', 'REMOVED') AND (
        EXISTS (SELECT FROM leads.contact_key k JOIN leads.contact_key o ON o.key = k.key AND o.kind = k.kind
          WHERE k.lead_id = l.id AND o.lead_id <> l.id)
        OR EXISTS (SELECT FROM leads.merged_lead m WHERE m.survivor_id = l.id)) AS "isCandidate"
    FROM (${part(false)} UNION ALL ${part(true)} ORDER BY created_at, id LIMIT ${sql.lit(STRETCH_LEADS)}) l
    ORDER BY l.created_at, l.id`.execute(db);
  const candidates = rows
    .filter(({ isCandidate }) => isCandidate)
    .map(({ leadId, createdAt }) => ({ leadId, createdAt }));
  return { candidates, end: rows.length < STRETCH_LEADS ? undefined : rows.at(-1) };
}
