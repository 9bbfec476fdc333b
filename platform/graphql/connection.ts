import { DomainError } from '../errors.ts';
import type { PageInfo } from './page-info.ts';
import { pageSize } from './page-size.ts';

/** A page of a Relay connection. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
}

/** Which page of an append-only list, newest first. */
export interface ConnectionRequest {
  /** names the list: a cursor of another one is refused */
  readonly list: string;
  readonly first: number;
  readonly after: string | null | undefined;
}

/**
 * Reads a page of rows that are numbered by a rising id. Rows that come meanwhile stand before the first page, so a walk
 * sees every row of its beginning exactly once.
 *
 * @param read the newest `count` rows with an id below `below`, newest first
 * @throws {DomainError} CURSOR_INVALID, VALIDATION_FAILED for a page of less than 1 or more than 200
 */
export async function readConnection<Row extends { readonly id: number }, Node>(
  { list, first, after }: ConnectionRequest,
  read: (count: number, below: number | null) => Promise<readonly Row[]>,
  present: (row: Row) => Node,
): Promise<Connection<Node>> {
  const below = after == null ? null : decodeCursor(list, after);
  // one more than asked for: whether another page follows
  const rows = await read(pageSize(first) + 1, below);
  const edges = rows.slice(0, first).map((row) => ({ cursor: encodeCursor(list, row.id), node: present(row) }));
  return { edges, pageInfo: pageInfoOf(edges, { hasNextPage: rows.length > first, hasPreviousPage: below !== null }) };
}

/** Position of a page of edges in its list. */
export function pageInfoOf(
  edges: readonly { readonly cursor: string }[],
  neighbours: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>,
): PageInfo {
  return {
    ...neighbours,
    // where they are requested: an edge may write its cursor then
    get startCursor() {
      return edges[0]?.cursor ?? null;
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? null;
    },
  };
}

function encodeCursor(list: string, id: number): string {
  return Buffer.from(`${list}/${id}`).toString('base64url');
}

function decodeCursor(list: string, cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.startsWith(`${list}/`) ? text.slice(list.length + 1) : '';
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new DomainError('CURSOR_INVALID', `after: found no cursor of ${list}, expected one as it was issued`);
}
