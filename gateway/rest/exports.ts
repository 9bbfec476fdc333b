import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors.ts';
import { exportBody } from '../../platform/exports/export-body.ts';
import { EXPORT_FORMATS, EXPORT_MEDIA_TYPES, type ExportFormat } from '../../platform/exports/export-format.ts';
import type { ExportResumption, ExportSource } from '../../platform/exports/export-source.ts';
import type { Logger } from '../../platform/logger.ts';
import { SNAPSHOT_HEADER } from '../../platform/subgraph/export-route.ts';
import { chooseAmong } from '../http/accept.ts';
import { serve } from './contract.ts';
import { EXPORT_ROUTES, type ExportRoute } from './export-contracts.ts';
import { type ExportQuery, parseQuery } from './export-query.ts';

/** Dependencies of the exports. */
export interface ExportsDeps {
  /** exports of the subgraphs, by subgraph */
  readonly sources: ReadonlyMap<string, ExportSource>;
  readonly log: Logger;
}

interface FixedQuery extends ExportResumption {
  readonly format?: ExportFormat;
}

/**
 * Serves the exports of the subgraphs, at the client's pace. A failure before the first byte has its status; a later one breaks the
 * connection, and so does the end of the server: a client goes on with the next one.
 */
export function addExports(app: FastifyInstance, { sources, log }: ExportsDeps): void {
  const underWay = new Set<Readable>();
  for (const route of EXPORT_ROUTES) {
    serve(app, route.contract, async (request, reply) => {
      const { format: asked, snapshot, after, ...query } = request.query as ExportQuery & FixedQuery;
      const format = chooseFormat(asked, request);
      const parameters = parseQuery(route.parameters, query);
      void reply.type(
        format === 'parquet' ? EXPORT_MEDIA_TYPES.parquet : `${EXPORT_MEDIA_TYPES[format]}; charset=utf-8`,
      );
      void reply.header('content-disposition', `attachment; filename="${route.name}.${format}"`);
      if (request.method === 'HEAD') return reply.send('');
      const source = findSource(sources, route);
      const context = { identity: request.identity, requestId: request.id, clientAddress: request.ip };
      const opened = await source.open({ name: route.name, format, parameters, snapshot, after }, context, left(reply));
      const body = exportBody(opened);
      underWay.add(body);
      body.once('close', () => underWay.delete(body));
      body.once('error', (error) => breakOff(error, request, log));
      if (reply.raw.closed) body.destroy();
      request.server.underWay?.becomeStream(request);
      void reply.header(SNAPSHOT_HEADER, opened.snapshot);
      return reply.send(body);
    });
  }
  app.addHook('preClose', async () => {
    for (const body of underWay) body.destroy(new Error('the server stops'));
  });
}

function chooseFormat(asked: ExportFormat | undefined, { headers }: FastifyRequest): ExportFormat {
  if (asked) return asked;
  if (headers.accept === undefined) return 'csv';
  const types = Object.values(EXPORT_MEDIA_TYPES);
  const chosen = chooseAmong(headers.accept, types);
  const format = EXPORT_FORMATS.find((each) => EXPORT_MEDIA_TYPES[each] === chosen);
  if (format) return format;
  throw new DomainError('NOT_ACCEPTABLE', `accept: found ${headers.accept}, expected one of ${types.join(', ')}`);
}

function findSource(sources: ExportsDeps['sources'], { subgraph }: ExportRoute): ExportSource {
  const source = sources.get(subgraph);
  if (source) return source;
  throw new DomainError('SUBGRAPH_UNAVAILABLE', `subgraph ${subgraph}: found no exports`, { subgraph });
}

/** Aborts when the client has left. */
function left(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}

/** Once the response has started, the client can only see that the connection breaks. */
function breakOff(error: Error, { id: requestId, raw }: FastifyRequest, log: Logger): void {
  log.warn({ requestId, err: error }, 'export aborted');
  // the end of the connection is the end of the file there, unless it is reset
  if (raw.httpVersion === '1.0') raw.socket.resetAndDestroy();
}
