import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/logger.ts';
import { OperationRefused } from '../federation/document/operation-refused.ts';
import { preventCsrf } from '../http/csrf.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { requestContext } from '../http/request-context.ts';
import type { ExecutableGraph } from './executable-graph.ts';
import { contentTypeFor, sendAnswer } from './graphql-answer.ts';
import { type GraphqlRequest, readGraphqlRequest } from './graphql-request.ts';
import { TrustedDocumentRoute } from './trusted-document-route.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Handles a request that the route has checked. */
export type AnswerRequest = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Dependencies of the GraphQL route. */
export interface GraphqlRouteDeps {
  readonly graph: ExecutableGraph;
  readonly documents: TrustedDocuments;
  readonly metrics: HttpMetrics;
  readonly log: Logger;
  /** Apollo Server */
  readonly apollo: AnswerRequest;
}

/**
 * GraphQL over HTTP: a trusted document goes straight to the graph, any other document through Apollo Server, after the
 * graph has checked it. So a document that the graph refuses is never parsed, validated or cached by Apollo.
 */
export class GraphqlRoute {
  readonly #deps: GraphqlRouteDeps;
  readonly #direct: TrustedDocumentRoute;

  private constructor(deps: GraphqlRouteDeps) {
    this.#deps = deps;
    this.#direct = new TrustedDocumentRoute(deps);
  }

  /** Prepares the trusted documents. */
  static async open(deps: GraphqlRouteDeps): Promise<GraphqlRoute> {
    const route = new GraphqlRoute(deps);
    await route.#direct.prepare(deps.documents);
    return route;
  }

  /** @throws {DomainError} for an invalid request, whatever its document */
  answer(request: FastifyRequest, reply: FastifyReply): unknown {
    preventCsrf(request);
    const asked = readGraphqlRequest(request);
    const trusted = this.#deps.documents.resolve(asked);
    if (trusted) return this.#direct.answer(trusted, asked, request, reply);
    return this.#answerOther(asked, request, reply);
  }

  async #answerOther(asked: GraphqlRequest, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const contentType = contentTypeFor(request);
    const refusal = asked.query === undefined ? undefined : await this.#refusalOf(asked.query, asked.operationName);
    if (!refusal) return this.#deps.apollo(request, reply);
    this.#deps.metrics.countOperation(requestContext(request).report, asked.operationName, refusal);
    return sendAnswer(reply, contentType, refusal, this.#deps.log);
  }

  async #refusalOf(
    query: string,
    operationName: string | undefined,
  ): Promise<Pick<OperationRefused, 'errors'> | undefined> {
    try {
      await this.#deps.graph.prepare(query, operationName);
      return undefined;
    } catch (error) {
      if (error instanceof OperationRefused) return { errors: error.errors };
      throw error;
    }
  }
}
