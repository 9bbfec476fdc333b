import type { Grade, QueueLeadsQuery, QueueRowFragment, Trend } from '../../graph/generated/graphql.ts';

type Edge = NonNullable<QueueLeadsQuery['leads']>['edges'][number];

/** The score of a row. */
export interface RowScore {
  /** 0 to 1 */
  readonly probability: number;
  /** 1 to 99 */
  readonly points: number;
  readonly grade: Grade;
  readonly scoredAt: string;
  /** name of the model */
  readonly model: string;
  /** change of the log-odds since a week */
  readonly weekChange: number;
}

/** The strongest reason of a score. */
export interface RowReason {
  readonly feature: string;
  readonly number: number | null;
  readonly text: string | null;
  readonly sentence: string;
  readonly raises: boolean;
}

/** A lead as a row of the queue. */
export interface Row extends Omit<QueueRowFragment, 'scoreOverride'> {
  /** the grade that a person gave; null without one */
  readonly override: Grade | null;
  readonly score: RowScore | null;
  readonly trend: Trend | null;
  readonly previousProbability: number | null;
  readonly reason: RowReason | null;
}

/** The grade to work by: the overriding one, else that of the score. */
export function gradeOf({ override, score }: Pick<Row, 'override' | 'score'>): Grade | null {
  return override ?? score?.grade ?? null;
}

/** Name of a lead for texts: its company, else its contact, else its id. */
export function labelOf({ company, name, id }: Pick<Row, 'company' | 'name' | 'id'>): string {
  return company?.trim() || name?.trim() || id;
}

/** Reads a row from an answer of the graph. */
export function rowOf({ node }: Edge): Row {
  const { crmScore, score, ...fields } = node;
  const [reason] = score?.reasons ?? [];
  return {
    ...leadFields(fields),
    score: crmScore && newest({ ...crmScore, model: modelName(crmScore.modelVersion) }, score),
    trend: score?.trend ?? null,
    previousProbability: score?.previousProbability ?? null,
    reason: reason
      ? {
          feature: reason.feature.name,
          number: reason.feature.number,
          text: reason.feature.text,
          sentence: reason.sentence,
          raises: reason.contribution > 0,
        }
      : null,
  };
}

/** A list has the score by which a lead was ranked; a row shows the newest one of the same model. */
export function newest(ranked: RowScore, latest: Omit<RowScore, 'weekChange'> | null): RowScore {
  if (latest?.model !== ranked.model || Date.parse(latest.scoredAt) <= Date.parse(ranked.scoredAt)) return ranked;
  const { probability, points, grade, scoredAt, model } = latest;
  const weekChange = ranked.weekChange + logOdds(probability) - logOdds(ranked.probability);
  return { probability, points, grade, scoredAt, model, weekChange };
}

/** Fields of the lead itself, as a row has them. */
export function leadFields({ scoreOverride, ...lead }: QueueRowFragment): QueueRowFields {
  return { ...lead, override: scoreOverride?.grade ?? null };
}

/** Fields of a row that a change of the lead brings. */
export type QueueRowFields = Omit<Row, 'score' | 'trend' | 'previousProbability' | 'reason'>;

function logOdds(probability: number): number {
  const bounded = Math.min(Math.max(probability, 1e-9), 1 - 1e-9);
  return Math.log(bounded / (1 - bounded));
}

function modelName(modelVersion: string): string {
  return modelVersion.slice(0, Math.max(modelVersion.lastIndexOf(':'), 0)) || modelVersion;
}
