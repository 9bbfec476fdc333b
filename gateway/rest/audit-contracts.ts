import type { AuditFormat } from '../../scoring/audit-text.ts';
import type { JsonSchema, RestContract } from './contract.ts';

/** Parameters of the audit export; a missing one does not filter. */
export interface AuditQuery {
  readonly model?: string;
  readonly from?: string;
  readonly until?: string;
}

const time = (description: string): JsonSchema => ({
  type: 'string',
  maxLength: 40,
  description: `${description}, ISO 8601. Without a zone it is UTC.`,
  examples: ['2026-11-22T08:30:00Z', '2026-11-22'],
});

const QUERY = {
  type: 'object',
  // ignoring a misspelt filter would export everything
  additionalProperties: false,
  properties: {
    model: { type: 'string', minLength: 1, maxLength: 200, description: 'Events of this model.' },
    from: time('Events at this time or later'),
    until: time('Events before this time'),
  },
} as const;

function contract(format: AuditFormat, operationId: string, name: string, mediaType: string): RestContract {
  return {
    method: 'GET',
    url: `/audit-events.${format}`,
    operationId,
    summary: `Export the audit log as ${name}`,
    description: `Changes to models, refused attempts included, newest first, as ${name}. The response is streamed; if it fails midway, the connection is closed before the end, so that an incomplete export cannot pass for a complete one.`,
    access: 'models:read',
    query: QUERY,
    answers: { 200: { description: 'The events.', mediaType, schema: { type: 'string' } } },
    refusals: ['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT', 'DATABASE_UNAVAILABLE', 'DATABASE_BUSY'],
  };
}

/** `GET /audit-events.csv` and `GET /audit-events.jsonl`: the audit log as a file. */
export const AUDIT_CONTRACTS: Readonly<Record<AuditFormat, RestContract>> = {
  csv: contract('csv', 'auditEventsCsv', 'CSV (RFC 4180)', 'text/csv'),
  jsonl: contract('jsonl', 'auditEventsJsonLines', 'JSON Lines', 'application/jsonl'),
};
