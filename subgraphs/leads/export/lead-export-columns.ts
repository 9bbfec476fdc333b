import { sql } from 'kysely';
import type { SqlColumn } from '../../../platform/exports/export-pages.ts';
import { LEAD_COLUMNS, type LeadColumn } from '../leads/lead-columns.ts';

/** Columns with personal data: without the scope `leads:pii` they are empty, as in the graph. */
const PERSONAL: ReadonlySet<LeadColumn> = new Set(['name', 'email', 'phone']);

/**
 * Columns of the export of leads, over versions of leads `l` and their ranking `v`.
 *
 * @param showsPersonal whether personal data is shown
 */
export function leadExportColumns(showsPersonal: boolean): readonly SqlColumn[] {
  const facts = LEAD_COLUMNS.map((name): SqlColumn => {
    const isShown = showsPersonal || !PERSONAL.has(name);
    const type = name === 'company_size' ? 'integer' : 'text';
    return { name, type, sql: isShown ? sql.ref(`l.${name}`) : sql`NULL::text` };
  });
  return [
    { name: 'id', type: 'text', sql: sql`l.id` },
    { name: 'created_at', type: 'time', sql: sql`l.created_at` },
    { name: 'updated_at', type: 'time', sql: sql`l.valid_from` },
    ...facts,
    { name: 'score_probability', type: 'number', sql: sql`v.probability` },
    { name: 'score_points', type: 'integer', sql: sql`v.points` },
    { name: 'score_grade', type: 'text', sql: sql`v.grade` },
    { name: 'score_model_version', type: 'text', sql: sql`v.model_version` },
    { name: 'scored_at', type: 'time', sql: sql`v.scored_at` },
  ];
}
