import type { AuditRecord } from '../../../scoring/audit-text.ts';

/** What the audit export asks of a graph. */
export const AUDIT_SDL = `
  scalar Json
  input AuditEventFilter { model: String from: DateTime until: DateTime }
  type AuditEvent {
    id: ID! at: DateTime! actor: String! action: String! outcome: String! model: String version: Int reason: String!
    code: String message: String before: Json after: Json clientAddress: String requestId: String
  }
  type AuditEventEdge { node: AuditEvent! }
  type AuditPageInfo { hasNextPage: Boolean! endCursor: String }
  type AuditEventConnection { edges: [AuditEventEdge!]! pageInfo: AuditPageInfo! }
  extend type Query { auditEvents(filter: AuditEventFilter!, first: Int!, after: String): AuditEventConnection }
`;

/** Which page is asked for. */
export interface AuditPageRequest {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly first: number;
  readonly after?: string | null;
}

/** A page of an audit log of so many events, newest first, each with this reason. */
export function auditPage(count: number, { first, after }: AuditPageRequest, reason = '=because, "so"') {
  const below = Number(after ?? count + 1);
  const ids = Array.from({ length: Math.min(first, below - 1) }, (_, place) => below - 1 - place);
  const edges = ids.map((id) => ({ node: auditEvent(id, reason) }));
  return { edges, pageInfo: { hasNextPage: (ids.at(-1) ?? 1) > 1, endCursor: String(ids.at(-1)) } };
}

function auditEvent(id: number, reason: string): AuditRecord {
  return {
    id: String(id),
    at: new Date(Date.UTC(2026, 10, 22) + id).toISOString(),
    actor: 'ann',
    action: 'PROMOTE',
    outcome: 'APPLIED',
    model: 'lead-conversion',
    version: id,
    reason,
    code: null,
    message: null,
    before: { champion: 1 },
    after: { champion: 2 },
    clientAddress: '192.0.2.7',
    requestId: 'r-1',
  };
}
