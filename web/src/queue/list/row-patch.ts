import type { QueueScoresSubscription } from '../../graph/generated/graphql.ts';
import type { QueueRowFields, Row } from './row.ts';

/** A score as `leadScored` sends it. */
export type ScoreEvent = Omit<NonNullable<QueueScoresSubscription['leadScored']>, 'cursor' | 'lead'>;

/** News of a lead: its newest score, its changed fields, or both. */
export interface RowPatch {
  readonly score?: ScoreEvent;
  readonly lead?: QueueRowFields;
}

/**
 * A row with news; the same row where they change nothing. Scores of another model than the one that ranks the leads,
 * and scores and versions that are older than the row's, are passed over: a stream that resumes sends them again.
 */
export function patchRow(row: Row, { score, lead }: RowPatch): Row {
  const withLead = lead && isNewer(lead, row) ? { ...row, ...lead } : row;
  if (!score || !ranks(score, row)) return withLead;
  const { probability, points, grade, scoredAt, model, trend, previousProbability } = score;
  const before = row.score;
  const weekChange = before ? before.weekChange + logOdds(probability) - logOdds(before.probability) : 0;
  return {
    ...withLead,
    score: { probability, points, grade, scoredAt, model, weekChange },
    trend,
    previousProbability,
  };
}

function isNewer(lead: QueueRowFields, row: Row): boolean {
  if (lead.version < row.version) return false;
  return Object.entries(lead).some(([field, value]) => row[field as keyof Row] !== value);
}

function ranks(event: ScoreEvent, { score }: Row): boolean {
  return score === null || (event.model === score.model && Date.parse(event.scoredAt) > Date.parse(score.scoredAt));
}

function logOdds(probability: number): number {
  const bounded = Math.min(Math.max(probability, 1e-9), 1 - 1e-9);
  return Math.log(bounded / (1 - bounded));
}
