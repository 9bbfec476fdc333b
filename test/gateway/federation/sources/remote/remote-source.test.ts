import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { RemoteSource } from '../../../../../gateway/federation/sources/remote/remote-source.ts';
import { DomainError } from '../../../../../platform/errors.ts';
import type { SubgraphContext } from '../../../../../platform/identity/identity.ts';
import { CONTEXT } from '../../../../support/federation/composed-graph.ts';
import { remoteSource, type ServedSubgraph, serveSubgraph } from '../../../../support/graph/remote-graph.ts';

const schema = buildSubgraphSchema([
  {
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      scalar Any
      type Query { whoAmI: String echo(value: Any): Any row: Row fails: String refused: String }
      type Subscription { count(to: Int!): Int broken: Int }
      type Row @key(fields: "id") { id: ID! name: String }
    `),
    resolvers: {
      Query: {
        whoAmI: (_: unknown, __: unknown, { identity, requestId }: SubgraphContext) =>
          `${identity.subject} ${identity.scopes} ${requestId}`,
        echo: (_: unknown, { value }: { value: unknown }) => value,
        row: () => ({ id: '1', name: 'one' }),
        fails: () => {
          throw new TypeError('a fault');
        },
        refused: () => {
          throw new DomainError('LEAD_NOT_FOUND', 'no such lead', { lead: 7 });
        },
      },
      Row: {
        __resolveReference: ({ id }: { id: string }) => {
          if (id === '3') throw new Error('no row 3');
          return { id, name: `row ${id}` };
        },
      },
      Subscription: {
        count: {
          subscribe: async function* (_: unknown, { to }: { to: number }) {
            for (let count = 1; count <= to; count++) yield { count };
          },
        },
        broken: {
          // biome-ignore lint/correctness/useYield: it breaks before
          subscribe: async function* () {
            throw new DomainError('CURSOR_EXPIRED', 'too old');
          },
        },
      },
    },
  },
]);

describe('RemoteSource', () => {
  let served: ServedSubgraph;
  let source: RemoteSource;
  before(async () => {
    served = await serveSubgraph('things', schema);
    source = remoteSource(served);
  });
  after(async () => {
    await source.close();
    await served.close();
  });

  const ask = async (text: string, variables: Record<string, unknown> = {}) =>
    source.prepare({ kind: 'query', text, document: parse(text) })(variables, CONTEXT, undefined);

  it('forwards who asks, and under which request id', async () => {
    assert.deepEqual(await ask('{ whoAmI }'), { data: { whoAmI: 'tester read,secret test' } });
  });

  it('gives errors with path, positions as numbers, code and details, interpreted and compiled', async () => {
    const text =
      'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Row { name } } }';
    const representations = ['1', '2', '3'].map((id) => ({ __typename: 'Row', id }));
    for (let call = 0; call < 6; call++) {
      assert.deepEqual(await ask(text, { representations }), {
        data: { _entities: [{ name: 'row 1' }, { name: 'row 2' }, null] },
        errors: [{ message: 'no row 3', path: ['_entities', 2] }],
      });
      const { errors } = await ask('{ refused fails }');
      assert.deepEqual(errors, [
        { message: 'no such lead', path: ['refused'], extensions: { lead: 7, code: 'LEAD_NOT_FOUND' } },
        { message: 'a fault', path: ['fails'] },
      ]);
    }
  });

  it('carries the name __proto__ as a response key and within a value', async () => {
    for (let call = 0; call < 6; call++) {
      const { data } = await ask('query($value: Any) { __proto__: row { id } echo(value: $value) }', {
        value: JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}'),
      });
      assert.equal(
        JSON.stringify(data),
        '{"__proto__":{"id":"1"},"echo":{"__proto__":{"polluted":true},"constructor":{"prototype":1}}}',
      );
    }
  });

  it('gives what the document or its variables are refused for', async () => {
    const { data, errors } = await ask(
      'query($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }',
    );
    assert.equal(data, undefined);
    assert.match(errors?.[0]?.message ?? '', /^Variable "\$representations"/);
  });

  const open = (text: string, signal: AbortSignal) =>
    source.prepareStream({ kind: 'subscription', text, document: parse(text) })({}, CONTEXT, signal);

  it('streams events in order and ends when the subgraph has no more', async () => {
    const events = [];
    for await (const event of open('subscription { count(to: 300) }', new AbortController().signal)) events.push(event);
    assert.deepEqual(
      events,
      Array.from({ length: 300 }, (_, index) => ({ data: { count: index + 1 } })),
    );
  });

  it('throws what the stream throws, with its code', async () => {
    await assert.rejects(
      async () => {
        for await (const _ of open('subscription { broken }', new AbortController().signal));
      },
      { code: 'CURSOR_EXPIRED' },
    );
  });
});
