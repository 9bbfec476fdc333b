import { type QueryExecutorProvider, sql } from 'kysely';
import { countLeads, MOST_COUNTED } from '../leads/count-leads.ts';
import { type LeadSelection, membersOf, slicesOf } from '../leads/lead-slice.ts';
import { countValues } from './count-values.ts';
import { FACET_COLUMNS, type LeadFacet, type LeadFacetField } from './facet-field.ts';

/** Sizes that counts of values are exact up to. */
export interface FacetLimits {
  /** most leads of a selection that are all counted */
  readonly counted: number;
  /** leads of a sample of all leads, about */
  readonly sampled: number;
}

const LIMITS: FacetLimits = { counted: MOST_COUNTED, sampled: 50_000 };

/**
 * Counts the values of fields among the leads of a selection, as they are now. Up to 10,000 leads are counted; of more, the
 * counts are estimates from a sample of about 50,000 of all leads: a value that n leads of the sample have is counted with a
 * relative standard error of about 1 / √n, and rare ones may be absent.
 */
export async function findFacets(
  db: QueryExecutorProvider,
  { revision: _, ...selection }: LeadSelection,
  fields: readonly LeadFacetField[],
  { counted, sampled }: FacetLimits = LIMITS,
): Promise<LeadFacet[]> {
  const [{ count, isExact }, total] = await Promise.all([countLeads(db, selection), estimateTotal(db)]);
  const share = isExact && count <= counted ? 1 : Math.min(1, sampled / total);
  const sample = share === 1 ? sql`` : sql`TABLESAMPLE SYSTEM (${100 * share}::real) REPEATABLE (1)`;
  const columns = sql.raw([...new Set(fields.map((field) => FACET_COLUMNS[field]))].join(', '));
  const slices = slicesOf(selection).map((slice) => sql`SELECT ${columns} FROM ${membersOf(slice, sample)}`);
  if (fields.length === 0 || slices.length === 0)
    return fields.map((field) => ({ field, values: [], valueCount: 0, isExact: true }));
  const from = sql`(${sql.join(slices, sql` UNION ALL `)}) u`;
  return countValues(db, from, { fields, share, table: 'u' });
}

/** Number of all leads, as of the last ANALYZE. */
async function estimateTotal(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ total: number }>`SELECT GREATEST(reltuples, 1)::float8 AS total FROM pg_class
    WHERE oid = 'leads.lead'::regclass`.execute(db);
  return rows[0]?.total ?? 1;
}
