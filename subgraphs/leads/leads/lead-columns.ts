import { type RawBuilder, sql } from 'kysely';
import type { LeadRow } from './lead.ts';

/** Columns of a lead that can change. */
export type LeadColumn = Exclude<keyof LeadRow, 'id' | 'created_at'>;

const COLUMN_TYPES: Readonly<Record<LeadColumn, 'text' | 'integer'>> = {
  name: 'text',
  email: 'text',
  phone: 'text',
  company: 'text',
  company_size: 'integer',
  industry: 'text',
  country: 'text',
  nationality: 'text',
  emirate: 'text',
  source: 'text',
  campaign: 'text',
  licence_type: 'text',
  business_activity: 'text',
  owner: 'text',
  stage: 'text',
};

/** Every column of a lead that can change. */
export const LEAD_COLUMNS = Object.keys(COLUMN_TYPES) as readonly LeadColumn[];

/** Columns as a list for SQL. @param write makes the SQL of one column */
export function columnList(columns: readonly LeadColumn[], write: (column: LeadColumn) => string): RawBuilder<unknown> {
  return sql.raw(columns.map(write).join(', '));
}

/** Rows of leads as a relation `i` for a FROM clause, sent as one parameter. Absent columns are null. */
export function leadRelation(rows: readonly Partial<LeadRow>[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS i(id text, created_at bigint, ${columnList(LEAD_COLUMNS, (name) => `${name} ${COLUMN_TYPES[name]}`)})`;
}

/** Name of a column as a field of the graph: `company_size` → `companySize`. */
export function fieldOf(column: LeadColumn): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
