import { type FastifyInstance, fastify } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { Registry } from 'prom-client';
import type { ExportSource } from '../exports/export-source.ts';
import { resolveEntitiesDirectly } from '../graphql/entity-resolver.ts';
import { type FindComplaint, healthReport } from '../health/health-report.ts';
import { type Probes, Readiness } from '../health/readiness.ts';
import { addDrain, addGracefulClose } from '../http/graceful-close.ts';
import { RequestsUnderWay } from '../http/requests-under-way.ts';
import type { Logger } from '../logger.ts';
import { CallEndpoint } from './call-endpoint.ts';
import { refuseLateMutations } from './deadline.ts';
import { isSharedSecret } from './gateway-protocol.ts';
import { IdentityCache } from './identity-cache.ts';
import { OperationExecutor } from './operation-executor.ts';
import { addSubgraphRoute } from './subgraph-route.ts';
import { addSubgraphSocket } from './subgraph-socket.ts';

// a request with the secret comes from the gateway, which has its own limits; an ONNX file comes as base64 inside an operation
const BODY_LIMIT_BYTES = 64 * 1_048_576;

/** Dependencies of a subgraph's server. */
export interface SubgraphServerDeps {
  /** is the server's from now on: its `_entities` get a faster resolver */
  readonly schema: GraphQLSchema;
  /** what a gateway must know */
  readonly secret: string;
  readonly log: Logger;
  /** files that the gateway may ask for; none by default */
  readonly exports?: ExportSource | undefined;
  /** what must answer before requests should come; none by default */
  readonly probes?: Probes | undefined;
  /** why the process cannot do its work, though it was tried for long. Default: it can */
  readonly findComplaint?: FindComplaint | undefined;
  /** limits the requests of the server, and counts them. Default: no limit */
  readonly underWay?: RequestsUnderWay | undefined;
  /** what `/metrics` shows. Default: nothing */
  readonly registry?: Registry | undefined;
  /** bearer token of callers who may read `/metrics` and nothing else. Default: none */
  readonly metricsToken?: string | undefined;
  /** how long connections are still taken after `/ready` says no, ms. Default 0 */
  readonly drainDelayMs?: number | undefined;
  /** largest request body, bytes. Default 64 MiB */
  readonly bodyLimitBytes?: number | undefined;
  /** calls of an operation after which it is compiled; 0 never compiles. Default 3 */
  readonly compileAfter?: number | undefined;
}

/**
 * Makes the server of one subgraph: `/graphql` over HTTP, WebSocket and connections of calls for the gateway, `/health` and `/ready` for
 * the operator of the process, `/metrics` for callers with the secret or the metrics token as bearer token. `gateway-protocol.ts` describes the gateway's requests.
 *
 * It does not listen yet. `close()` cuts no request: what is under way is answered; WebSocket clients get what was
 * sent to them, then 1001.
 */
export async function createSubgraphServer(parts: SubgraphServerDeps): Promise<FastifyInstance> {
  const { schema, secret, log, probes = {}, bodyLimitBytes = BODY_LIMIT_BYTES, compileAfter = 3 } = parts;
  resolveEntitiesDirectly(schema);
  refuseLateMutations(schema);
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    return503OnClosing: false,
    // JSON.parse makes `__proto__` a key like any other, and so do the executor and its callers
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  });
  const readiness = new Readiness(probes, log, Date.now);
  addDrain(app, { readiness, delayMs: parts.drainDelayMs });
  const { underWay = new RequestsUnderWay() } = parts;
  underWay.follow(app);
  app.get('/health', async (_request, reply) => {
    const report = healthReport(parts.findComplaint);
    return reply.code(report.status === 'ok' ? 200 : 503).send(report);
  });
  app.get('/ready', async (_request, reply) => {
    const report = await readiness.report();
    return reply.code(report.status === 'ready' ? 200 : 503).send(report);
  });
  addMetrics(app, [secret, parts.metricsToken], parts.registry ?? new Registry());
  const executor = new OperationExecutor({ schema, log, compileAfter });
  const calls = new CallEndpoint(secret, { executor, identities: new IdentityCache(), underWay });
  addSubgraphSocket(app, { schema, secret, log, calls });
  addGracefulClose(app);
  await app.register(async (scope) =>
    addSubgraphRoute(scope, { schema, secret, log, compileAfter, exports: parts.exports }),
  );
  return app;
}

function addMetrics(app: FastifyInstance, accepted: readonly (string | undefined)[], registry: Registry): void {
  app.get('/metrics', async ({ headers }, reply) => {
    const token = headers.authorization?.replace(/^Bearer /i, '');
    if (!accepted.some((secret) => secret !== undefined && isSharedSecret(token, secret)))
      return reply.code(401).header('www-authenticate', 'Bearer').send();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
