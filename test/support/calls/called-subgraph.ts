import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema, type GraphQLSchema, parse } from 'graphql';
import type { RemoteSource } from '../../../gateway/federation/sources/remote/remote-source.ts';
import type { SubgraphResult } from '../../../gateway/federation/sources/source.ts';
import type { LimitedContext } from '../../../platform/subgraph/deadline.ts';
import { CONTEXT } from '../federation/composed-graph.ts';
import { remoteSource, type ServedSubgraph, serveSubgraph } from '../graph/remote-graph.ts';
import { until } from './until.ts';

/** A call that waits for the test. */
export interface HeldCall {
  readonly context: LimitedContext;
  release(value: number): void;
}

/** A subgraph, and a source that has connections of calls to it. */
export interface CalledSubgraph {
  readonly served: ServedSubgraph;
  readonly source: RemoteSource;
  readonly held: readonly HeldCall[];
  /** methods of the HTTP requests since */
  readonly requests: readonly string[];
  /** the subgraph's end of each connection */
  readonly sockets: ReadonlySet<Socket>;
}

/** A question to a source. */
export interface Asked {
  readonly kind?: 'query' | 'mutation';
  readonly variables?: Record<string, unknown>;
  readonly context?: LimitedContext;
  readonly signal?: AbortSignal;
}

/** A schema whose `held` and `change` wait for the test. */
export function heldSchema(): { readonly schema: GraphQLSchema; readonly held: HeldCall[] } {
  const schema = buildSchema(
    'type Query { whoAmI: String held: Int echo(text: String): String } type Mutation { change: Int }',
  );
  const held: HeldCall[] = [];
  const hold = (_: unknown, __: unknown, context: LimitedContext) =>
    new Promise<number>((release) => held.push({ release, context }));
  const query = schema.getQueryType()?.getFields() ?? {};
  Object.assign(query.whoAmI ?? {}, {
    resolve: (_: unknown, __: unknown, { identity, requestId, clientAddress }: LimitedContext) =>
      `${identity.subject} ${requestId} ${clientAddress}`,
  });
  Object.assign(query.echo ?? {}, { resolve: (_: unknown, { text }: { text: string }) => text });
  Object.assign(query.held ?? {}, { resolve: hold });
  Object.assign(schema.getMutationType()?.getFields().change ?? {}, { resolve: hold });
  return { schema, held };
}

/**
 * Serves {@link heldSchema}, and waits for the connections of a source.
 *
 * @param cleanUps gets what ends both
 */
export async function callSubgraph(
  cleanUps: (() => unknown)[],
  options: Parameters<typeof remoteSource>[1] = {},
): Promise<CalledSubgraph> {
  const { schema, held } = heldSchema();
  const served = await serveSubgraph('things', schema);
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  served.http.on('request', ({ method }) => requests.push(method ?? ''));
  served.http.on('upgrade', (_request, socket) => sockets.add(socket as Socket));
  const source = remoteSource(served, options);
  cleanUps.push(
    () => served.close(),
    () => source.close(),
  );
  await ask(source, '{ whoAmI }');
  await until(() => sockets.size === 4);
  await sleep(20);
  requests.length = 0;
  return { served, source, held, requests, sockets };
}

/** Asks a source. */
export function ask(
  source: RemoteSource,
  text: string,
  { kind = 'query', variables = {}, context = CONTEXT, signal }: Asked = {},
): Promise<SubgraphResult> {
  return Promise.resolve(source.prepare({ kind, text, document: parse(text) })(variables, context, signal));
}

/** The context of a user: questions of different users are not joined. */
export function contextOf(user: number): LimitedContext {
  return { ...CONTEXT, identity: { subject: `user ${user}`, scopes: [] } };
}
