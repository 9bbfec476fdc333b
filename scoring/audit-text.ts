import { csvLine } from '../platform/exports/csv-line.ts';

/** The columns of an exported audit event, in their order. Times are ISO 8601 in UTC, states are JSON. */
export const AUDIT_COLUMNS = [
  'id',
  'at',
  'actor',
  'action',
  'outcome',
  'model',
  'version',
  'reason',
  'code',
  'message',
  'before',
  'after',
  'clientAddress',
  'requestId',
] as const;

/** An audit event as it leaves the platform, its members in the order of {@link AUDIT_COLUMNS}. */
export type AuditRecord = Readonly<Record<(typeof AUDIT_COLUMNS)[number], unknown>>;

/** Formats of an export, by the ending of a file that holds it. */
export const AUDIT_FORMATS = ['csv', 'jsonl'] as const;

/** A format of {@link AUDIT_FORMATS}. */
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** Head of an export: the header line of CSV, nothing of JSON Lines. */
export function auditHeader(format: AuditFormat): string {
  return format === 'csv' ? csvLine(AUDIT_COLUMNS) : '';
}

/** An event as one line of an export. */
export function auditLine(format: AuditFormat, record: AuditRecord): string {
  return format === 'csv' ? csvLine(AUDIT_COLUMNS.map((column) => record[column])) : `${JSON.stringify(record)}\n`;
}
