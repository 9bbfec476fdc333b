import type { DuckDBDataChunk } from '@duckdb/node-api';

/**
 * Values of a DOUBLE column of a chunk, without a call per value; undefined ones where the column is NULL.
 *
 * The client keeps them in a field that its types hide.
 *
 * @throws {TypeError} for a column of another type
 */
export function doubleColumn(chunk: DuckDBDataChunk, column: number): Float64Array {
  const { items } = chunk.getColumnVector(column) as unknown as { readonly items?: unknown };
  if (items instanceof Float64Array) return items;
  throw new TypeError(`column ${column} of the chunk is no DOUBLE`);
}
