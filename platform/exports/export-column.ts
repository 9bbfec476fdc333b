/**
 * Type of a column: `integer` is below 2⁵³, `number` is a 64-bit float, `time` is epoch milliseconds where it is read, and
 * ISO 8601 in UTC or a timestamp where it is written.
 */
export type ExportColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'time';

/** A column of an export; each value may be missing. */
export interface ExportColumn {
  readonly name: string;
  readonly type: ExportColumnType;
}

/** Value of a cell; null when it is missing. */
export type ExportValue = string | number | boolean | null;

/** Rows in columns: one array per column, all of the same length. */
export type ExportColumns = readonly (readonly ExportValue[])[];
