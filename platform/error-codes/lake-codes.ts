import type { ErrorEntry } from './error-entry.ts';

/** Codes about the lake: its tables, its storage and its jobs. */
export const LAKE_CODES = {
  LAKE_TABLE_NOT_FOUND: {
    status: 404,
    meaning: 'The folder holds no Delta table.',
    cure: 'Check the path and LAKE_URL; the pipeline creates its tables at its first run.',
  },
  LAKE_VERSION_NOT_FOUND: {
    status: 404,
    meaning: 'The version or time is outside of what the log of the table still holds; the message says the range.',
    cure: 'Ask for a version in the range of the message.',
  },
  LAKE_PROTOCOL_UNSUPPORTED: {
    status: 422,
    meaning: 'The table uses a protocol version or feature that is not supported here; nothing was read or written.',
    cure: 'Drop the feature (ALTER TABLE … DROP FEATURE), or rewrite the table with reader version 1 and writer version 2.',
  },
  LAKE_LOG_CORRUPT: {
    status: 500,
    meaning: 'The log of the table has an entry that is missing or not readable; the message names it.',
    cure: 'Restore the file that the message names from a backup, or move the table away so that it is built again.',
  },
  LAKE_FILE_MISSING: {
    status: 500,
    meaning: 'A data file that the log names is gone: vacuumed, or deleted by hand.',
    cure: 'Read a newer version; when the current one is affected, restore the file or build the table again.',
  },
  LAKE_FILE_CORRUPT: {
    status: 500,
    meaning: 'A data file is not a whole Parquet file, or not of the size that the log says.',
    cure: 'Restore the file that the message names from a backup, or build the table again.',
  },
  LAKE_SCHEMA_MISMATCH: {
    status: 422,
    meaning: 'Columns or types of the rows do not fit the table; nothing was written.',
    cure: 'Correct the columns that the message names, or ask for new columns to be added.',
  },
  LAKE_COMMIT_CONFLICT: {
    status: 409,
    meaning: 'Another writer changed what the commit was computed from; nothing was written.',
    cure: 'Read the table again and repeat the change.',
  },
  LAKE_APPEND_ONLY: {
    status: 422,
    meaning: 'The table takes appends only (delta.appendOnly); nothing was removed.',
    cure: 'Append, or set the property delta.appendOnly to false.',
  },
  LAKE_RETENTION_TOO_SHORT: {
    status: 422,
    meaning: 'The vacuum would delete files that readers of older versions may still use.',
    cure: 'Ask for at least the retention of the message.',
  },
  LAKE_STORAGE_FULL: {
    status: 507,
    meaning: 'The storage of the lake, or its folder for temporary files, has no room left; the table is unchanged.',
    cure: 'Free or add disk space, or vacuum the tables, then repeat the request.',
  },
  LAKE_STORAGE_UNAVAILABLE: {
    status: 503,
    meaning: 'The storage of the lake cannot be reached or written to; the message says why.',
    cure: 'Check LAKE_URL, the rights on the folder or bucket, and the service behind it.',
  },
  LAKE_STORAGE_UNSUPPORTED: {
    status: 422,
    meaning: 'The object store ignores conditional writes: two writers would overwrite the commits of one another.',
    cure: 'Use a store that refuses a PUT with If-None-Match: * for a file that exists, or a local folder.',
  },
  LAKE_MEMORY_EXCEEDED: {
    status: 503,
    meaning: 'A query over the lake needs more memory than it may take.',
    cure: 'Raise LAKE_MEMORY_MB, or ask for fewer rows.',
  },
  LAKE_EXPECTATION_NOT_FOUND: {
    status: 404,
    meaning: 'No table of the lake has an expectation of this name.',
    cure: 'Take the name of a table and of one of its expectations from lakeTables.',
  },
  LAKE_BUSY: {
    status: 409,
    meaning: 'Another process is refreshing the lake.',
    cure: 'Wait until it is done; the platform refreshes the lake by itself.',
  },
  LAKE_OF_ANOTHER_DATABASE: {
    status: 409,
    meaning:
      'The bronze tables hold the events of another database, or of this one before it was restored; nothing was written.',
    cure: 'Give each platform a LAKE_URL of its own; after a restore, move the lake away: a new one is filled from the database.',
  },
} as const satisfies Record<string, ErrorEntry>;
