import { EventEmitter, on } from 'node:events';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

const HEADER = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Operation of every subscriber: a score, with the lead of a second subgraph. */
export const LIVE_QUERY = `subscription Live($after: String) {
  leadScored(after: $after) { cursor sentAt probability grade lead { id company owner } }
}`;

/** Operation whose events are larger than what the kernel buffers of a connection. */
export const LARGE_QUERY = 'subscription Large { leadScored { padding(characters: 12000000) } }';

interface LeadScored {
  readonly cursor: string;
  readonly sentAt: number;
}

const SCORES = `
  type Query { count: Int }
  type Subscription { leadScored(after: String): LeadScored! }
  type LeadScored {
    cursor: String! sentAt: Float! probability: Float! grade: String! lead: Lead! padding(characters: Int!): String!
  }
`;

/** Events come from `send`, in the process that runs the schemas. */
export class LiveSubgraphs {
  readonly #bell = new EventEmitter().setMaxListeners(0);
  #sent = 0;

  send(): void {
    this.#sent += 1;
    const event: LeadScored = { cursor: String(this.#sent), sentAt: now() };
    this.#bell.emit('event', event);
  }

  schemas(): ReadonlyMap<string, GraphQLSchema> {
    const resolvers = { Subscription: { leadScored: this.#leadScored() }, LeadScored: scoreFields };
    const lead = { __resolveReference: ({ id }: { id: string }) => leadOf(id) };
    return new Map([
      ['scores', schemaOf(`${HEADER} ${SCORES} ${LEAD_STUB}`, resolvers)],
      ['leads', schemaOf(`${HEADER} ${LEAD}`, { Lead: lead })],
    ]);
  }

  /** The same as one schema. */
  merged(): GraphQLSchema {
    const leadScored = { ...scoreFields, lead: (event: LeadScored) => leadOf(idOf(event)) };
    return schemaOf(`${SCORES} ${LEAD}`.replace(/@key\(.*?\)/, ''), {
      Subscription: { leadScored: this.#leadScored() },
      LeadScored: leadScored,
    });
  }

  #leadScored() {
    return { subscribe: () => flatten(on(this.#bell, 'event')), resolve: (event: LeadScored) => event };
  }
}

const LEAD = 'type Lead @key(fields: "id") { id: ID! company: String owner: String }';
const LEAD_STUB = 'type Lead @key(fields: "id", resolvable: false) { id: ID! }';

const scoreFields = {
  probability: () => 0.75,
  grade: () => 'A',
  padding: (_: LeadScored, { characters }: { characters: number }) => 'x'.repeat(characters),
  lead: (event: LeadScored) => ({ id: idOf(event) }),
};

/** The supergraph of the two. */
export function liveSupergraphSdl(): string {
  const services = [
    { name: 'scores', typeDefs: parse(`${HEADER} ${SCORES} ${LEAD_STUB}`), url: '' },
    { name: 'leads', typeDefs: parse(`${HEADER} ${LEAD}`), url: '' },
  ];
  const { errors, supergraphSdl } = composeServices(services);
  if (errors) throw errors[0];
  return supergraphSdl;
}

/** Milliseconds on a clock that all processes of a machine share. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

function idOf({ cursor }: LeadScored): string {
  return `lead-${Number(cursor) % 1_000}`;
}

function leadOf(id: string) {
  return { id, company: `Company of ${id}`, owner: 'sales' };
}

function schemaOf(typeDefs: string, resolvers: object): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]);
}

async function* flatten(events: AsyncIterable<unknown>): AsyncGenerator<LeadScored> {
  for await (const [event] of events as AsyncIterable<[LeadScored]>) yield event;
}
