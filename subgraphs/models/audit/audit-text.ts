import type { AuditEventRow } from './audit-event.ts';

/** The columns of an exported event, in their order. Times are ISO 8601 in UTC, states are JSON. */
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

type AuditRecord = Readonly<Record<(typeof AUDIT_COLUMNS)[number], unknown>>;

/** An event as one line of JSON Lines. */
export function toJsonLine(row: AuditEventRow): string {
  return `${JSON.stringify(toRecord(row))}\n`;
}

/** An event as one line of CSV, after RFC 4180. */
export function toCsvLine(row: AuditEventRow): string {
  const record = toRecord(row);
  return csvLine(AUDIT_COLUMNS.map((column) => record[column]));
}

/**
 * A line of CSV after RFC 4180: fields with a comma, a quotation mark or a line break are quoted, and CRLF ends the line.
 *
 * A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets an apostrophe
 * before it, as OWASP advises: an attempt's words must not run on the machine of whoever opens the export.
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

function toRecord(row: AuditEventRow): AuditRecord {
  const { id, at, actor, action, outcome, model, version, reason, code, message } = row;
  return {
    id,
    at: new Date(at).toISOString(),
    actor,
    action,
    outcome,
    model,
    version,
    reason,
    code,
    message,
    before: row.state_before,
    after: row.state_after,
    clientAddress: row.client_address,
    requestId: row.request_id,
  };
}
