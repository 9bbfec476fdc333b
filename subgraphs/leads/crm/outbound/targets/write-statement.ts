import { identifier, tableName } from '../../source/entity-sql.ts';
import type { WriteBackMapping } from '../rules/write-back-mapping.ts';
import type { TargetShape } from './target-shape.ts';

/** Row of the answer of a write statement. */
export interface WrittenRow {
  readonly key: string;
  /** whether the CRM has the row, written now or newer before; false where the lead has none */
  readonly is_there: boolean;
  /** whether another transaction holds the row: it was skipped */
  readonly is_locked: boolean;
}

/**
 * Statement that writes rows of JSON, `$1`: an array of objects with `k` for the key and `c0`, `c1` … for the columns. A row
 * whose sequence is not lower, or where no sequence is mapped whose time is later, stays as it is.
 *
 * Mode upsert: one INSERT … ON CONFLICT. Mode update: rows that other transactions hold are skipped, so that a person who
 * edits one lead holds up no other.
 */
export function writeStatement(mapping: WriteBackMapping, shape: TargetShape): string {
  const key = identifier(mapping.key);
  const table = tableName(mapping.table);
  const names = shape.columns.map(({ name }) => identifier(name));
  const fields = shape.columns.map(({ type }, at) => `c${at} ${type}`);
  const input = `input AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS i (${[`k ${shape.keyType}`, ...fields].join(', ')}))`;
  return mapping.mode === 'upsert'
    ? `WITH ${input}, written AS (
        INSERT INTO ${table} AS t (${[key, ...names].join(', ')}) SELECT * FROM input ORDER BY k
        ON CONFLICT (${key}) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
          WHERE ${guard(mapping, shape, (_, name) => `excluded.${name}`)}
      ) SELECT k::text AS key, true AS is_there, false AS is_locked FROM input`
    : `WITH ${input}, held AS MATERIALIZED (
        SELECT t.${key} AS k FROM ${table} t WHERE t.${key} IN (SELECT k FROM input)
        ORDER BY t.${key} FOR NO KEY UPDATE SKIP LOCKED
      ), written AS (
        UPDATE ${table} t SET ${names.map((name, at) => `${name} = i.c${at}`).join(', ')}
        FROM input i JOIN held USING (k) WHERE t.${key} = i.k AND ${guard(mapping, shape, (at) => `i.c${at}`)}
      ) SELECT i.k::text AS key, p.k IS NOT NULL AS is_there, p.k IS NOT NULL AND h.k IS NULL AS is_locked
        FROM input i LEFT JOIN (SELECT ${key} AS k FROM ${table} WHERE ${key} IN (SELECT k FROM input)) p USING (k)
        LEFT JOIN held h USING (k)`;
}

/** Condition that the written row is newer than the row `t`. */
function guard(
  { columns }: WriteBackMapping,
  shape: TargetShape,
  written: (at: number, name: string) => string,
): string {
  const isBySequence = columns.sequence !== undefined;
  const at = shape.columns.findIndex(({ value }) => value === (isBySequence ? 'sequence' : 'scoredAt'));
  const name = identifier(shape.columns[at]?.name ?? '');
  // of two deliveries of one score the later one counts, such as that of its override
  return `(t.${name} IS NULL OR t.${name} ${isBySequence ? '<' : '<='} ${written(at, name)})`;
}
