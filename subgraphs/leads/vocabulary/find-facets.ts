import { type QueryExecutorProvider, sql } from 'kysely';
import { countLeads } from '../leads/count-leads.ts';
import { type LeadSelection, membersOf, slicesOf } from '../leads/lead-slice.ts';
import { countValues } from './count-values.ts';
import { FACET_COLUMNS, type LeadFacet, type LeadFacetField } from './facet-field.ts';

/** Leads of a sample. */
const SAMPLE_LEADS = 50_000;

/**
 * Counts the values of fields among the leads of a selection, as they are now. Up to 10,000 leads are counted; of more, the
 * counts are estimates from a sample of about 50,000 of all leads: a value that n leads of the sample have is counted with a
 * relative standard error of about 1 / √n, and rare ones may be absent.
 */
export async function findFacets(
  db: QueryExecutorProvider,
  { revision: _, ...selection }: LeadSelection,
  fields: readonly LeadFacetField[],
): Promise<LeadFacet[]> {
  const [{ isExact }, total] = await Promise.all([countLeads(db, selection), estimateTotal(db)]);
  const share = isExact ? 1 : Math.min(1, SAMPLE_LEADS / total);
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
