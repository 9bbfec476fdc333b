import {
  type CompleteMessage,
  type ConnectionInitMessage,
  type Message,
  MessageType,
  type PingMessage,
  type PongMessage,
  type SubscribeMessage,
  validateMessage,
} from 'graphql-ws';

/** Message of graphql-transport-ws that a client may send. */
export type ClientMessage = ConnectionInitMessage | PingMessage | PongMessage | SubscribeMessage | CompleteMessage;

const OF_CLIENTS: ReadonlySet<MessageType> = new Set([
  MessageType.ConnectionInit,
  MessageType.Ping,
  MessageType.Pong,
  MessageType.Subscribe,
  MessageType.Complete,
]);

/**
 * Reads what a client sent by graphql-transport-ws, whose messages are JSON text.
 *
 * @returns undefined when the client did not keep the protocol: no JSON, a binary frame, an unknown type, a field that is
 * missing or of another type, or a message that only servers send
 */
export function readClientMessage(data: { toString(): string }, isBinary: boolean): ClientMessage | undefined {
  if (isBinary) return undefined;
  let message: Message;
  try {
    message = validateMessage(withQuery(JSON.parse(data.toString())));
  } catch {
    return undefined;
  }
  return OF_CLIENTS.has(message.type) ? (message as ClientMessage) : undefined;
}

/** The query is required by the protocol; a client that names its document by an id or a hash may leave it out. */
function withQuery(message: unknown): unknown {
  const { type, payload } = (message ?? {}) as Partial<SubscribeMessage>;
  if (type !== MessageType.Subscribe || typeof payload !== 'object' || payload === null) return message;
  const isNamed = 'documentId' in payload || 'extensions' in payload;
  return isNamed ? { ...(message as object), payload: { ...payload, query: payload.query ?? '' } } : message;
}
