import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { PLANNED_EACH_TIME } from '../../../platform/database/statement-names.ts';
import { FACET_COLUMNS, type LeadFacet, type LeadFacetField, type LeadFacetValue } from './facet-field.ts';

/** Settings of {@link countValues}. */
export interface CountOptions {
  readonly fields: readonly LeadFacetField[];
  /** share of the leads that are read, 0–1; counts are divided by it. Default 1 */
  readonly share?: number;
  /** table that has every column, where they are not of `l` and `v` */
  readonly table?: string;
}

/**
 * Counts the values of fields in one pass.
 *
 * @param from FROM and WHERE on `leads.lead l` and, for the grade, `leads.ranking v`
 */
export async function countValues(
  db: QueryExecutorProvider,
  from: RawBuilder<unknown>,
  { fields, share = 1, table }: CountOptions,
): Promise<LeadFacet[]> {
  if (fields.length === 0) return [];
  const columns = fields.map((field) =>
    sql.raw(table ? FACET_COLUMNS[field].replace(/^\w+/, table) : FACET_COLUMNS[field]),
  );
  const sets = sql.join(columns.map((column) => sql`(${column})`));
  const values = columns.map((column, index) => sql`${column} AS ${sql.ref(`value${index}`)}`);
  // of a row, only the column of its own grouping set has the bit 0
  const { rows } = await sql<Readonly<Record<string, unknown>>>`${sql.raw(PLANNED_EACH_TIME)}
    SELECT grouping(${sql.join(columns)})::integer AS bits, count(*) AS count, ${sql.join(values)}
    FROM ${from} GROUP BY GROUPING SETS (${sets})`.execute(db);
  return fields.map((field, index) => {
    const bits = ((1 << fields.length) - 1) ^ (1 << (fields.length - 1 - index));
    const counted = rows
      .filter((row) => row.bits === bits)
      .map((row) => ({
        value: row[`value${index}`] as string | null,
        count: Math.round((row.count as number) / share),
      }));
    return { field, values: counted.sort(byCount), valueCount: counted.length, isExact: share === 1 };
  });
}

/** The most frequent first, equals by name, leads without a value behind their equals. */
function byCount(a: LeadFacetValue, b: LeadFacetValue): number {
  if (a.count !== b.count) return b.count - a.count;
  if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
  return a.value < b.value ? -1 : 1;
}
