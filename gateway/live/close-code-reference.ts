import { CloseCode } from 'graphql-ws';
import { CLOSE_CODES } from './websocket-connection.ts';

/** Cause of a WebSocket's close, and what the client does about it. */
export interface CloseCodeEntry {
  readonly code: number;
  readonly cause: string;
  readonly cure: string;
}

/** Codes with which the gateway closes WebSockets: those of graphql-transport-ws, of WebSocket itself, and its own. */
export const CLOSE_CODE_REFERENCE: readonly CloseCodeEntry[] = [
  {
    code: 1001,
    cause: 'The server stops. Each subscription got SHUTTING_DOWN with its cursor before.',
    cure: 'Connect again after a short pause, and subscribe with after: the cursor.',
  },
  {
    code: 1009,
    cause: 'A message was larger than BODY_LIMIT_BYTES.',
    cure: 'Send large values over HTTP, or raise BODY_LIMIT_BYTES.',
  },
  {
    code: CloseCode.BadRequest,
    cause: 'A message was not one of graphql-transport-ws.',
    cure: 'Use a client library of graphql-transport-ws, such as graphql-ws. Do not retry.',
  },
  {
    code: CLOSE_CODES.unauthenticated,
    cause: 'connection_init had no valid token, or an operation came before connection_ack.',
    cure: 'Get a new token and send it as { "authorization": "Bearer …" } in connection_init; wait for connection_ack.',
  },
  {
    code: CLOSE_CODES.expired,
    cause: 'The token has expired (the reason of the close is `expired`) or was revoked (`revoked`).',
    cure: 'Get a new token, connect again, and subscribe with after: the cursor of the last event.',
  },
  {
    code: CloseCode.SubprotocolNotAcceptable,
    cause: 'The client did not offer the subprotocol graphql-transport-ws.',
    cure: 'Offer graphql-transport-ws; the older graphql-ws protocol is not served.',
  },
  {
    code: CLOSE_CODES.silent,
    cause: 'No connection_init within 3 seconds, no sign of life for two heartbeats, or nothing read for as long.',
    cure: 'Connect again and subscribe with after: the cursor of the last event; answer pings and read what comes.',
  },
  {
    code: CloseCode.SubscriberAlreadyExists,
    cause: 'An operation used the id of another one that is under way.',
    cure: 'Give every operation of a connection an id of its own. Do not retry.',
  },
  {
    code: CLOSE_CODES.tooMany,
    cause: 'MAX_CONNECTIONS connections are open, or connection_init was sent twice.',
    cure: 'Wait, then connect again; share one connection between subscriptions.',
  },
  {
    code: CloseCode.InternalServerError,
    cause: 'Internal error.',
    cure: 'Connect again with increasing pauses; the log of the gateway has the error.',
  },
];
