/** Node of a plan, as `EXPLAIN (FORMAT JSON)` gives it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Schema?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Rows of a table up to which a poll may read all of them. */
const SMALL_TABLE_ROWS = 50_000;

/** Tables that a plan reads from their beginning to their end. */
export function scannedTables({ Plans = [], ...node }: PlanNode): readonly string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...Plans.flatMap(scannedTables)];
}

/**
 * Advice about an index that polls lack; undefined where they are cheap without one.
 *
 * @param rows    of the table, by the planner's statistics
 * @param columns that the index should have
 */
export function indexAdvice(
  plan: PlanNode,
  table: string,
  rows: number,
  columns: readonly string[],
): string | undefined {
  if (rows < SMALL_TABLE_ROWS || scannedTables(plan).length === 0) return undefined;
  return `every poll reads all of about ${rows} rows of ${table}; an index on (${columns.join(', ')}) would spare that`;
}
