import { AUDIT_COLUMNS, type AuditRecord } from '../../../scoring/audit-text.ts';
import type { AuditAction, AuditEventRow, AuditOutcome, AuditState } from './audit-event.ts';

/** Audit event as the graph, exports and webhooks have it. */
export interface AuditEntry {
  readonly id: string;
  /** epoch milliseconds */
  readonly at: number;
  readonly actor: string;
  readonly action: AuditAction;
  readonly model: string | null;
  readonly version: number | null;
  readonly reason: string;
  readonly outcome: AuditOutcome;
  readonly code: string | null;
  readonly message: string | null;
  readonly before: AuditState | null;
  readonly after: AuditState | null;
  readonly clientAddress: string | null;
  readonly requestId: string | null;
}

/** Presents a row of the audit log under its public names. */
export function presentEvent(row: AuditEventRow): AuditEntry {
  const { id, at, actor, action, model, version, reason, outcome, code, message } = row;
  return {
    id: String(id),
    at,
    actor,
    action,
    model,
    version,
    reason,
    outcome,
    code,
    message,
    before: row.state_before,
    after: row.state_after,
    clientAddress: row.client_address,
    requestId: row.request_id,
  };
}

/** Record of an audit event for exports and webhooks, in the order of the export's columns, the time as ISO 8601. */
export function auditRecord(row: AuditEventRow): AuditRecord {
  const record: AuditRecord = { ...presentEvent(row), at: new Date(row.at).toISOString() };
  return Object.fromEntries(AUDIT_COLUMNS.map((column) => [column, record[column]])) as AuditRecord;
}
