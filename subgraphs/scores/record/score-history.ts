import { type Connection, pageInfoOf } from '../../../platform/graphql/connection.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import type { Prediction } from './prediction.ts';
import type { HistoryRequest } from './prediction-store.ts';
import { fromCursor, toCursor } from './score-cursor.ts';

/** A page of a lead's scores, newest first. */
export interface HistoryPage extends Connection<Prediction> {
  readonly nodes: readonly Prediction[];
}

/** Most scores on one page. */
export const LARGEST_HISTORY_PAGE = 100;

/** Reads scores of a lead, newest first. */
export interface HistoryLoader {
  load(request: HistoryRequest): Promise<readonly Prediction[]>;
}

/** Request for one page of a lead's scores. */
export interface HistoryPageRequest {
  readonly leadId: string;
  readonly model: string;
  /** 1 to {@link LARGEST_HISTORY_PAGE} */
  readonly first: number;
  /** cursor of the score before the page */
  readonly after?: string | undefined;
}

/**
 * Reads a page of the scores of a lead, and of the leads that were merged into it, by one model.
 *
 * @throws {DomainError} VALIDATION_FAILED, CURSOR_INVALID
 */
export async function scoreHistory(
  histories: HistoryLoader,
  { leadId, model, first, after }: HistoryPageRequest,
): Promise<HistoryPage> {
  pageSize(first, LARGEST_HISTORY_PAGE);
  const before = after === undefined ? undefined : fromCursor(after);
  // one more than requested: whether another page follows
  const found = await histories.load({ leadId, model, before, limit: first + 1, includesMerged: true });
  const nodes = found.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: toCursor(node.sequence), node }));
  const neighbours = { hasNextPage: found.length > first, hasPreviousPage: before !== undefined };
  return { edges, nodes, pageInfo: pageInfoOf(edges, neighbours) };
}
