import { encodeIdentity, GATEWAY_HEADERS } from '../../platform/subgraph/gateway-protocol.ts';

/** Secret by which the subgraphs' servers recognise every contender. */
export const SECRET = 'a-secret-that-only-the-bench-knows';

/** Requester of every request. */
export const CONTEXT = { identity: { subject: 'bench', scopes: [] }, requestId: 'bench' };

/** Headers that other gateways must be configured to send; this gateway sends them itself. */
export const HEADERS: Readonly<Record<string, string>> = {
  [GATEWAY_HEADERS.secret]: SECRET,
  [GATEWAY_HEADERS.identity]: encodeIdentity(CONTEXT.identity),
  [GATEWAY_HEADERS.requestId]: CONTEXT.requestId,
};

/** Variable with the subgraphs' URLs, as JSON, for a contender. */
export const URLS_VARIABLE = 'BENCH_SUBGRAPH_URLS';
