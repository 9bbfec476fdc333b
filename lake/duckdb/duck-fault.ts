import { DomainError, type ErrorCode } from '../../platform/errors.ts';

const FAULTS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^Out of Memory Error/, 'LAKE_MEMORY_EXCEEDED'],
  [/No space left on device|failed to offload|max_temp_directory_size/i, 'LAKE_STORAGE_FULL'],
  [/No files found that match|Cannot open file .*No such file/s, 'LAKE_FILE_MISSING'],
  [
    /No magic bytes|too small to be a Parquet file|Footer length|TProtocolException|corrupt|Parquet reader:|don't know what type|Snappy decompression|out of buffer|Invalid string encoding|^Invalid Error: /i,
    'LAKE_FILE_CORRUPT',
  ],
];

/** The coded error for a fault of DuckDB that comes of files, disk or memory; errors of the SQL stay. */
export function duckFault(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = FAULTS.find(([pattern]) => pattern.test(error.message))?.[1];
  const [first = ''] = error.message.split('\n');
  return code ? new DomainError(code, first, {}, { cause: error }) : error;
}
