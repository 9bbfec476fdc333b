import { sql } from 'kysely';
import type { CrmScore, Lead } from './lead.ts';
import { columnList, fieldOf, LEAD_COLUMNS } from './lead-columns.ts';

/** Row of {@link LEAD_PROJECTION}: a lead and the columns of its score, all null when unscored. */
export type SelectedLead = Omit<Lead, 'crmScore' | 'lastInteractionAt'> & {
  readonly [Field in keyof CrmScore]: CrmScore[Field] | null;
} & {
  /** 0 without an interaction */
  readonly lastInteractionAt: number;
};

/** Columns of `leads.lead l` joined with a ranking `v` that make a {@link SelectedLead}. */
export const LEAD_PROJECTION = sql`l.id, l.created_at AS "createdAt", l.valid_from AS "updatedAt", l.version,
  ${columnList(LEAD_COLUMNS, (name) => `l.${name} AS "${fieldOf(name)}"`)},
  v.probability, v.points, v.grade, v.model_version AS "modelVersion", v.scored_at AS "scoredAt",
  v.week_change AS "weekChange", v.last_interaction_at AS "lastInteractionAt"`;

/** Columns of a ranking `v` that {@link LEAD_PROJECTION} reads. */
export const RANKING_COLUMNS = sql`v.probability, v.points, v.grade, v.model_version, v.scored_at, v.week_change,
  v.last_interaction_at`;

/** Converts a row to a lead. */
export function toLead({ lastInteractionAt, ...row }: SelectedLead): Lead {
  const { probability, points, grade, modelVersion, scoredAt, weekChange, ...lead } = row;
  // a ranking row is scored as a whole or not at all
  const crmScore =
    probability === null ? null : ({ probability, points, grade, modelVersion, scoredAt, weekChange } as CrmScore);
  return { ...lead, crmScore, lastInteractionAt: lastInteractionAt === 0 ? null : lastInteractionAt };
}
