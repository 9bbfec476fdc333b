import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/logger.ts';
import {
  AUDIT_COLUMNS,
  AUDIT_FORMATS,
  type AuditFormat,
  type AuditRecord,
  auditHeader,
  auditLine,
} from '../../scoring/audit-text.ts';
import type { ExecutableGraph } from '../graphql/executable-graph.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { AUDIT_CONTRACTS, type AuditQuery } from './audit-contracts.ts';
import { serve } from './contract.ts';
import { prepareOperation } from './graph-operation.ts';
import { parseTime } from './timestamp.ts';

const PAGE = 200;

// columns in order: a response has its fields in the order of the selection
const OPERATION = `query RestAuditEvents($filter: AuditEventFilter!, $after: String) {
  auditEvents(filter: $filter, first: ${PAGE}, after: $after) {
    edges { node { ${AUDIT_COLUMNS.join(' ')} } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface AuditPage {
  readonly edges: readonly { readonly node: AuditRecord }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

type ReadPage = (after: string | null) => Promise<AuditPage>;

/** Dependencies of the audit export. */
export interface AuditExportDeps {
  readonly graph: ExecutableGraph;
  readonly metrics: HttpMetrics;
  readonly log: Logger;
}

/**
 * Serves the audit log as CSV and as JSON Lines from the connection `auditEvents`, page by page, at the client's pace.
 * A failure before the first page has its status; a later one closes the connection.
 */
export async function addAuditExport(app: FastifyInstance, { graph, metrics, log }: AuditExportDeps): Promise<void> {
  const ask = await prepareOperation<{ auditEvents: AuditPage }>(graph, metrics, 'RestAuditEvents', OPERATION);
  for (const format of AUDIT_FORMATS) {
    const contract = AUDIT_CONTRACTS[format];
    serve(app, contract, async (request, reply) => {
      const filter = toFilter(request.query as AuditQuery);
      const read: ReadPage = async (after) => (await ask({ filter, after }, request)).auditEvents;
      const first = await read(null);
      void reply.type(`${contract.answers[200]?.mediaType}; charset=utf-8`);
      void reply.header('content-disposition', `attachment; filename="audit-events.${format}"`);
      // the stream of a HEAD response would be read to its end
      if (request.method === 'HEAD') return reply.send(Readable.from([]));
      return reply.send(Readable.from(write(format, first, loggingFailures(read, request, log))));
    });
  }
}

function toFilter({ model, from, until }: AuditQuery) {
  const time = (text: string | undefined, field: string): string | null =>
    text === undefined ? null : new Date(parseTime(text, field)).toISOString();
  return { model: model ?? null, from: time(from, 'from'), until: time(until, 'until') };
}

async function* write(format: AuditFormat, first: AuditPage, read: ReadPage): AsyncGenerator<string> {
  let page = first;
  let text = auditHeader(format);
  for (;;) {
    text += page.edges.map(({ node }) => auditLine(format, node)).join('');
    if (text !== '') yield text;
    if (!page.pageInfo.hasNextPage) return;
    page = await read(page.pageInfo.endCursor);
    text = '';
  }
}

/** Once the response has started, the client can only see that the connection breaks. */
function loggingFailures(read: ReadPage, { id: requestId }: FastifyRequest, log: Logger): ReadPage {
  return async (after) => {
    try {
      return await read(after);
    } catch (error) {
      log.error({ requestId, err: error }, 'audit export aborted');
      throw error;
    }
  };
}
