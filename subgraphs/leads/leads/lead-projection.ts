import { sql } from 'kysely';
import type { CrmScore, Lead } from './lead.ts';
import { columnList, fieldOf, LEAD_COLUMNS } from './lead-columns.ts';

/** Row of {@link LEAD_PROJECTION}: a lead and the columns of its score, all null when unscored. */
export type SelectedLead = Omit<Lead, 'crmScore'> & { readonly [Field in keyof CrmScore]: CrmScore[Field] | null };

/** Columns of `leads.lead l` joined with a ranking `v` that make a {@link SelectedLead}. */
export const LEAD_PROJECTION = sql`l.id, l.created_at AS "createdAt", l.valid_from AS "updatedAt", l.version,
  ${columnList(LEAD_COLUMNS, (name) => `l.${name} AS "${fieldOf(name)}"`)},
  v.probability, v.points, v.grade, v.model_version AS "modelVersion", v.scored_at AS "scoredAt"`;

/** Converts a row to a lead. */
export function toLead({ probability, points, grade, modelVersion, scoredAt, ...lead }: SelectedLead): Lead {
  // a ranking row is scored as a whole or not at all
  const score = probability === null ? null : ({ probability, points, grade, modelVersion, scoredAt } as CrmScore);
  return { ...lead, crmScore: score };
}
