import type { DeltaColumn } from '../delta/delta-column.ts';

/** A table of events as they came; append only. */
export interface BronzeTable {
  /** folder below the lake's root */
  readonly path: string;
  readonly description: string;
  readonly columns: readonly DeltaColumn[];
}

/** Version of the columns of the bronze tables, in each row. */
export const SCHEMA_VERSION = 1;

/** Columns that every bronze table begins with. */
export const POSITION_COLUMNS: readonly DeltaColumn[] = [
  {
    name: 'transaction_id',
    type: 'long',
    nullable: false,
    comment: 'transaction that recorded it, growing; 0: unknown',
  },
  { name: 'lead_id', type: 'string', nullable: false },
];

/** Columns that every bronze table ends with. */
export const INGESTION_COLUMNS: readonly DeltaColumn[] = [
  {
    name: 'origin',
    type: 'string',
    nullable: false,
    comment: 'FORM, API, IMPORT, CRM, DEMO, or UNKNOWN where it was recorded before origins were',
  },
  { name: 'ingested_at', type: 'long', nullable: false, comment: 'arrival in the lake, epoch milliseconds' },
  { name: 'schema_version', type: 'integer', nullable: false, comment: 'version of these columns' },
];
