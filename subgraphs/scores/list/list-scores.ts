import { cutText } from '../../../platform/cut-text.ts';
import { DomainError } from '../../../platform/errors.ts';
import { type Connection, pageInfoOf } from '../../../platform/graphql/connection.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import type { Prediction } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { checkScoreLogFilter, type ScoreLogFilter } from './score-log-filter.ts';
import { findScores, type ScorePosition } from './score-log-query.ts';

/** A page of recorded scores, newest first. */
export interface ScorePage extends Connection<Prediction> {
  readonly nodes: readonly Prediction[];
}

/** Request for a page of recorded scores. */
export interface ScorePageRequest {
  readonly filter: ScoreLogFilter;
  /** 1 to 200 */
  readonly first: number;
  /** cursor of the score before the page */
  readonly after?: string | null | undefined;
}

/**
 * Lists recorded scores, newest first. A score never changes, so a walk through the pages has each score of its beginning
 * exactly once; those that come meanwhile stand before the first page, those of earlier times where they belong.
 *
 * @throws {DomainError} VALIDATION_FAILED, TOO_MANY_ITEMS, CURSOR_INVALID
 */
export async function listScores(db: ScoresDb, { filter, first, after }: ScorePageRequest): Promise<ScorePage> {
  pageSize(first);
  checkScoreLogFilter(filter);
  const before = after == null ? undefined : decodePosition(after);
  // one more than requested: whether another page follows
  const found = await findScores(db, filter, before, first + 1);
  const nodes = found.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: encodePosition(node), node }));
  const neighbours = { hasNextPage: found.length > first, hasPreviousPage: before !== undefined };
  return { edges, nodes, pageInfo: pageInfoOf(edges, neighbours) };
}

function encodePosition({ scoredAt, sequence }: ScorePosition): string {
  return Buffer.from(`scores:${scoredAt}:${sequence}`).toString('base64url');
}

function decodePosition(cursor: string): ScorePosition {
  const [, scoredAt, sequence] =
    /^scores:(-?\d{1,15}):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (scoredAt !== undefined && sequence !== undefined)
    return { scoredAt: Number(scoredAt), sequence: Number(sequence) };
  const message = `after: found ${JSON.stringify(cutText(cursor, 60))}, expected a cursor of this list`;
  throw new DomainError('CURSOR_INVALID', message);
}
