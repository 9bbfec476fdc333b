/** Columns of the queue, in their order on the screen. */
export const COLUMNS = [
  'grade',
  'points',
  'probability',
  'trend',
  'lead',
  'stage',
  'owner',
  'reason',
  'contact',
  'step',
  'week',
  'country',
  'industry',
  'source',
  'licence',
  'created',
] as const;

/** A column of the queue. */
export type ColumnName = (typeof COLUMNS)[number];

/** Columns of a view that does not choose. */
export const DEFAULT_COLUMNS: readonly ColumnName[] = COLUMNS.slice(0, 10);

/** The column that identifies a row. */
export const FIXED_COLUMN: ColumnName = 'lead';

/** The columns with one more or one less, in their order. */
export function toggleColumn(shown: readonly ColumnName[], column: ColumnName): readonly ColumnName[] {
  const isShown = shown.includes(column);
  return COLUMNS.filter((name) => (name === column ? !isShown : shown.includes(name)));
}
