import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApolloServer } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { OperationRefused } from '../../../gateway/federation/document/operation-refused.ts';
import { FederatedGraph } from '../../../gateway/federation/federated-graph.ts';
import { LocalSource } from '../../../gateway/federation/sources/local/local-source.ts';
import type { Source } from '../../../gateway/federation/sources/source.ts';
import { createApolloGateway } from '../../../gateway/graphql/apollo-gateway.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { createLogger } from '../../../platform/logger.ts';
import { ask, CONTEXT, composeGraph, federatedGraph } from '../../support/federation/composed-graph.ts';

const composed = composeGraph({
  a: {
    typeDefs: `
      type Query { row: Row rows: [Row!]! fail(how: How!): Int even(number: Even): Int who: String }
      type Row @key(fields: "id") { id: ID! name: String }
      type Subscription { ticks: Int }
      enum How { DOMAIN PLAIN GRAPHQL }
      scalar Even
    `,
    resolvers: {
      Query: {
        row: () => ({ id: '1', name: 'one' }),
        rows: () => [{ id: '1' }, { id: '2' }],
        even: (_: unknown, { number }: { number: number }) => number,
        who: (_: unknown, __: unknown, { identity }: SubgraphContext) => identity.subject,
        fail: (_: unknown, { how }: { how: string }) => {
          if (how === 'DOMAIN') throw new DomainError('LEAD_NOT_FOUND', 'no lead 7', { leadId: '7' });
          if (how === 'GRAPHQL') throw new GraphQLError('table lead', { extensions: { code: 'DATABASE' } });
          throw new Error('password=secret');
        },
      },
    },
  },
  b: {
    typeDefs: 'type Row @key(fields: "id") { id: ID! score: Int must: Int! }',
    resolvers: { Row: { score: () => 5, must: () => 6 } },
  },
});
const graph = federatedGraph(composed, 1);

async function refusal(source: string, operationName?: string): Promise<unknown[]> {
  try {
    await graph.prepare(source, operationName);
  } catch (error) {
    assert.ok(error instanceof OperationRefused);
    return error.errors.map(({ extensions }) => extensions.code);
  }
  return [];
}

describe('FederatedGraph', () => {
  it('refuses what it cannot execute, each with a code', async () => {
    assert.deepEqual(await refusal('{ row {'), ['GRAPHQL_PARSE_FAILED']);
    assert.deepEqual(await refusal(`{ ${'row { id } '.repeat(2_000)} }`), ['OPERATION_LIMIT_EXCEEDED']);
    assert.deepEqual(await refusal('{ nothing rows { nothing } }'), [
      'GRAPHQL_VALIDATION_FAILED',
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    assert.deepEqual(await refusal('query A { who } query B { who }'), ['OPERATION_RESOLUTION_FAILURE']);
    assert.deepEqual(await refusal('query A { who }', 'C'), ['OPERATION_RESOLUTION_FAILURE']);
    assert.deepEqual(await refusal('query A { who } query B { who }', 'B'), []);
  });

  it('prepares a document once', async () => {
    assert.equal(await graph.prepare('{ who }'), await graph.prepare('{ who }'));
    assert.notEqual(
      await graph.prepare('query A { who } query B { row { id } }', 'A'),
      await graph.prepare('query A { who } query B { row { id } }', 'B'),
    );
  });

  it('refuses variables that do not fit, before anything is fetched', async () => {
    const { data, errors } = await ask(graph, 'query($how: How!) { fail(how: $how) }', { how: 'NO' });
    assert.equal(data, undefined);
    assert.deepEqual(
      errors?.map(({ extensions }) => extensions?.code),
      ['VALIDATION_FAILED'],
    );
  });

  it('passes on who asks', async () => {
    assert.deepEqual((await ask(graph, '{ who }')).data, { who: 'tester' });
  });

  it('passes an error with a public code, and masks every other under a reference that the log carries', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line) => void lines.push(line) });
    const logged = federatedGraph(composed, 1, log);
    const query = '{ d: fail(how: DOMAIN) p: fail(how: PLAIN) g: fail(how: GRAPHQL) }';
    const { errors = [] } = await ask(logged, query);
    assert.deepEqual(errors[0]?.extensions, { code: 'LEAD_NOT_FOUND', leadId: '7' });
    for (const error of errors.slice(1)) {
      assert.equal(error.extensions?.code, 'INTERNAL');
      assert.ok(lines.some((line) => line.includes(String(error.extensions?.referenceId))));
    }
    assert.ok(!JSON.stringify(errors).includes('secret') && !JSON.stringify(errors).includes('table'));
    assert.ok(lines.join('').includes('password=secret'));
  });

  it('reports to the caller that a scalar refused a value', async () => {
    const even = composed.schemas.get('a')?.getType('Even') as { parseValue: (value: unknown) => unknown };
    even.parseValue = (value) => {
      if (Number(value) % 2) throw new GraphQLError(`Even: found ${value}`);
      return value;
    };
    const { errors } = await ask(graph, 'query($n: Even) { even(number: $n) }', { n: 3 });
    assert.deepEqual(
      errors?.map(({ extensions }) => extensions?.code),
      ['VALIDATION_FAILED'],
    );
    even.parseValue = (value) => value;
  });

  it('answers what it cannot plan with a masked error', async () => {
    const { supergraphSdl, schemas } = composed;
    const sources = new Map([...schemas].map(([name, schema]) => [name, new LocalSource(schema)]));
    const planner = { plan: () => Promise.reject(new Error('secret of the planner')), close: () => undefined };
    const unplanned = new FederatedGraph({ supergraphSdl, sources, planner, log: createLogger('silent') });
    const { data, errors } = await ask(unplanned, '{ who }');
    assert.equal(data, undefined);
    assert.equal(errors?.[0]?.extensions?.code, 'INTERNAL');
    assert.ok(!JSON.stringify(errors).includes('secret'));
  });

  it('refuses a supergraph that builds on what it does not know', () => {
    const { supergraphSdl } = composeGraph({
      a: {
        typeDefs: `
          type Query { shop: Shop }
          type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String item: Item }
          type Item @key(fields: "id") { id: ID! price(in: String @fromContext(field: "$shop { currency }")): Int }
        `,
      },
    });
    const sources = new Map<string, Source>();
    assert.throws(() => new FederatedGraph({ supergraphSdl, sources, log: createLogger('silent') }), {
      code: 'SUPERGRAPH_INVALID',
    });
  });

  it('wants a source for every subgraph', () => {
    const { supergraphSdl } = composed;
    assert.throws(() => new FederatedGraph({ supergraphSdl, sources: new Map(), log: createLogger('silent') }), /a, b/);
  });
});

describe('a subgraph that does not answer', () => {
  const refused = async () => Promise.reject(new Error('connection refused'));
  const broken: Source = {
    prepare: () => refused,
    prepareStream: () => () => ({ [Symbol.asyncIterator]: () => ({ next: refused }) }),
  };
  const local = new LocalSource(composed.schemas.get('a') as never);
  const sources = new Map<string, Source>([
    ['a', local],
    ['b', broken],
  ]);
  const log = createLogger('silent');
  const partial = new FederatedGraph({ supergraphSdl: composed.supergraphSdl, sources, log });
  const dead = new FederatedGraph({
    supergraphSdl: composed.supergraphSdl,
    sources: new Map([...sources, ['a', broken]]),
    log,
  });

  it('nulls its fields, with one error at each', async () => {
    const { data, errors } = await ask(partial, '{ rows { id s: score } row { name } }');
    assert.deepEqual(data, {
      rows: [
        { id: '1', s: null },
        { id: '2', s: null },
      ],
      row: { name: 'one' },
    });
    assert.deepEqual(
      errors?.map(({ path }) => path),
      [
        ['rows', 0, 's'],
        ['rows', 1, 's'],
      ],
    );
    assert.equal(new Set(errors?.map(({ extensions }) => extensions?.referenceId)).size, 1);
  });

  it('takes objects with it whose fields must not be null', async () => {
    const { data, errors } = await ask(partial, '{ row { must } }');
    assert.deepEqual(data, { row: null });
    assert.deepEqual(
      errors?.map(({ path }) => path),
      [['row', 'must']],
    );
  });

  it('nulls root fields, each with an error', async () => {
    const { data, errors } = await ask(dead, '{ row { id } w: who }');
    assert.deepEqual(data, { row: null, w: null });
    assert.deepEqual(
      errors?.map(({ path }) => path),
      [['row'], ['w']],
    );
  });
});

describe('the graph behind Apollo Server', () => {
  it('answers what the graph answers', async () => {
    const server = new ApolloServer<SubgraphContext>({
      gateway: createApolloGateway({ current: graph, onChange: () => () => undefined }) as never,
    });
    await server.start();
    const run = async (query: string, variables: Record<string, unknown> = {}) => {
      const { body } = await server.executeOperation({ query, variables }, { contextValue: CONTEXT });
      assert.equal(body.kind, 'single');
      return body.kind === 'single' ? body.singleResult : undefined;
    };
    assert.deepEqual(JSON.parse(JSON.stringify((await run('{ rows { id score } __typename }'))?.data)), {
      rows: [
        { id: '1', score: 5 },
        { id: '2', score: 5 },
      ],
      __typename: 'Query',
    });
    assert.ok((await run('{ __schema { queryType { name } } }'))?.data);
    assert.equal((await run('{ nothing }'))?.errors?.[0]?.extensions?.code, 'GRAPHQL_VALIDATION_FAILED');
    assert.equal((await run('query($h: How!) { fail(how: $h) }'))?.errors?.[0]?.extensions?.code, 'VALIDATION_FAILED');
    await server.stop();
  });
});
