import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { ExecutionResult } from 'graphql';
import { ask, composeGraph, federatedGraph } from '../../support/federation/composed-graph.ts';

const fetched: string[] = [];
const saw = (what: string, value: unknown) => () => {
  fetched.push(what);
  return value;
};

const composed = composeGraph({
  people: {
    typeDefs: `
      type Query {
        people: [Person!]
        me: Person @authenticated
        secrets: [String!]! @requiresScopes(scopes: [["secret"]])
        either: Int @requiresScopes(scopes: [["read", "secret"], ["admin"]])
        parties: [Party]
        never: Int @policy(policies: [["on-call"]])
      }
      type Mutation { rename(name: String): Person @requiresScopes(scopes: [["write"]]) touch: Int }
      interface Party { id: ID! name: String }
      type Person implements Party @key(fields: "id") {
        id: ID!
        name: String
        email: String @requiresScopes(scopes: [["secret"]])
        phone: String! @requiresScopes(scopes: [["secret"]])
      }
      type Agency implements Party @requiresScopes(scopes: [["admin"]]) { id: ID! name: String budget: Int }
    `,
    resolvers: {
      Query: {
        people: saw('people', [
          { id: '1', name: 'Ada' },
          { id: '2', name: 'Bob' },
        ]),
        me: saw('me', { id: '1', name: 'Ada' }),
        secrets: saw('secrets', ['x']),
        either: saw('either', 1),
        parties: () => [
          { __typename: 'Person', id: '1' },
          { __typename: 'Agency', id: '9', name: 'A', budget: 5 },
        ],
        never: saw('never', 1),
      },
      Mutation: { rename: saw('rename', { id: '1' }), touch: saw('touch', 1) },
      Person: { email: saw('email', 'a@example.com'), phone: saw('phone', '123') },
    },
  },
  ratings: {
    typeDefs: `
      type Person @key(fields: "id") { id: ID! rating: Rating @requiresScopes(scopes: [["secret"]]) fans: Int }
      type Rating { stars: Int }
    `,
    resolvers: { Person: { rating: saw('rating', { stars: 5 }), fans: saw('fans', 7) } },
  },
});
const graph = federatedGraph(composed, 1);

function as(query: string, ...scopes: string[]): Promise<ExecutionResult> {
  return ask(graph, query, {}, { identity: { subject: 'tester', scopes }, requestId: 'test' });
}

function asNobody(query: string): Promise<ExecutionResult> {
  return ask(graph, query, {}, { identity: { subject: '', scopes: [] }, requestId: 'test' });
}

function codes({ errors = [] }: ExecutionResult): string[] {
  return errors.map(({ path = [], extensions }) => `${path.join('.')} ${extensions?.code}`);
}

describe('authorization from the supergraph', () => {
  beforeEach(() => {
    fetched.length = 0;
  });

  it('shows everything to who holds the scopes', async () => {
    const result = await as('{ people { name email rating { stars } } secrets }', 'secret');
    assert.equal(result.errors, undefined);
    assert.deepEqual(new Set(fetched), new Set(['people', 'email', 'rating', 'secrets']));
  });

  it('nulls a field without rights, says why at its path, and does not fetch it', async () => {
    const result = await as('{ people { name mail: email } }', 'read');
    assert.deepEqual(result.data, {
      people: [
        { name: 'Ada', mail: null },
        { name: 'Bob', mail: null },
      ],
    });
    assert.deepEqual(codes(result), ['people.0.mail FORBIDDEN', 'people.1.mail FORBIDDEN']);
    assert.deepEqual(fetched, ['people']);
  });

  it('holds for fields that another subgraph adds to an entity', async () => {
    const result = await as('{ people { fans rating { stars } } }');
    assert.deepEqual(result.data, {
      people: [
        { fans: 7, rating: null },
        { fans: 7, rating: null },
      ],
    });
    assert.ok(!fetched.includes('rating'));
  });

  it('propagates the null of a field that must not be null', async () => {
    const result = await as('{ people { phone } me { phone } }');
    assert.deepEqual(result.data, { people: null, me: null });
    assert.deepEqual(codes(result), ['people.0.phone FORBIDDEN', 'me.phone FORBIDDEN']);
  });

  it('fetches nothing when nothing remains', async () => {
    const result = await as('{ secrets }');
    assert.equal(result.data, null);
    assert.deepEqual(codes(result), ['secrets FORBIDDEN']);
    assert.deepEqual(fetched, []);
  });

  it('distinguishes an object from null when all its fields are denied', async () => {
    const result = await as('{ me { email } }');
    assert.deepEqual(result.data, { me: { email: null } });
  });

  it('asks who has no token for one', async () => {
    const result = await asNobody('{ me { name } people { name email } }');
    assert.deepEqual(codes(result).slice(0, 2), ['me UNAUTHENTICATED', 'people.0.email UNAUTHENTICATED']);
    assert.deepEqual(fetched, ['people']);
  });

  it('takes one of several sets of scopes, each whole', async () => {
    assert.deepEqual((await as('{ either }', 'read')).data, { either: null });
    assert.deepEqual((await as('{ either }', 'read', 'secret')).data, { either: 1 });
    assert.deepEqual((await as('{ either }', 'admin')).data, { either: 1 });
  });

  it('does not run a mutation without rights, and runs the others', async () => {
    const result = await as('mutation { rename(name: "x") { id } touch }', 'read');
    assert.deepEqual(result.data, { rename: null, touch: 1 });
    assert.deepEqual(fetched, ['touch']);
  });

  it('hides the fields of a type that asks for rights, behind an interface too', async () => {
    const query = '{ parties { __typename ... on Person { id } ... on Agency { id budget } } }';
    const denied = await as(query);
    assert.ok(!JSON.stringify(denied.data).includes('5'));
    assert.ok(codes(denied).length > 0 && codes(denied).every((code) => code.endsWith('FORBIDDEN')));
    assert.deepEqual((await as(query, 'admin')).errors, undefined);
  });

  it('denies every policy without a decision hook', async () => {
    const result = await as('{ never }', 'on-call', 'admin');
    assert.deepEqual(result.data, { never: null });
    assert.deepEqual(codes(result), ['never FORBIDDEN']);
    assert.deepEqual(fetched, []);
  });

  it('keeps responses of requesters with different rights separate, in any order', async () => {
    const query = '{ people { email } }';
    const texts = await Promise.all([as(query), as(query, 'secret'), as(query), as(query, 'secret', 'read')]);
    assert.deepEqual(
      texts.map(({ errors = [] }) => errors.length),
      [2, 0, 2, 0],
    );
  });

  it('leaves a conditional field without rights alone when it is not included', async () => {
    const context = { identity: { subject: 'tester', scopes: [] }, requestId: 'test' };
    const query = 'query($with: Boolean!) { people { id email @include(if: $with) } }';
    assert.equal((await ask(graph, query, { with: false }, context)).errors, undefined);
    assert.equal((await ask(graph, query, { with: true }, context)).errors?.length, 2);
  });
});
