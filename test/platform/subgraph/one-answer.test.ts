import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { DomainError } from '../../../platform/errors.ts';
import { GATEWAY_HEADERS } from '../../../platform/subgraph/gateway-protocol.ts';
import { type CallClient, connectCalls, IDENTITY } from '../../support/calls/call-client.ts';
import { type ServedSubgraph, serveSubgraph, TEST_SECRET } from '../../support/graph/remote-graph.ts';

const COMPILE_AFTER = 2;
const CALLS = 4;

const CASES: readonly (readonly [query: string, variables?: Readonly<Record<string, unknown>>])[] = [
  ['{ things { name must } }'],
  ['{ must }'],
  ['{ fault domain coded }'],
  ['{ late }'],
  ['{ number }'],
  ['mutation { one must two }'],
  ['query($in: In) { echo(in: $in) }', { in: { n: 1, text: 'ü💡\u2028\n' } }],
  ['query($in: In) { echo(in: $in) }', JSON.parse('{"__proto__":{"in":{"n":2}},"constructor":1}')],
  ['query($in: In!) { echo(in: $in) }', {}],
  ['query($self: Self) { own(self: $self) }', { self: { other: 1 } }],
  ['query A { late } query B { late }'],
  ['{ __proto__: late constructor: late }'],
  ['{ nothing }'],
  ['{ late'],
  ['{ late @include(if: false) }'],
  ['subscription { ticks }'],
];

function testSchema(): GraphQLSchema {
  const schema = buildSchema(`
    input In { n: Int! text: String }
    input Self { self: Self }
    type Thing { name: String must: Int! }
    type Query {
      things: [Thing] must: Int! fault: String domain: String coded: String late: String number: Int
      echo(in: In): String own(self: Self): String
    }
    type Mutation { one: Int must: Int! two: Int }
    type Subscription { ticks: Int }`);
  const fail = (error: unknown) => () => {
    throw error;
  };
  const query = {
    things: () => [{ name: 'a', must: 1 }, { name: 'b', must: null }, null, new Error('a fault in a list')],
    fault: fail(new Error('a fault')),
    domain: fail(new DomainError('NOT_FOUND', 'no such lead', { leadId: 'x' })),
    coded: fail(new GraphQLError('coded', { extensions: { code: 'OTHER', more: [1] } })),
    late: async () => 'late',
    number: () => 2 ** 40,
    echo: (_: unknown, args: object) => JSON.stringify(args),
  };
  const mutation = { one: () => 1, two: () => 2 };
  for (const [name, resolve] of Object.entries(query))
    Object.assign(schema.getQueryType()?.getFields()[name] ?? {}, { resolve });
  for (const [name, resolve] of Object.entries(mutation))
    Object.assign(schema.getMutationType()?.getFields()[name] ?? {}, { resolve });
  return schema;
}

/** A subgraph, and the message and fault of each line of its log. */
async function serve() {
  const logged: unknown[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      const { level, msg, requestId, err } = JSON.parse(String(line));
      logged.push({ level, msg, requestId, fault: err?.message });
      done();
    },
  });
  const served = await serveSubgraph('things', testSchema(), undefined, {
    log: pino(stream),
    compileAfter: COMPILE_AFTER,
  });
  return { served, logged };
}

describe('an operation', () => {
  let overHttp: { served: ServedSubgraph; logged: unknown[] };
  let overCalls: { served: ServedSubgraph; logged: unknown[] };
  let client: CallClient;

  before(async () => {
    overHttp = await serve();
    overCalls = await serve();
    client = await connectCalls(overCalls.served.url);
    client.read();
  });

  after(async () => {
    client.socket.destroy();
    await Promise.all([overHttp.served.close(), overCalls.served.close()]);
  });

  async function post(requestId: string, query: string, variables: object) {
    const headers = {
      'content-type': 'application/json',
      [GATEWAY_HEADERS.secret]: TEST_SECRET,
      [GATEWAY_HEADERS.identity]: IDENTITY,
      [GATEWAY_HEADERS.requestId]: requestId,
    };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(overHttp.served.url, { method: 'POST', headers, body });
    return { status: response.status, body: await response.json() };
  }

  async function call(id: number, query: string, variables: object) {
    client.call(id, query, { variables: { ...variables } });
    await client.untilLines(1);
    const [, status, body] = /^\d+ (\d+) (.*)$/s.exec(client.lines.shift() ?? '') ?? [];
    return { status: Number(status), body: JSON.parse(body ?? '') };
  }

  let id = 0;
  for (const [query, variables = {}] of CASES)
    it(`is answered by call as over HTTP, before and after it is compiled: ${query} ${JSON.stringify(variables)}`, async () => {
      for (let turn = 0; turn < CALLS; turn++) {
        id += 1;
        assert.deepEqual(await call(id, query, variables), await post(`r-${id}`, query, variables));
      }
      assert.deepEqual(overCalls.logged.splice(0), overHttp.logged.splice(0));
    });
});
