import type { DuckConnection } from '../../../../lake/duckdb/duck-connection.ts';
import { sqlName, sqlText } from '../../../../lake/duckdb/sql-text.ts';
import type { BatchPart } from './batch-part.ts';
import type { BlockBuffers } from './block-buffers.ts';
import { BlockBuilder, type BlockNames, type GoldBlock } from './block-builder.ts';

/** Rows and columns that {@link readBlocks} reads. */
export interface BlockSource {
  readonly part: BatchPart;
  /** local name of the part's file */
  readonly file: string;
  /** features that the model takes */
  readonly names: BlockNames;
  /** condition of SQL that selects rows, over the columns of `gold`; all rows when absent */
  readonly where?: string | undefined;
  readonly buffers: BlockBuffers;
}

/**
 * Reads the features of a part in blocks for a model, as they are asked for.
 *
 * @throws {DomainError} LAKE_FILE_CORRUPT, LAKE_FILE_MISSING, LAKE_MEMORY_EXCEEDED
 */
export async function* readBlocks(
  connection: DuckConnection,
  { part, file, names, where, buffers }: BlockSource,
): AsyncGenerator<GoldBlock, void> {
  const builder = new BlockBuilder(names, buffers);
  // a missing number is NaN, as in the tensors of a model
  const numbers = names.numbers.map((name) => `COALESCE(${sqlName(name)}, 'NaN'::DOUBLE)`);
  const columns = ['CAST(file_row_number AS DOUBLE)', ...numbers, ...names.categories.map(sqlName)];
  const query = `SELECT ${columns.join(', ')} FROM ${partRelation(part, file)} AS gold${where ? ` WHERE ${where}` : ''}`;
  try {
    for await (const chunk of connection.stream(query)) yield* builder.add(chunk);
    const rest = builder.rest();
    if (rest) yield rest;
  } finally {
    builder.close();
  }
}

/** The rows of a part as a relation of SQL, with the column `file_row_number`. */
export function partRelation({ from, until }: BatchPart, file: string): string {
  return `(SELECT * FROM read_parquet(${sqlText(file)}, file_row_number = true)
    WHERE file_row_number >= ${from} AND file_row_number < ${until})`;
}
