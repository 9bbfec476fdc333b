import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { exportBody } from '../exports/export-body.ts';
import { EXPORT_FORMATS } from '../exports/export-format.ts';
import type { ExportSource } from '../exports/export-source.ts';

/** Header of a response with an export: its snapshot. */
export const SNAPSHOT_HEADER = 'x-export-snapshot';

const requestSchema = z.object({
  format: z.enum(EXPORT_FORMATS),
  parameters: z.record(z.string(), z.unknown()),
  snapshot: z.string().optional(),
  after: z.string().optional(),
});

/**
 * Serves `POST /exports/:name` to the gateway: the request in JSON, the file as the body. A failure after the beginning breaks the
 * connection.
 *
 * @param app checks the gateway's secret, and reads the caller's identity
 */
export function addExportRoute(app: FastifyInstance, exports: ExportSource): void {
  app.post<{ Params: { name: string } }>('/exports/:name', async (request, reply) => {
    const parsed = requestSchema.safeParse(request.body);
    if (!parsed.success) throw new DomainError('BAD_REQUEST', `export: ${parsed.error.message}`);
    const running = await exports.open({ name: request.params.name, ...parsed.data }, request.forwarded);
    const body = exportBody(running);
    if (reply.raw.closed) body.destroy();
    request.server.underWay?.becomeStream(request);
    void reply.header(SNAPSHOT_HEADER, running.snapshot).type('application/octet-stream');
    return reply.send(body);
  });
}
