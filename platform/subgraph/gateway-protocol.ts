import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import type { Identity, SubgraphContext } from '../identity/identity.ts';

/**
 * Protocol between a gateway and a subgraph of another process: GraphQL over HTTP (`POST /graphql`), and
 * `graphql-transport-ws` for subscriptions (`/graphql`), with these additions.
 *
 * - Over HTTP the headers below accompany every request.
 * - Over a connection of calls, which replace HTTP requests where a subgraph takes them, each call carries the same; the
 *   secret opens the connection. See `call-protocol.ts`.
 * - Over WebSocket the payload of `connection_init` carries the secret as `secret`; each `subscribe` message carries
 *   identity and request id in its `extensions`, in a {@link ForwardedContext}. One connection serves every identity.
 */
export const GATEWAY_HEADERS = {
  /** the shared secret, as it is */
  secret: 'x-gateway-secret',
  /** who asks: {@link encodeIdentity} */
  identity: 'x-gateway-identity',
  /** finds the request in both logs */
  requestId: 'x-request-id',
  /** IP address of the client: {@link readClientAddress}; absent when the gateway does not know it */
  clientAddress: 'x-gateway-client-address',
  /** time until the caller gives the answer up, milliseconds from the arrival of the request */
  timeLeftMs: 'x-gateway-time-left-ms',
} as const;

/** The `extensions` of a `subscribe` message. */
export interface ForwardedContext {
  readonly identity: Identity;
  readonly requestId: string;
}

const identitySchema = z.object({ subject: z.string(), scopes: z.array(z.string()) });
const forwardedSchema = z.object({ identity: identitySchema, requestId: z.string() });

/** An identity as a header's value: base64url of its JSON, since a subject may hold any character. */
export function encodeIdentity({ subject, scopes }: Identity): string {
  return Buffer.from(JSON.stringify({ subject, scopes })).toString('base64url');
}

/**
 * Reads what {@link encodeIdentity} wrote.
 *
 * @throws {DomainError} UNAUTHENTICATED when the header is absent or damaged
 */
export function decodeIdentity(header: string | undefined): Identity {
  const identity = identitySchema.safeParse(parseJson(Buffer.from(header ?? '', 'base64url').toString()));
  if (identity.success) return identity.data;
  throw new DomainError('UNAUTHENTICATED', `${GATEWAY_HEADERS.identity}: found no identity, expected the asker's`);
}

/** The client's address of its header; undefined when that is absent or no IP address. */
export function readClientAddress(header: unknown): string | undefined {
  return typeof header === 'string' && isIP(header) !== 0 ? header : undefined;
}

/**
 * Reads the `extensions` of a `subscribe` message.
 *
 * @throws {DomainError} UNAUTHENTICATED when they name no caller
 */
export function readForwardedContext(extensions: unknown): SubgraphContext {
  const context = forwardedSchema.safeParse(extensions);
  if (context.success) return context.data;
  throw new DomainError('UNAUTHENTICATED', 'extensions: found no identity, expected the asker and a request id');
}

/** Whether a caller knows the shared secret. Takes as long for a nearly right one as for any other. */
export function isSharedSecret(found: unknown, expected: string): boolean {
  if (typeof found !== 'string') return false;
  const [a, b] = [Buffer.from(found), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
