import { randomUUID } from 'node:crypto';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { DomainError } from '../../platform/errors.ts';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import { OperationRefused } from '../federation/document/operation-refused.ts';
import type { FederatedGraph } from '../federation/federated-graph.ts';
import type { PreparedOperation } from '../federation/prepared-operation.ts';
import { type DeadlineContext, RequestDeadline, type TimeLimits } from '../federation/sources/request-deadline.ts';
import type { SubscriptionOutlet } from '../federation/subscriptions/subscriber.ts';
import type { Subscription, SubscriptionHub } from '../federation/subscriptions/subscription-hub.ts';
import type { DocumentRequest, TrustedDocuments } from '../graphql/trusted-documents.ts';
import { internalMessage } from '../http/errors.ts';

/** A GraphQL request of any transport. */
export interface GraphRequest extends DocumentRequest {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Dependencies of stream operations. */
export interface StreamOperationsDeps {
  /** host of the graph, which may change at any time */
  readonly host: { readonly current: Pick<FederatedGraph, 'prepare'> };
  readonly hub: SubscriptionHub;
  /** trusted documents, and whether others are accepted */
  readonly documents: TrustedDocuments;
  /** of queries and mutations */
  readonly limits: TimeLimits;
  readonly log: Logger;
}

/** Operations over WebSocket and event streams: errors are returned with a code, never thrown. */
export class StreamOperations {
  readonly #deps: StreamOperationsDeps;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(deps: StreamOperationsDeps) {
    this.#deps = deps;
  }

  /**
   * Checks an operation as over HTTP, and prepares it.
   *
   * @param admit called first; throws a DomainError, such as RATE_LIMITED, to refuse the operation
   */
  async prepare(
    request: GraphRequest,
    admit: () => void = () => undefined,
  ): Promise<PreparedOperation | readonly GraphQLError[]> {
    try {
      admit();
      return await this.#deps.host.current.prepare(this.#textOf(request), request.operationName ?? undefined);
    } catch (error) {
      return this.#refusal(error);
    }
  }

  /** Answers a query or mutation. */
  async execute(
    prepared: PreparedOperation,
    { variables }: GraphRequest,
    context: SubgraphContext,
  ): Promise<ExecutionResult> {
    const limited: DeadlineContext = { ...context, deadline: new RequestDeadline(this.#deps.limits) };
    const answer = prepared.execute(variables ?? {}, limited);
    this.#underWay.add(answer);
    try {
      return await answer;
    } catch (error) {
      return { errors: this.#refusal(error) };
    } finally {
      this.#underWay.delete(answer);
    }
  }

  /** Resolves when the queries and mutations in progress have been answered. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  /** Opens a subscription; see `SubscriptionHub.subscribe`. */
  async subscribe(
    prepared: PreparedOperation,
    { variables }: GraphRequest,
    context: SubgraphContext,
    outlet: SubscriptionOutlet,
  ): Promise<Subscription | readonly GraphQLError[]> {
    try {
      return await this.#deps.hub.subscribe(prepared, variables ?? {}, context, outlet);
    } catch (error) {
      return this.#refusal(error);
    }
  }

  #textOf({ query, documentId, extensions }: GraphRequest): string {
    // the WebSocket protocol requires a query; it is empty when only an id or a hash is sent
    const text = query || undefined;
    const found = this.#deps.documents.resolve({ query: text, documentId, extensions })?.text ?? text;
    if (found === undefined) throw new DomainError('BAD_REQUEST', 'query: found no document, expected one');
    return found;
  }

  #refusal(error: unknown): readonly GraphQLError[] {
    if (error instanceof OperationRefused) return error.errors;
    if (error instanceof DomainError) return [asGraphqlError(error)];
    const referenceId = randomUUID();
    this.#deps.log.error({ referenceId, err: error }, 'operation failed');
    return [new GraphQLError(internalMessage(referenceId), { extensions: { code: 'INTERNAL', referenceId } })];
  }
}

/** The error as a GraphQL error. */
export function asGraphqlError({ message, extensions }: DomainError): GraphQLError {
  return new GraphQLError(message, { extensions });
}
