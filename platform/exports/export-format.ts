/** Formats of an export, by the ending of a file that holds it. */
export const EXPORT_FORMATS = ['csv', 'jsonl', 'parquet'] as const;

/** A format of {@link EXPORT_FORMATS}. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Media types of the formats, without parameters. */
export const EXPORT_MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/jsonl',
  parquet: 'application/vnd.apache.parquet',
};
