import { type Connection, pageInfoOf } from '../../../platform/graphql/connection.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import { decodeCursor, encodeCursor } from '../leads/cursor.ts';
import type { Interaction } from './interaction.ts';
import type { InteractionRange } from './interaction-store.ts';

/** Reads interactions of a lead, the latest first. */
export interface InteractionLoader {
  load(range: InteractionRange): Promise<readonly Interaction[]>;
}

/**
 * Lists a page of a lead's interactions, the latest first.
 *
 * An interaction that is recorded later with an earlier time than the cursor's is on a later page; none is repeated.
 *
 * @throws {DomainError} CURSOR_INVALID for a cursor of another list, VALIDATION_FAILED for a page size out of range
 */
export async function listInteractions(
  loader: InteractionLoader,
  leadId: string,
  first: number,
  cursor: string | null | undefined,
): Promise<Connection<Interaction>> {
  pageSize(first);
  const list = `interactions:${leadId}`;
  const position = cursor == null ? undefined : decodeCursor({ name: list, hasIntegerKeys: true }, cursor);
  const after = position && { occurredAt: position.key, id: position.id };
  // one more than requested: whether another page follows
  const found = await loader.load({ leadId, limit: first + 1, after });
  const edges = found.slice(0, first).map((node) => ({
    node,
    cursor: encodeCursor(list, { revision: 0, key: node.occurredAt, id: node.id }),
  }));
  const neighbours = { hasNextPage: found.length > first, hasPreviousPage: after !== undefined };
  return { edges, pageInfo: pageInfoOf(edges, neighbours) };
}
