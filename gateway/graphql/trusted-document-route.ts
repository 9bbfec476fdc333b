import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import type { TextResult } from '../federation/answer/finish-answer.ts';
import { OperationRefused } from '../federation/document/operation-refused.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { type RequestContext, requestContext } from '../http/request-context.ts';
import type { ExecutableGraph } from './executable-graph.ts';
import { contentTypeFor, sendAnswer } from './graphql-answer.ts';
import type { GraphqlRequest } from './graphql-request.ts';
import type { TrustedDocument, TrustedDocuments } from './trusted-documents.ts';

/** Dependencies of the route of trusted documents. */
export interface TrustedDocumentRouteDeps {
  readonly graph: ExecutableGraph;
  readonly metrics: HttpMetrics;
  readonly log: Logger;
}

/** Prepared operations of one trusted document, by name. */
type PreparedDocument = Map<string, unknown>;

/** A request that is being answered. */
interface Answered {
  readonly name: string;
  readonly context: RequestContext;
  readonly contentType: string;
  readonly reply: FastifyReply;
}

/**
 * Answers trusted documents straight from the graph, without Apollo Server.
 *
 * Documents are prepared before requests arrive; requests are checked as on any route.
 */
export class TrustedDocumentRoute {
  readonly #deps: TrustedDocumentRouteDeps;
  readonly #prepared = new Map<TrustedDocument, PreparedDocument>();

  constructor(deps: TrustedDocumentRouteDeps) {
    this.#deps = deps;
  }

  /** Prepares documents before the first request. A document that the graph refuses is refused again on request. */
  async prepare(documents: TrustedDocuments): Promise<void> {
    for (const document of documents.eager) {
      for (const name of document.operations.keys()) {
        try {
          await this.#operation(document, name);
        } catch (error) {
          if (!(error instanceof OperationRefused)) throw error;
          this.#deps.log.warn({ documentId: document.id, err: error }, 'trusted document is not valid on this graph');
        }
      }
    }
  }

  /**
   * Answers one request.
   *
   * @returns a promise when something had to be awaited
   * @throws {DomainError} OPERATION_RESOLUTION_FAILURE, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE
   */
  answer(document: TrustedDocument, asked: GraphqlRequest, request: FastifyRequest, reply: FastifyReply): unknown {
    const contentType = contentTypeFor(request);
    const name = operationNameOf(document, asked.operationName);
    if (request.method === 'GET' && document.operations.get(name) !== 'query') {
      void reply.header('allow', 'POST');
      throw new DomainError('METHOD_NOT_ALLOWED', 'found GET, expected POST for a mutation or subscription');
    }
    const context = requestContext(request);
    const result = this.#execute(document, name, asked.variables, context);
    if (result instanceof Promise) return this.#sendLater(result, { name, context, contentType, reply });
    // a reply that is returned would be awaited
    this.#send(result, { name, context, contentType, reply });
    return undefined;
  }

  async #sendLater(pending: Promise<TextResult>, answered: Answered): Promise<FastifyReply> {
    return this.#send(await pending.catch(refused), answered);
  }

  #send(result: TextResult, { name, context, contentType, reply }: Answered): FastifyReply {
    this.#deps.metrics.countOperation(context.report, name, result);
    return sendAnswer(reply, contentType, result, this.#deps.log);
  }

  #execute(
    document: TrustedDocument,
    name: string,
    variables: GraphqlRequest['variables'],
    context: RequestContext,
  ): TextResult | Promise<TextResult> {
    const { graph } = this.#deps;
    const known = this.#prepared.get(document)?.get(name);
    if (known) return graph.executeToText(known, variables, context);
    return this.#operation(document, name).then((operation) => graph.executeToText(operation, variables, context));
  }

  async #operation(document: TrustedDocument, name: string): Promise<unknown> {
    const operationName = document.operations.size > 1 ? name : undefined;
    const operation = await this.#deps.graph.prepare(document.text, operationName, true);
    const operations = this.#prepared.get(document) ?? new Map<string, unknown>();
    this.#prepared.set(document, operations.set(name, operation));
    return operation;
  }
}

function operationNameOf({ operations }: TrustedDocument, asked: string | undefined): string {
  const [only = ''] = operations.size === 1 ? operations.keys() : [];
  const name = asked ?? only;
  if (operations.has(name)) return name;
  const expected = [...operations.keys()].join(', ');
  throw new DomainError('OPERATION_RESOLUTION_FAILURE', `operationName: found ${name || 'none'}, expected ${expected}`);
}

/** The answer to an operation that is refused since the graph has changed. @throws any other error */
function refused(error: unknown): TextResult {
  if (error instanceof OperationRefused) return { errors: error.errors };
  throw error;
}
