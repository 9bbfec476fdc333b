import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyInstance, fastify } from 'fastify';
import { addGracefulClose } from '../subgraphs/shared/graceful-close.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';
import { type Probes, Readiness } from '../subgraphs/shared/readiness.ts';
import { VERSION } from '../subgraphs/shared/version.ts';
import { addAuthentication, type TokenVerifier } from './auth/authenticate.ts';
import { addExplorer, wantsPage } from './explorer/explorer.ts';
import { type ApolloGateway, startApollo } from './http-apollo.ts';
import { addErrorAnswers, answerError } from './http-errors.ts';
import type { ServedGraph } from './http-graph.ts';
import { addHeaders, requestId, sendHeaders } from './http-headers.ts';
import { addMeasurement, HttpMetrics } from './http-metrics.ts';
import { type BodyLimits, largestBody, refuseLargeBody } from './large-body.ts';
import { GET_LEAD, SUBMIT_LEAD } from './rest/lead-contracts.ts';
import { addLeads } from './rest/leads.ts';
import { addOpenApi } from './rest/open-api.ts';
import { addOperations, HEALTH, METRICS, READY } from './rest/operations.ts';
import { addScoreLead } from './rest/score-lead.ts';
import { SCORE_LEAD } from './rest/score-lead-contract.ts';

const REQUEST_TIMEOUT_MS = 30_000;

/** What the server is made of. */
export interface ServerParts {
  /** executes the operations behind the REST routes */
  readonly graph: ServedGraph;
  /** the same graph in the shape Apollo Server wants */
  readonly gateway: ApolloGateway;
  readonly tokens: TokenVerifier;
  readonly config: BodyLimits;
  readonly log: Logger;
  /** what must answer before requests should come: at least `database` and `planner` */
  readonly health: Probes;
  /** now, epoch milliseconds */
  readonly clock?: () => number;
}

/**
 * Makes the HTTP server: the graph and its explorer at `/graphql`, the REST routes, health, metrics and documentation.
 *
 * It does not listen yet. `close()` ends it without cutting a request: `/ready` says no, no connection is accepted, what
 * is under way is answered, then the graph side stops.
 *
 * @throws {GraphQLError} when the graph lacks an operation that a REST route stands on
 */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { log, clock = Date.now } = parts;
  const app = createApp(parts);
  const metrics = new HttpMetrics(VERSION);
  const readiness = new Readiness(parts.health, log, clock);
  addHeaders(app);
  addMeasurement(app, metrics, log);
  addAuthentication(app, parts.tokens);
  addErrorAnswers(app, log);
  await addRest(app, parts, { metrics, readiness, clock });
  await addGraphql(app, parts, metrics);
  app.addHook('preClose', async () => readiness.drain());
  addGracefulClose(app);
  return app;
}

function createApp({ config, log }: ServerParts): FastifyInstance {
  const app = fastify({
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestId,
    requestIdHeader: false,
    // a request that arrives on an open connection during shutdown is answered, and the connection closed after it
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      sendHeaders(request, reply);
      answerError(error, request, reply, log);
    },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allowUnionTypes: true } },
  });
  app.removeContentTypeParser('text/plain');
  return app;
}

async function addRest(
  app: FastifyInstance,
  { graph }: ServerParts,
  { metrics, readiness, clock }: { metrics: HttpMetrics; readiness: Readiness; clock: () => number },
): Promise<void> {
  await addScoreLead(app, { graph, metrics, clock });
  await addLeads(app, { graph, metrics, clock });
  addOperations(app, readiness, metrics);
  addOpenApi(app, [SCORE_LEAD, SUBMIT_LEAD, GET_LEAD, HEALTH, READY, METRICS]);
  app.get('/', { config: { access: 'public' } }, async (_request, reply) => reply.redirect('/graphql'));
}

async function addGraphql(
  app: FastifyInstance,
  { gateway, config, log }: ServerParts,
  metrics: HttpMetrics,
): Promise<void> {
  const apollo = await startApollo(gateway, metrics, log);
  const sendPage = addExplorer(app);
  const answer = fastifyApolloHandler(apollo, {
    context: async ({ identity, id }) => ({ identity, requestId: id }),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: largestBody(config),
    onRequest: async (request) => {
      if (!wantsPage(request)) refuseLargeBody(request, config);
    },
    config: { access: (request) => (wantsPage(request) ? 'public' : 'token'), refusals: 'graphql' },
    handler(request, reply) {
      return wantsPage(request) ? sendPage(reply) : answer.call(this, request, reply);
    },
  });
  // runs after the last request has been answered
  app.addHook('onClose', () => apollo.stop());
}
