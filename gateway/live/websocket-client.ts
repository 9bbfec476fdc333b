import { randomUUID } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { z } from 'zod';
import { DomainError } from '../../platform/errors.ts';
import type { TransportOperation } from '../../platform/subgraph/transport-operation.ts';
import type { SessionHandlers, SessionRefusal, TransportSession } from '../../platform/subgraph/transport-session.ts';
import type { AccessControl } from '../auth/access-control.ts';
import { bearerToken } from '../auth/authenticate.ts';
import type { VerifiedIdentity } from '../auth/tokens.ts';
import { whenTokenEnds } from './expiry.ts';
import { asGraphqlError, type StreamOperations } from './stream-operations.ts';
import { CLOSE_CODES, type WebSocketConnection } from './websocket-connection.ts';
import { WebSocketOutlet } from './websocket-outlet.ts';

/** Dependencies and limits of WebSocket clients. */
export interface WebSocketClientDeps {
  readonly operations: StreamOperations;
  readonly accessControl: AccessControl;
  /** concurrent operations of one connection */
  readonly maxSubscriptions: number;
  /** now, epoch milliseconds */
  readonly clock: () => number;
  /** called when handling a message failed for an internal reason */
  readonly onFault: (error: unknown) => void;
}

const connectionParams = z.object({ authorization: z.string().optional(), token: z.string().optional() });

const NO_TOKEN: SessionRefusal = {
  code: CLOSE_CODES.unauthenticated,
  reason: 'Found no valid token, expected authorization: Bearer and a token',
};

/**
 * A client over graphql-transport-ws: its identity, and its operations.
 *
 * The payload of `connection_init` carries the token, as `{ authorization: "Bearer …" }` or `{ token: "…" }`. Without a
 * valid one the connection is closed with 4401, and with 4403 and the reason `expired` or `revoked` when the token ends. Queries and mutations are
 * supported too.
 */
export class WebSocketClient implements SessionHandlers {
  readonly #connection: WebSocketConnection;
  readonly #deps: WebSocketClientDeps;
  #identity: VerifiedIdentity | undefined;

  constructor(connection: WebSocketConnection, deps: WebSocketClientDeps) {
    this.#connection = connection;
    this.#deps = deps;
  }

  async admit(
    params: Readonly<Record<string, unknown>>,
    session: TransportSession,
  ): Promise<SessionRefusal | undefined> {
    const { accessControl, clock } = this.#deps;
    try {
      const { authorization, token } = connectionParams.parse(params);
      const identity = await accessControl.identify(token ?? bearerToken(authorization), this.#connection.address);
      this.#identity = identity;
      // the reason is a word that clients compare, unlike the sentences of other codes
      session.own(whenTokenEnds(identity, clock, (end) => session.close(CLOSE_CODES.expired, end)));
      return undefined;
    } catch (error) {
      if (error instanceof DomainError || error instanceof z.ZodError) return NO_TOKEN;
      throw error;
    }
  }

  async answer(operation: TransportOperation, payload: SubscribePayload, session: TransportSession): Promise<void> {
    const { operations, accessControl, maxSubscriptions } = this.#deps;
    const identity = this.#identity;
    if (!identity) throw new TypeError('found an operation before the connection was admitted');
    if (session.size > maxSubscriptions) return operation.fail([tooMany(maxSubscriptions)]);
    const prepared = await operations.prepare(payload, () => accessControl.admit(identity));
    if (!('operation' in prepared)) return operation.fail(prepared);
    const context = { identity, requestId: randomUUID(), clientAddress: this.#connection.address };
    if (!prepared.isSubscription) {
      void operation.next(JSON.stringify(await operations.execute(prepared, payload, context)));
      return operation.complete();
    }
    if (operation.isEnded) return;
    const outlet = new WebSocketOutlet(this.#connection, operation);
    const subscription = await operations.subscribe(prepared, payload, context, outlet);
    if ('close' in subscription) outlet.open(subscription);
    else operation.fail(subscription);
  }

  onFault(error: unknown): void {
    this.#deps.onFault(error);
  }
}

function tooMany(max: number): GraphQLError {
  const message = `found more than ${max} operations under way on this connection, expected at most that`;
  return asGraphqlError(new DomainError('SUBSCRIPTION_LIMIT_EXCEEDED', message));
}
