import { context as activeContext, propagation, trace } from '@opentelemetry/api';
import type { Identity, SubgraphContext } from '../../../../platform/identity/identity.ts';
import { encodeIdentity, GATEWAY_HEADERS } from '../../../../platform/subgraph/gateway-protocol.ts';

/** An identity in the form that is forwarded. */
export interface ForwardedIdentity {
  /** equal for equal identities, and only for those */
  readonly key: string;
  readonly headers: readonly string[];
}

/** Headers of requests to a subgraph: name, value, name, value, … */
export class RequestHeaders {
  readonly #fixed: readonly string[];
  readonly #identities = new WeakMap<Identity, ForwardedIdentity>();

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

  /** Headers that all requests of one requester share; made once. */
  forIdentity(identity: Identity): ForwardedIdentity {
    let known = this.#identities.get(identity);
    if (!known) {
      const key = encodeIdentity(identity);
      known = { key, headers: [...this.#fixed, GATEWAY_HEADERS.identity, key] };
      this.#identities.set(identity, known);
    }
    return known;
  }

  /** Headers of one request; with the trace context when it is traced. */
  forRequest(identity: ForwardedIdentity, { requestId, clientAddress }: SubgraphContext, timeLeftMs: number): string[] {
    const headers = [
      ...identity.headers,
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
