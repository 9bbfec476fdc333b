import type { DeltaColumn } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { sqlText } from '../../../lake/duckdb/sql-text.ts';
import { FEATURES, type FeatureDefinition, type FeatureVector } from '../../../lake/features/features.ts';
import type { PlannedFile } from '../../../subgraphs/scores/batch/engine/batch-part.ts';

/** Time of the features of {@link writeGold}, epoch milliseconds. */
export const GOLD_AS_OF = Date.UTC(2026, 5, 1);

const PATH = 'gold/features';
const DEFINITIONS: readonly FeatureDefinition[] = FEATURES;

/** Columns of a table of features. */
export const GOLD_COLUMNS: readonly DeltaColumn[] = [
  { name: 'lead_id', type: 'string', nullable: false },
  { name: 'as_of', type: 'long', nullable: false },
  { name: 'is_closed', type: 'boolean', nullable: false },
  ...DEFINITIONS.map(
    ({ name, kind }): DeltaColumn => ({ name, type: kind === 'number' ? 'double' : 'string', nullable: true }),
  ),
  { name: 'feature_digest', type: 'string', nullable: false },
];

/**
 * Writes feature vectors of the leads `lead-0`, `lead-1` … as `gold/features`, so many in each file. Each third lead is closed.
 *
 * @returns the files of the table
 */
export async function writeGold(
  lake: Lake,
  vectors: readonly FeatureVector[],
  rowsPerFile = vectors.length,
): Promise<readonly PlannedFile[]> {
  const table = DeltaTable.at(lake, PATH);
  await table.create(GOLD_COLUMNS);
  const names = GOLD_COLUMNS.map(({ name }) => name).join(', ');
  for (let from = 0; from < vectors.length; from += rowsPerFile) {
    const rows = vectors.slice(from, from + rowsPerFile).map((vector, at) => rowOf(vector, from + at));
    await table.append(`SELECT * FROM (VALUES ${rows.join(', ')}) AS gold(${names})`);
  }
  return goldFiles(lake);
}

/** The files of `gold/features`. */
export async function goldFiles(lake: Lake): Promise<readonly PlannedFile[]> {
  const snapshot = await DeltaTable.at(lake, PATH).snapshot();
  return (snapshot?.files ?? []).map(({ path, rows = 0 }) => ({ path: `${PATH}/${path}`, rows }));
}

function rowOf(vector: FeatureVector, lead: number): string {
  const features = DEFINITIONS.map(({ name, kind }) => {
    const value = vector[name as keyof FeatureVector];
    const type = kind === 'number' ? 'DOUBLE' : 'VARCHAR';
    return value === null ? `NULL::${type}` : `${sqlText(String(value))}::${type}`;
  });
  return `('lead-${lead}', ${GOLD_AS_OF}::BIGINT, ${lead % 3 === 0}, ${features.join(', ')}, 'digest-${lead}')`;
}
