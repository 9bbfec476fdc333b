import type { AuditEventRow } from '../audit/audit-event.ts';
import { auditRecord } from '../audit/audit-record.ts';

/**
 * The body of a webhook, the same whenever it is made again: `type` (such as `model.promote`), `timestamp` of the change,
 * and `data`, the audit event as it is exported.
 */
export function webhookMessage(row: AuditEventRow): string {
  const data = auditRecord(row);
  return JSON.stringify({ type: `model.${row.action.toLowerCase()}`, timestamp: data.at, data });
}
