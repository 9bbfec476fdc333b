import { LEAD_DATA_COLUMNS } from '../bronze/lead-events.ts';
import type { DeltaColumn } from '../delta/delta-column.ts';

const text = (name: string, comment?: string): DeltaColumn => column(name, 'string', true, comment);
const needed = (name: string, type: DeltaColumn['type'], comment?: string): DeltaColumn =>
  column(name, type, false, comment);

function column(name: string, type: DeltaColumn['type'], nullable: boolean, comment?: string): DeltaColumn {
  return comment === undefined ? { name, type, nullable } : { name, type, nullable, comment };
}

/** End of the version of a lead that is the current one: 2⁶³ − 1. */
export const FOREVER = '9223372036854775807';

/** Path and columns of a table. Times are epoch milliseconds. */
export interface TableDefinition {
  readonly path: string;
  readonly description: string;
  readonly columns: readonly DeltaColumn[];
  /** properties of a new table */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Properties of a table that every refresh replaces whole: files of its older versions stay readable for a day. */
export const REPLACED_OFTEN: Readonly<Record<string, string>> = {
  'delta.deletedFileRetentionDuration': 'interval 1 day',
};

/** History of every lead: one row per version, without overlap or hole. */
export const SILVER_LEADS: TableDefinition = {
  path: 'silver/leads',
  description: 'History of every lead: one row per version, without overlap or hole',
  properties: REPLACED_OFTEN,
  columns: [
    needed('lead_id', 'string'),
    needed('valid_from', 'long', 'epoch milliseconds, inclusive'),
    needed('valid_until', 'long', 'epoch milliseconds, exclusive; 9223372036854775807 for the current version'),
    needed('created_at', 'long', 'epoch milliseconds'),
    ...LEAD_DATA_COLUMNS,
    text('email_key', 'normalised e-mail address'),
    text('phone_key', 'normalised phone number, digits'),
    text('duplicate_of', 'earliest other lead whose current e-mail or phone is the same'),
    needed('version', 'integer', 'number of the version, from 1'),
    text('origin', 'FORM, API, IMPORT, CRM, DEMO or UNKNOWN'),
    needed('transaction_id', 'long', 'transaction that wrote the version'),
  ],
};

/** Every interaction with a known lead, once. */
export const SILVER_INTERACTIONS: TableDefinition = {
  path: 'silver/interactions',
  description: 'Every interaction with a known lead, once',
  columns: [
    needed('lead_id', 'string'),
    needed('interaction_id', 'string', 'unique within its lead'),
    needed('kind', 'string'),
    needed('occurred_at', 'long', 'epoch milliseconds'),
    needed('recorded_at', 'long', 'epoch milliseconds'),
    column('duration_seconds', 'integer', true),
    column('quantity', 'integer', true, 'pages of a website visit'),
  ],
};

/** The first outcome of every lead that has one. */
export const SILVER_OUTCOMES: TableDefinition = {
  path: 'silver/outcomes',
  description: 'The first outcome of every lead that has one',
  columns: [
    needed('lead_id', 'string'),
    needed('result', 'string', 'CONVERTED or LOST'),
    needed('occurred_at', 'long', 'epoch milliseconds'),
    needed('recorded_at', 'long', 'epoch milliseconds'),
    column('revenue', 'double', true, 'AED'),
  ],
};

/** Rows of bronze that broke a rule. */
export const SILVER_REJECTS: TableDefinition = {
  path: 'silver/rejects',
  description: 'Rows of bronze that broke a rule',
  columns: [
    needed('source_table', 'string', 'table that holds the row, such as bronze/lead_events'),
    needed('row_key', 'string', 'JSON array of the values of its key'),
    needed('rule', 'string', 'first rule that it broke'),
    text('found', 'value that broke it, at most 200 characters'),
    needed('row', 'string', 'the whole row, JSON'),
    needed('rejected_at', 'long', 'epoch milliseconds'),
  ],
};
