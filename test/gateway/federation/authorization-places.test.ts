import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ask, type ComposedGraph, composeGraph, federatedGraph } from '../../support/federation/composed-graph.ts';

const NEEDS = '@requiresScopes(scopes: [["admin"]])';

const fetched: string[] = [];
const saw = (what: string, value: unknown) => () => {
  fetched.push(what);
  return value;
};

const composed = composeGraph({
  things: {
    typeDefs: `
      type Query {
        level: Level
        levels: [[Level!]]
        secret: Secret
        vault: Vault
        open: Int
        rows: [Row!]
        either: Either
      }
      enum Level ${NEEDS} { HIGH LOW }
      scalar Secret ${NEEDS}
      type Vault ${NEEDS} @shareable { gold: Int }
      interface Row { id: ID! note: String }
      type Plain implements Row @key(fields: "id") { id: ID! note: String }
      type Guarded implements Row { id: ID! note: String ${NEEDS} }
      union Either = Plain | Vault
    `,
    resolvers: {
      Query: {
        level: saw('level', 'HIGH'),
        levels: saw('levels', [['HIGH']]),
        secret: saw('secret', 's'),
        vault: saw('vault', { gold: 1 }),
        open: saw('open', 1),
        either: () => ({ __typename: 'Vault', gold: 1 }),
        rows: () => [
          { __typename: 'Plain', id: '1', note: 'plain' },
          { __typename: 'Guarded', id: '2' },
        ],
      },
      Guarded: { note: saw('guarded note', 'guarded') },
    },
  },
  more: {
    typeDefs: `type Plain @key(fields: "id") { id: ID! level: Level vault: Vault }
      enum Level { HIGH LOW } type Vault @shareable { gold: Int }`,
    resolvers: { Plain: { level: saw('entity level', 'LOW'), vault: saw('entity vault', { gold: 3 }) } },
  },
});
const graph = federatedGraph(composed, 1);

function as(query: string, scopes: readonly string[] = [], of = graph) {
  return ask(of, query, {}, { identity: { subject: 'tester', scopes: [...scopes] }, requestId: 'test' });
}

async function codesAt(query: string): Promise<string[]> {
  const { errors = [] } = await as(query);
  return errors.map(({ path = [], extensions }) => `${path.join('.')} ${extensions?.code}`);
}

describe('rights that stand on a type', () => {
  beforeEach(() => {
    fetched.length = 0;
  });

  for (const [title, query, data, paths] of [
    ['an enum hide the fields that return it', '{ level open }', { level: null, open: 1 }, ['level']],
    ['an enum hide the lists of it', '{ levels open }', { levels: null, open: 1 }, ['levels']],
    ['a scalar hide the fields that return it', '{ secret open }', { secret: null, open: 1 }, ['secret']],
    ['an object hide the fields that return it', '{ vault { gold } open }', { vault: null, open: 1 }, ['vault']],
  ] as const)
    it(`of ${title}, which are not fetched`, async () => {
      assert.deepEqual((await as(query)).data, data);
      assert.deepEqual(
        await codesAt(query),
        paths.map((path) => `${path} FORBIDDEN`),
      );
      assert.deepEqual(new Set(fetched), new Set(['open']));
      assert.equal((await as(query, ['admin'])).errors, undefined);
    });

  it('of a type hold in every subgraph that returns it, below an entity too', async () => {
    const query = '{ rows { ... on Plain { id level vault { gold } } } }';
    assert.deepEqual((await as(query)).data, { rows: [{ id: '1', level: null, vault: null }, {}] });
    assert.deepEqual(await codesAt(query), ['rows.0.level FORBIDDEN', 'rows.0.vault FORBIDDEN']);
    assert.deepEqual(fetched, []);
    assert.deepEqual((await as(query, ['admin'])).data, {
      rows: [{ id: '1', level: 'LOW', vault: { gold: 3 } }, {}],
    });
  });

  it('of a member of a union hide its fields', async () => {
    const query = '{ either { __typename ... on Vault { gold } } }';
    assert.deepEqual((await as(query)).data, { either: { __typename: 'Vault', gold: null } });
    assert.deepEqual((await as(query, ['admin'])).data, { either: { __typename: 'Vault', gold: 1 } });
  });
});

describe('rights that stand on a field of one type of an interface', () => {
  // composition writes what implementing types ask for on the interface too; supergraphs of other makes may not
  const loose: ComposedGraph = {
    ...composed,
    supergraphSdl: composed.supergraphSdl.replace(/(interface Row[^}]*?) @requiresScopes\([^)]*\)/, '$1'),
  };
  assert.notEqual(loose.supergraphSdl, composed.supergraphSdl);
  const looseGraph = federatedGraph(loose, 1);
  beforeEach(() => {
    fetched.length = 0;
  });

  for (const [shape, query] of [
    ['a field', '{ rows { note } }'],
    ['a fragment on the interface', '{ rows { ...f } } fragment f on Row { note }'],
    ['a fragment on the type', '{ rows { ... on Guarded { note } ... on Plain { note } } }'],
  ] as const)
    it(`hide it, and nothing else, behind ${shape}`, async () => {
      const { data, errors } = await as(query, [], looseGraph);
      assert.deepEqual(data, { rows: [{ note: 'plain' }, { note: null }] });
      assert.deepEqual(
        errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code]),
        [['rows.1.note', 'FORBIDDEN']],
      );
      assert.deepEqual(fetched, []);
      assert.deepEqual((await as(query, ['admin'], looseGraph)).data, {
        rows: [{ note: 'plain' }, { note: 'guarded' }],
      });
    });

  it('hide it for every type when the supergraph says so of the interface', async () => {
    assert.deepEqual((await as('{ rows { note } }')).data, { rows: [{ note: null }, { note: null }] });
    assert.deepEqual(fetched, []);
  });
});

describe('a field that requires another which the requester may not see', () => {
  // composition wants the rights of the required field on the requiring one; supergraphs of other makes may not
  const composedPeople = composeGraph({
    people: {
      typeDefs: `type Query { me: Person } type Person @key(fields: "id") { id: ID! mail: String ${NEEDS} }`,
      resolvers: { Query: { me: () => ({ id: '1', mail: 'a@example.com' }) } },
    },
    digests: {
      typeDefs: `type Person @key(fields: "id") {
        id: ID! mail: String @external size: Int @requires(fields: "mail") ${NEEDS}
      }`,
      resolvers: { Person: { size: ({ mail }: { mail: string }) => mail.length } },
    },
  });
  const loose: ComposedGraph = {
    ...composedPeople,
    supergraphSdl: composedPeople.supergraphSdl.replace(/(size: Int [^\n]*?) @requiresScopes\([^)]*\)/, '$1'),
  };
  const people = federatedGraph(loose, 1);

  it('gets it, and the requester does not', async () => {
    assert.notEqual(loose.supergraphSdl, composedPeople.supergraphSdl);
    assert.deepEqual((await as('{ me { size } }', [], people)).data, { me: { size: 13 } });
    const both = await as('{ me { mail size } }', [], people);
    assert.deepEqual(both.data, { me: { mail: null, size: 13 } });
    assert.ok(!JSON.stringify(both).includes('example.com'));
  });
});
