import { type BatchFilter, FILTER_COLUMNS, FILTER_LISTS } from './batch-filter.ts';

/** A condition of SQL, and the values of its parameters. */
export interface FilterSql {
  /** over the columns of `gold`, without a value in it */
  readonly condition: string;
  /** lists as JSON, by parameter */
  readonly values: Readonly<Record<string, string>>;
}

/** Compiles a filter to SQL for DuckDB, whose values are parameters such as `$countries`. */
export function filterSql(filter: BatchFilter): FilterSql {
  const conditions = filter.includeClosed ? [] : ['NOT gold.is_closed'];
  const values: Record<string, string> = {};
  for (const name of FILTER_LISTS) {
    const list = filter[name];
    if (list == null) continue;
    values[name] = JSON.stringify(list);
    conditions.push(`gold.${FILTER_COLUMNS[name]} IN (SELECT unnest(from_json($${name}, '["VARCHAR"]')))`);
  }
  return { condition: conditions.join(' AND ') || 'true', values };
}
