import { context as activeContext, propagation, trace } from '@opentelemetry/api';
import type { Identity, SubgraphContext } from '../../../../platform/identity/identity.ts';
import { encodeIdentity, GATEWAY_HEADERS } from '../../../../platform/subgraph/gateway-protocol.ts';

const keys = new WeakMap<Identity, string>();

/** An identity in the form that is forwarded, made once; equal for equal identities, and only for those. */
export function identityKey(identity: Identity): string {
  let key = keys.get(identity);
  if (key === undefined) {
    key = encodeIdentity(identity);
    keys.set(identity, key);
  }
  return key;
}

/** Headers of requests to a subgraph: name, value, name, value, … */
export class RequestHeaders {
  readonly #fixed: readonly string[];

  constructor(secret: string) {
    this.#fixed = [
      'content-type',
      'application/json',
      'accept',
      'application/json, application/graphql-response+json',
      GATEWAY_HEADERS.secret,
      secret,
    ];
  }

  /** Headers of one request; with the trace context when it is traced. */
  forRequest({ identity, requestId, clientAddress }: SubgraphContext, timeLeftMs: number): string[] {
    const headers = [
      ...this.#fixed,
      GATEWAY_HEADERS.identity,
      identityKey(identity),
      GATEWAY_HEADERS.requestId,
      requestId,
      GATEWAY_HEADERS.timeLeftMs,
      String(Math.floor(timeLeftMs)),
    ];
    if (clientAddress !== undefined) headers.push(GATEWAY_HEADERS.clientAddress, clientAddress);
    if (trace.getActiveSpan()) propagation.inject(activeContext.active(), headers, { set: append });
    return headers;
  }
}

function append(headers: string[], name: string, value: string): void {
  headers.push(name, value);
}
