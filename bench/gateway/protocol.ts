import { encodeIdentity, GATEWAY_HEADERS } from '../../platform/subgraph/gateway-protocol.ts';

/** What the subgraphs' servers know every contender by. */
export const SECRET = 'a-secret-that-only-the-bench-knows';

/** Who asks, in every request. */
export const CONTEXT = { identity: { subject: 'bench', scopes: [] }, requestId: 'bench' };

/** What other gateways send to subgraphs besides their own headers; ours makes these itself. */
export const HEADERS: Readonly<Record<string, string>> = {
  [GATEWAY_HEADERS.secret]: SECRET,
  [GATEWAY_HEADERS.identity]: encodeIdentity(CONTEXT.identity),
  [GATEWAY_HEADERS.requestId]: CONTEXT.requestId,
};

/** Name of the variable that tells a contender the subgraphs' URLs, as JSON. */
export const URLS_VARIABLE = 'BENCH_SUBGRAPH_URLS';
