import type { QueryExecutorProvider } from 'kysely';
import type { ImportedOutcome } from '../../import/read-outcome-row.ts';
import type { InteractionRow } from '../../interactions/interaction.ts';
import type { ReadLead } from '../mapping/read-crm-lead.ts';
import type { CrmReader, CrmRow } from '../source/crm-reader.ts';
import type { WriteContext, WriteResult } from './write-leads.ts';

/** Kinds of facts that rows of the CRM become. */
export const CrmEntityKind = { LEADS: 'LEADS', ACTIVITIES: 'ACTIVITIES', OUTCOMES: 'OUTCOMES' } as const;

/** See {@link CrmEntityKind}. */
export type CrmEntityKind = (typeof CrmEntityKind)[keyof typeof CrmEntityKind];

/** Row of the CRM as its entity reads it: one of lead, interaction and outcome. */
export interface ParsedRow {
  readonly key: string;
  /** lead that it is, or belongs to */
  readonly leadId: string;
  readonly lead?: ReadLead;
  readonly interaction?: InteractionRow;
  readonly outcome?: ImportedOutcome;
}

/** Entity of the CRM: a table whose rows are synced. */
export interface SyncedEntity {
  /** unique; names its state */
  readonly name: string;
  readonly kind: CrmEntityKind;
  /** such as `sales.lead` */
  readonly table: string;
  /** name of the entity whose rows are written: itself, or the one that refers to its rows */
  readonly writes: string;
  /** digest of its part of the mapping */
  readonly mappingDigest: string;
  readonly reader: CrmReader;
  /**
   * Pages of the rows that refer to rows with some keys, which are written in place of these: of a joined table, whose
   * changes are changes of the rows that it is joined to. Absent where the rows are written themselves.
   */
  readonly referring?: (keys: readonly string[]) => AsyncIterable<readonly CrmRow[]>;
  /**
   * Reads a row by the mapping; undefined when there is nothing to write, as of an activity that is deleted.
   *
   * @param now epoch milliseconds
   * @throws {RowFault}
   */
  readonly parse: (row: CrmRow, now: number) => ParsedRow | undefined;
  /** Writes rows that {@link parse} has read; a key occurs once. */
  readonly write: (
    trx: QueryExecutorProvider,
    rows: readonly ParsedRow[],
    context: WriteContext,
  ) => Promise<WriteResult>;
}
