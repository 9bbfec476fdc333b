import type { QueryExecutorProvider } from 'kysely';
import type { CrmReader, CrmRow } from '../source/crm-reader.ts';
import type { WriteContext, WriteResult } from './write-leads.ts';

/** Kinds of facts that rows of the CRM become. */
export const CrmEntityKind = { LEADS: 'LEADS', ACTIVITIES: 'ACTIVITIES', OUTCOMES: 'OUTCOMES' } as const;

/** See {@link CrmEntityKind}. */
export type CrmEntityKind = (typeof CrmEntityKind)[keyof typeof CrmEntityKind];

/** Row of the CRM as its entity reads it. */
export interface ParsedRow {
  readonly key: string;
  /** lead that it is, or belongs to */
  readonly leadId: string;
}

/** Entity of the CRM: a table whose rows are synced. */
export interface SyncedEntity {
  /** unique; names its state */
  readonly name: string;
  readonly kind: CrmEntityKind;
  /** such as `sales.lead` */
  readonly table: string;
  /** digest of its part of the mapping */
  readonly mappingDigest: string;
  readonly reader: CrmReader;
  /**
   * Reads a row by the mapping.
   *
   * @param now epoch milliseconds
   * @throws {RowFault}
   */
  readonly parse: (row: CrmRow, now: number) => ParsedRow;
  /** Writes rows that {@link parse} has read; a key occurs once. */
  readonly write: (
    trx: QueryExecutorProvider,
    rows: readonly ParsedRow[],
    context: WriteContext,
  ) => Promise<WriteResult>;
}
