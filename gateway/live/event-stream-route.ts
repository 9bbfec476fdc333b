import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors.ts';
import type { PreparedOperation } from '../federation/prepared-operation.ts';
import { readGraphqlRequest } from '../graphql/graphql-request.ts';
import { chooseMediaType, namesMediaType } from '../http/accept.ts';
import type { ConnectionLimit } from './connection-limit.ts';
import { EventStream } from './event-stream.ts';
import { whenTokenEnds } from './expiry.ts';
import type { Heartbeat } from './heartbeat.ts';
import { asGraphqlError, type GraphRequest, type StreamOperations } from './stream-operations.ts';

/** Dependencies of the event stream route. */
export interface EventStreamRouteDeps {
  readonly operations: StreamOperations;
  readonly limit: ConnectionLimit;
  readonly heartbeat: Heartbeat;
  readonly clock: () => number;
}

const EVENT_STREAM = 'text/event-stream';

/** Answers operations as server-sent events to clients that accept them. */
export class EventStreamRoute {
  readonly #deps: EventStreamRouteDeps;

  constructor(deps: EventStreamRouteDeps) {
    this.#deps = deps;
  }

  /** Whether a request accepts an event stream. */
  accepts({ headers }: FastifyRequest): boolean {
    return namesMediaType(headers.accept, EVENT_STREAM);
  }

  /** Answers a request that {@link accepts} an event stream, unless JSON would do: then another route answers. */
  async answerOrDelegate(request: FastifyRequest, reply: FastifyReply, delegate: () => unknown): Promise<unknown> {
    const isChoice = chooseMediaType(request.headers.accept) !== undefined;
    if (isChoice && !(await this.#isSubscription(request))) return delegate();
    return this.answer(request, reply);
  }

  /**
   * Answers an authenticated request.
   *
   * @throws {DomainError} BAD_REQUEST, METHOD_NOT_ALLOWED for a mutation by GET, SUBSCRIPTION_LIMIT_EXCEEDED; errors of
   * the operation are sent as an event
   */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { operations, limit } = this.#deps;
    const asked = readGraphqlRequest(request);
    const prepared = await operations.prepare(asked);
    if ('operation' in prepared && request.method === 'GET') refuseMutation(prepared, reply);
    if (!limit.acquire()) {
      const message = `found ${limit.max} connections, expected fewer`;
      throw new DomainError('SUBSCRIPTION_LIMIT_EXCEEDED', message);
    }
    reply.hijack();
    request.server.underWay?.becomeStream(request);
    const stream = this.#open(request, reply);
    if ('operation' in prepared) await this.#run(prepared, asked, request, stream);
    else stream.fail(prepared);
  }

  async #isSubscription(request: FastifyRequest): Promise<boolean> {
    const prepared = await this.#deps.operations.prepare(readGraphqlRequest(request));
    return 'operation' in prepared && prepared.isSubscription;
  }

  #open({ identity, raw }: FastifyRequest, reply: FastifyReply): EventStream {
    const { limit, heartbeat, clock } = this.#deps;
    const stream = new EventStream(reply.raw, raw.socket, reply.getHeaders());
    stream.own(() => limit.release());
    const end = (fault: string): void =>
      stream.fail([asGraphqlError(new DomainError('UNAUTHENTICATED', `token: ${fault}`))]);
    stream.own(whenTokenEnds(identity, clock, end));
    heartbeat.add(stream);
    stream.own(() => heartbeat.remove(stream));
    return stream;
  }

  async #run(
    prepared: PreparedOperation,
    asked: GraphRequest,
    { identity, id }: FastifyRequest,
    stream: EventStream,
  ): Promise<void> {
    const { operations } = this.#deps;
    const context = { identity, requestId: id };
    if (!prepared.isSubscription) {
      stream.answer(await operations.execute(prepared, asked, context));
      return;
    }
    if (stream.isEnded) return;
    const subscription = await operations.subscribe(prepared, asked, context, stream);
    if ('close' in subscription) stream.open(subscription);
    else stream.fail(subscription);
  }
}

function refuseMutation({ operation }: PreparedOperation, reply: FastifyReply): void {
  if (operation.definition.operation !== 'mutation') return;
  reply.header('allow', 'POST');
  throw new DomainError('METHOD_NOT_ALLOWED', 'found a mutation in a GET, expected POST');
}
