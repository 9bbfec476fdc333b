import type { QueueScoresSubscription } from '../../graph/generated/graphql.ts';
import { newest, type QueueRowFields, type Row, type RowScore } from './row.ts';

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
  const { trend, previousProbability } = score;
  const shown = row.score ? newest(row.score, score) : { ...scoreOf(score), weekChange: 0 };
  return { ...withLead, score: shown, trend, previousProbability };
}

function scoreOf({ probability, points, grade, scoredAt, model }: ScoreEvent): Omit<RowScore, 'weekChange'> {
  return { probability, points, grade, scoredAt, model };
}

function isNewer(lead: QueueRowFields, row: Row): boolean {
  if (lead.version < row.version) return false;
  return Object.entries(lead).some(([field, value]) => row[field as keyof Row] !== value);
}

function ranks(event: ScoreEvent, { score }: Row): boolean {
  return score === null || (event.model === score.model && Date.parse(event.scoredAt) > Date.parse(score.scoredAt));
}
