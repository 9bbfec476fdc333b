import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { mercurius } from 'mercurius';
import { DomainError } from '../errors.ts';
import type { ExportSource } from '../exports/export-source.ts';
import { isJitSupported } from '../graphql/jit-support.ts';
import { addJsonBody } from '../http/json-body.ts';
import type { SubgraphContext } from '../identity/identity.ts';
import type { Logger } from '../logger.ts';
import { CALLS_HEADER } from './call-protocol.ts';
import type { Deadline, LimitedContext } from './deadline.ts';
import { addExportRoute } from './export-route.ts';
import { GATEWAY_HEADERS, isSharedSecret, readClientAddress } from './gateway-protocol.ts';
import { IdentityCache } from './identity-cache.ts';
import { failureOf, formatError, logFaults } from './operation-failure.ts';

const KNOWN_OPERATIONS = 1_000;
// Mercurius hands these to graphql-jit; its types do not know them
const COMPILER = {
  compilerOptions: { disablingCapturingStackErrors: true, useExperimentalPathBasedSkipInclude: true },
};

declare module 'fastify' {
  interface FastifyRequest {
    /** who asks; absent before the gateway's headers were read */
    forwarded: LimitedContext;
  }
}

/** Dependencies of the route. */
export interface SubgraphRouteDeps {
  readonly schema: GraphQLSchema;
  readonly secret: string;
  readonly log: Logger;
  /** calls of an operation after which it is compiled; 0 never compiles */
  readonly compileAfter: number;
  /** none when absent */
  readonly exports?: ExportSource | undefined;
}

/**
 * Serves `/graphql` over HTTP with Mercurius and graphql-jit, to the gateway only, with the identity that it forwards.
 *
 * An answer has status 200 unless the request was refused: 401 without the secret or an identity, 400 for what is no
 * GraphQL request of this schema, 504 when the time left ran out. Errors keep their message and code, as the gateway
 * decides what clients see; those without a public code are logged here, with their stack.
 */
export async function addSubgraphRoute(app: FastifyInstance, parts: SubgraphRouteDeps): Promise<void> {
  const { schema, log, compileAfter } = parts;
  addGatewayCheck(app, parts.secret);
  addDeadline(app);
  addJsonBody(app, 'ignore');
  app.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, log));
  if (parts.exports) addExportRoute(app, parts.exports);
  await app.register(mercurius, {
    schema,
    jit: compileAfter,
    ...COMPILER,
    cache: KNOWN_OPERATIONS,
    context: ({ forwarded }) => ({ ...forwarded }),
    errorHandler: false,
    errorFormatter: (execution, context) => {
      // a result without data: the variables were refused
      if (execution.data === undefined)
        return { statusCode: 400, response: { errors: execution.errors.map(formatError) } };
      const { requestId } = context as unknown as SubgraphContext;
      logFaults(execution.errors, requestId, log);
      return { statusCode: 200, response: { data: execution.data, errors: execution.errors.map(formatError) } };
    },
    // the response schema of Mercurius makes the positions in an error's path strings
    additionalRouteOptions: { serializerCompiler: () => JSON.stringify },
  });
  const compilable = new WeakMap<DocumentNode, boolean>();
  app.graphql.addHook('preExecution', async (_schema, document, context) => {
    if ((context as unknown as LimitedContext).deadline?.isOver)
      throw new DomainError('SUBGRAPH_TIMEOUT', 'not begun, the time was over before');
    let isFit = compilable.get(document);
    if (isFit === undefined) {
      isFit = isJitSupported(schema, document);
      compilable.set(document, isFit);
    }
    // a document that a hook returns is interpreted
    return isFit ? undefined : { document };
  });
}

function addGatewayCheck(app: FastifyInstance, secret: string): void {
  const identities = new IdentityCache();
  app.decorateRequest('forwarded');
  app.addHook('onRequest', (request, reply, done) => {
    const { headers } = request;
    if (!isSharedSecret(headers[GATEWAY_HEADERS.secret], secret)) {
      done(new DomainError('UNAUTHENTICATED', `${GATEWAY_HEADERS.secret}: found no or a wrong secret, expected ours`));
      return;
    }
    reply.header(CALLS_HEADER, '1');
    const identity = identities.read(String(headers[GATEWAY_HEADERS.identity] ?? ''));
    const requestId = String(headers[GATEWAY_HEADERS.requestId] ?? request.id);
    request.forwarded = {
      identity,
      requestId,
      clientAddress: readClientAddress(headers[GATEWAY_HEADERS.clientAddress]),
      deadline: new AnswerDeadline(reply),
    };
    done();
  });
}

/** Over once the request has been answered, as its time was over, or the gateway has left. */
class AnswerDeadline implements Deadline {
  readonly #reply: FastifyReply;

  constructor(reply: FastifyReply) {
    this.#reply = reply;
  }

  get isOver(): boolean {
    return this.#reply.sent || this.#reply.raw.closed;
  }
}

/** Answers with SUBGRAPH_TIMEOUT when the time is over that the gateway waits. */
function addDeadline(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const header = request.headers[GATEWAY_HEADERS.timeLeftMs];
    if (header === undefined) return done();
    const timeLeftMs = Number(header);
    const isOver = (): void => {
      // what the executor answers later is dropped
      if (!reply.sent) void reply.send(new DomainError('SUBGRAPH_TIMEOUT', `found no answer within ${header} ms`));
    };
    if (!(timeLeftMs > 0)) return isOver();
    const timer = setTimeout(isOver, timeLeftMs);
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  });
}

function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const { status, errors } = failureOf(error);
  if (status === 500) log.error({ requestId: request.forwarded?.requestId, err: error }, 'request failed');
  void reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify({ errors }));
}
