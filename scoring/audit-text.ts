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

/**
 * A line of CSV after RFC 4180: fields with a comma, a quotation mark or a line break are quoted, and CRLF ends the line.
 *
 * A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets an apostrophe
 * before it, as OWASP advises: text of an attempt must not run on the machine of the export's reader.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
