import { DomainError } from '../../../platform/errors.ts';
import { type Connection, pageInfoOf } from '../../../platform/graphql/connection.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { type BacktestScore, listBacktestScores, type ScorePlace } from './store/backtest-scores.ts';

/** Requested page of a backtest's scores. */
export interface ScoresPageRequest {
  readonly backtest: number;
  readonly first: number;
  readonly after: string | null | undefined;
}

/**
 * Reads a page of the scores of a backtest, the oldest decision first.
 *
 * @throws {DomainError} VALIDATION_FAILED for a page of less than 1 or more than 200, CURSOR_INVALID
 */
export async function listScores<Node>(
  db: ScoresDb,
  { backtest, first, after }: ScoresPageRequest,
  present: (score: BacktestScore) => Node,
): Promise<Connection<Node>> {
  const from = after == null ? undefined : decode(backtest, after);
  // one more than requested: whether another page follows
  const rows = await listBacktestScores(db, backtest, pageSize(first) + 1, from);
  const edges = rows.slice(0, first).map(({ sequence, ...score }) => ({
    cursor: encode(backtest, { scoredAt: score.scoredAt, sequence }),
    node: present(score),
  }));
  const neighbours = { hasNextPage: rows.length > first, hasPreviousPage: from !== undefined };
  return { edges, pageInfo: pageInfoOf(edges, neighbours) };
}

function encode(backtest: number, { scoredAt, sequence }: ScorePlace): string {
  return Buffer.from(`backtest/${backtest}/${scoredAt}/${sequence}`).toString('base64url');
}

function decode(backtest: number, cursor: string): ScorePlace {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, id, scoredAt, sequence] = /^backtest\/(\d{1,15})\/(-?\d{1,15})\/(\d{1,15})$/.exec(text) ?? [];
  if (Number(id) === backtest) return { scoredAt: Number(scoredAt), sequence: Number(sequence) };
  throw new DomainError(
    'CURSOR_INVALID',
    `after: found no cursor of backtest ${backtest}, expected one as it was issued`,
  );
}
