import type { IncomingMessage } from 'node:http';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import proxyAddress from '@fastify/proxy-addr';
import type { Tracer } from '@opentelemetry/api';
import { type FastifyInstance, fastify, type RouteOptions } from 'fastify';
import { Registry } from 'prom-client';
import type { AccessConfig } from '../platform/config/access-config.ts';
import type { ServingConfig } from '../platform/config/serving-config.ts';
import type { WebConfig } from '../platform/config/web-config.ts';
import type { ExportSource } from '../platform/exports/export-source.ts';
import type { FindComplaint } from '../platform/health/health-report.ts';
import { exposeProcess } from '../platform/health/process-metrics.ts';
import { type Probe, type Probes, Readiness } from '../platform/health/readiness.ts';
import { addDrain, addGracefulClose } from '../platform/http/graceful-close.ts';
import { addJsonBody, addJsonParser } from '../platform/http/json-body.ts';
import { RequestsUnderWay } from '../platform/http/requests-under-way.ts';
import type { Logger } from '../platform/logger.ts';
import { AccessControl, type AccessControlConfig, type TokenVerifier } from './auth/access-control.ts';
import { addAuthentication } from './auth/authenticate.ts';
import { addExplorer, wantsPage } from './explorer/explorer.ts';
import { addExplorerLinks } from './explorer/explorer-links.ts';
import { type GraphObserver, NO_OBSERVER } from './federation/observe/observer.ts';
import { type ApolloGateway, startApollo } from './graphql/apollo-server.ts';
import type { ExecutableGraph } from './graphql/executable-graph.ts';
import { GraphqlRoute } from './graphql/graphql-route.ts';
import { TrustedDocuments } from './graphql/trusted-documents.ts';
import { warmPlans } from './graphql/warm-plans.ts';
import { AccessLog } from './http/access-log.ts';
import { type BodyLimits, enforceBodyLimit, largestBody } from './http/body-limit.ts';
import { addCompression } from './http/compression.ts';
import { AllowedOrigins, addCors } from './http/cors.ts';
import { addErrorAnswers, answerError } from './http/errors.ts';
import { addHeaders, requestId, sendHeaders } from './http/headers.ts';
import { HttpMetrics } from './http/metrics.ts';
import { addDeadlines, addServerTiming, requestContext } from './http/request-context.ts';
import { addTracing } from './http/tracing.ts';
import { addSubscriptions, type SubscriptionDeps } from './live/add-subscriptions.ts';
import { addAuditExport } from './rest/audit-export.ts';
import { type ScoreDirectly, scoreInProcess } from './rest/direct-scores.ts';
import { addExports } from './rest/exports.ts';
import { addForms } from './rest/forms/forms.ts';
import { openForms } from './rest/forms/open-forms.ts';
import { addLeads } from './rest/leads.ts';
import { addManifestSchema } from './rest/manifest-schema.ts';
import { addOpenApi } from './rest/open-api.ts';
import { addOperations } from './rest/operations.ts';
import { scoreThroughGraph } from './rest/score-features.ts';
import { addScoreLead } from './rest/score-lead.ts';
import { REST_CONTRACTS } from './rest-contracts.ts';
import { addWeb } from './web/web-application.ts';

const REQUEST_TIMEOUT_MS = 30_000;
const GRAPHQL_PATH = '/graphql';

/** Settings of the server. */
export type ServerConfig = BodyLimits &
  AccessControlConfig &
  Pick<AccessConfig, 'corsOrigins' | 'trustedProxies' | 'accessLog' | 'formsFile' | 'formTokenSecret'> &
  ServingConfig & {
    /** undefined: no web application is served */
    readonly web: WebConfig | undefined;
  };

/** Dependencies of the server. */
export interface ServerDeps {
  /** executes the operations of the REST routes */
  readonly graph: ExecutableGraph;
  /** the same graph for Apollo Server */
  readonly gateway: ApolloGateway;
  readonly tokens: TokenVerifier;
  readonly config: ServerConfig;
  readonly log: Logger;
  /** probes of readiness besides the plans: at least `database` */
  readonly health: Probes;
  /** reason why the process cannot work for longer; undefined while it can. Default: none */
  readonly findComplaint?: FindComplaint | undefined;
  /** trusted documents. Default none, and others are accepted */
  readonly documents?: TrustedDocuments;
  /** of all metrics. Default: a new one */
  readonly registry?: Registry;
  /** limits and counts concurrent requests. Default: from the configuration */
  readonly underWay?: RequestsUnderWay | undefined;
  /** traces requests. Default: none */
  readonly tracer?: Tracer | undefined;
  /** the use case behind `scoreFeatures`, where `scores` runs in this process. Default: through the graph */
  readonly scoreDirectly?: ScoreDirectly | undefined;
  /** of the graph. Default none */
  readonly observer?: GraphObserver;
  /** exports of the subgraphs, by subgraph. Default none */
  readonly exports?: ReadonlyMap<string, ExportSource> | undefined;
  /** the built web application. Default `dist/page/` */
  readonly webFolder?: URL | undefined;
  /** undefined when the graph has no subscriptions */
  readonly subscriptions?: SubscriptionDeps;
  /** now, epoch milliseconds */
  readonly clock?: () => number;
}

/**
 * Creates the HTTP server: the graph and its explorer at `/graphql`, the REST routes, health, metrics and OpenAPI, and the
 * web application.
 *
 * It does not listen yet. `close()` ends it gracefully: `/ready` fails, no connection is accepted, requests in progress
 * are answered, then the graph closes.
 *
 * @throws {GraphQLError} when the graph lacks a field of a REST route's operation
 */
export async function createServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { log, config, tokens, registry = new Registry(), clock = Date.now } = deps;
  exposeProcess(registry);
  const metrics = new HttpMetrics(registry);
  const accessLog = new AccessLog({ metrics, log, accessLog: config.accessLog });
  const app = createApp(deps, accessLog);
  let plans: Probe = async () => undefined;
  const readiness = new Readiness({ ...deps.health, plans: () => plans() }, log, clock);
  addDrain(app, { readiness, delayMs: config.drainDelayMs });
  addHeaders(app);
  accessLog.register(app);
  addServerTiming(app);
  addDeadlines(app, config);
  const accessControl = new AccessControl({ tokens, config, clock, observer: metrics });
  const origins = new AllowedOrigins(config.corsOrigins);
  const forms = await openForms(config, clock);
  addCors(app, origins, forms.routes);
  const { underWay = new RequestsUnderWay({ maxRequests: config.maxRequestsUnderWay, registry }) } = deps;
  underWay.follow(app);
  addAuthentication(app, accessControl);
  addJsonBody(app, 'error');
  addTracing(app, deps.tracer);
  addErrorAnswers(app, log);
  addCompression(app);
  await addRest(app, deps, { metrics, readiness, clock });
  addPages(app, deps, clock);
  await addForms(app, { graph: deps.graph, metrics, accessControl, log, ...forms });
  await addGraphql(app, deps, { metrics, accessControl, origins, clock });
  plans = warmPlans(deps.graph, log);
  addGracefulClose(app);
  return app;
}

function createApp({ config, log }: ServerDeps, accessLog: AccessLog): FastifyInstance {
  const app = fastify({
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestId,
    requestIdHeader: false,
    // a request on an open connection during shutdown is answered, then the connection is closed
    return503OnClosing: false,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    frameworkErrors: (error, request, reply) => {
      sendHeaders(request, reply);
      answerError(error, request, reply, log);
      accessLog.write(request, reply.statusCode, reply.elapsedTime);
    },
    ajv: {
      customOptions: {
        // callers get all errors at once; REST bodies are small enough for that
        allErrors: true,
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: false,
        allowUnionTypes: true,
      },
    },
  });
  return app;
}

async function addRest(
  app: FastifyInstance,
  { graph, log, findComplaint, exports = new Map(), scoreDirectly, observer = NO_OBSERVER, tracer }: ServerDeps,
  { metrics, readiness, clock }: { metrics: HttpMetrics; readiness: Readiness; clock: () => number },
): Promise<void> {
  const score = scoreDirectly
    ? scoreInProcess(scoreDirectly, { metrics, observer, tracer })
    : await scoreThroughGraph(graph, metrics);
  addScoreLead(app, { score, metrics, clock });
  await addLeads(app, { graph, metrics, clock });
  await addAuditExport(app, { graph, metrics, log });
  addExports(app, { sources: exports, log });
  addOperations(app, { readiness, metrics, findComplaint });
  addManifestSchema(app);
  addOpenApi(app, REST_CONTRACTS);
}

function addPages(app: FastifyInstance, { config, log, webFolder }: ServerDeps, clock: () => number): void {
  const { web, artifactLimitBytes } = config;
  if (web) addWeb(app, { config: web, artifactLimitBytes, log, clock, folder: webFolder });
  else addExplorerLinks(app);
}

async function addGraphql(
  app: FastifyInstance,
  { graph, gateway, subscriptions, config, log, documents = new TrustedDocuments([], false) }: ServerDeps,
  {
    metrics,
    accessControl,
    origins,
    clock,
  }: { metrics: HttpMetrics; accessControl: AccessControl; origins: AllowedOrigins; clock: () => number },
): Promise<void> {
  const apollo = await startApollo(gateway, metrics, log);
  const sendPage = addExplorer(app);
  const isTrusted = proxyAddress.compile([...config.trustedProxies]);
  const addressOf = (request: IncomingMessage): string => proxyAddress(request, isTrusted);
  const maxMessageBytes = config.bodyLimitBytes;
  const served = {
    accessControl,
    origins,
    documents,
    limits: config,
    addressOf,
    path: GRAPHQL_PATH,
    maxMessageBytes,
    clock,
    log,
  };
  const streams = subscriptions && addSubscriptions(app, subscriptions, served);
  const throughApollo = fastifyApolloHandler(apollo, {
    context: async (request) => requestContext(request),
  });
  const route = await GraphqlRoute.open({
    graph,
    documents,
    metrics,
    log,
    apollo: (request, reply) => throughApollo.call(app, request, reply),
  });
  const graphqlRoute: RouteOptions = {
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    bodyLimit: largestBody(config),
    onRequest: (request, _reply, done) => {
      if (!wantsPage(request)) enforceBodyLimit(request, config);
      done();
    },
    config: { access: (request) => (wantsPage(request) ? 'public' : 'token'), refusals: 'graphql' },
    handler(request, reply) {
      if (wantsPage(request)) return sendPage(reply);
      if (!streams?.accepts(request)) return route.answer(request, reply);
      return streams.answerOrDelegate(request, reply, () => route.answer(request, reply));
    },
  };
  await app.register(async (scope) => {
    // __proto__ and constructor are legal names of variables, and ordinary keys as JSON.parse makes them
    addJsonParser(scope, 'ignore');
    scope.route(graphqlRoute);
  });
  // runs after the last request has been answered
  app.addHook('onClose', () => apollo.stop());
}
