import { setTimeout as sleep } from 'node:timers/promises';
import { FederatedGraph } from '../../../gateway/federation/federated-graph.ts';
import { LocalSource } from '../../../gateway/federation/sources/local/local-source.ts';
import { DomainError } from '../../../platform/errors.ts';
import { createLogger } from '../../../platform/logger.ts';
import { type ComposedGraph, composeGraph } from '../federation/composed-graph.ts';
import { EventLog, type LoggedEvent } from './event-log.ts';

/** How the names of rows behave, by the first letter of their id. */
const NAMES: Readonly<Record<string, (id: string) => unknown>> = {
  slow: async (id) => sleep(20, `name of ${id}`),
  broken: () => {
    throw new DomainError('LEAD_NOT_FOUND', 'no such row');
  },
};

/** A graph with a resumable subscription and one that is not, over two subgraphs, and the log behind both. */
export interface LiveGraph {
  readonly graph: FederatedGraph;
  readonly log: EventLog;
  /** calls of the subgraph that knows the names */
  names(): number;
  /** another graph over the same sources, with one more type */
  again(): FederatedGraph;
}

/** @param extra fields of the event, as SDL: makes another supergraph */
export function createLiveGraph(log = new EventLog(), extra = ''): LiveGraph {
  let names = 0;
  const composed = liveSubgraphs(log, extra, () => {
    names += 1;
  });
  const sources = new Map([...composed.schemas].map(([name, schema]) => [name, new LocalSource(schema)]));
  const graphOf = (supergraphSdl: string): FederatedGraph =>
    new FederatedGraph({ supergraphSdl, sources, log: createLogger('silent') });
  return {
    graph: graphOf(composed.supergraphSdl),
    log,
    names: () => names,
    again: () => graphOf(`${composed.supergraphSdl}\nscalar Another`),
  };
}

/** The subgraphs of a live graph, composed. @param onRow called for each row that is asked for */
export function liveSubgraphs(log: EventLog, extra = '', onRow = (): void => undefined): ComposedGraph {
  return composeGraph({
    events: {
      typeDefs: `
        type Query { last: ID }
        type Mutation { append(id: ID!): ID }
        type Subscription {
          happened(after: String, kind: String): Happening
          secret(after: String): Happening @requiresScopes(scopes: [["secret"]])
          metrics: Metrics
          refused: Metrics
        }
        type Happening { cursor: String! row: Row ${extra} }
        type Metrics { number: String row: Row }
        type Row @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { last: () => log.events.at(-1)?.id },
        Mutation: {
          append: (_: unknown, { id }: { id: string }) => {
            log.append(id);
            return id;
          },
        },
        Subscription: {
          happened: field(log, (event) => ({ cursor: event.cursor, row: { id: event.id } })),
          secret: field(log, (event) => ({ cursor: event.cursor, row: { id: event.id } })),
          metrics: field(log, ({ id }) => (id === 'end' ? null : { number: id, row: { id } })),
          refused: {
            subscribe: () => {
              throw new DomainError('CURSOR_EXPIRED', 'the cursor is too old');
            },
          },
        },
      },
    },
    rows: {
      typeDefs:
        'type Row @key(fields: "id") { id: ID! name: String must: Int! hidden: String @requiresScopes(scopes: [["secret"]]) }',
      resolvers: {
        Row: {
          __resolveReference: ({ id }: { id: string }) => {
            onRow();
            return { id, must: id.startsWith('null') ? null : 1, hidden: 'h' };
          },
          name: ({ id }: { id: string }) => NAMES[id.split('-')[0] as string]?.(id) ?? `name of ${id}`,
        },
      },
    },
  });
}

function field(log: EventLog, resolve: (event: LoggedEvent) => unknown) {
  return { subscribe: (_: unknown, { after }: { after?: string }) => log.stream(after), resolve };
}
