import { AUDIT_COLUMNS, type AuditRecord } from '../../../scoring/audit-text.ts';
import { presentEvent } from '../graph/present.ts';
import type { AuditEventRow } from './audit-event.ts';

/** An event as it leaves the platform: what the graph shows of it, in the order of the export's columns. */
export function auditRecord(row: AuditEventRow): AuditRecord {
  const shown: AuditRecord = { ...presentEvent(row), at: new Date(row.at).toISOString() };
  return Object.fromEntries(AUDIT_COLUMNS.map((column) => [column, shown[column]])) as AuditRecord;
}
