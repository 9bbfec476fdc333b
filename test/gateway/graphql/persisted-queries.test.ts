import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { digestOf } from '../../../gateway/graphql/persisted-query.ts';
import { TrustedDocuments, trustedDocument } from '../../../gateway/graphql/trusted-documents.ts';
import { createPlatformServer, type PlatformServer } from '../../support/gateway/platform-server.ts';

const QUERY = 'query Persisted { lead(id: "1") { id } }';

describe('automatic persisted queries', () => {
  let server: PlatformServer;
  before(async () => {
    server = await createPlatformServer();
  });
  after(() => server.close());

  const post = (payload: object) =>
    server.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${server.token}` },
      payload,
    });
  const named = (query: string) => ({
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
  });
  const codeOf = (response: { json(): { errors?: { extensions: { code: string } }[] } }) =>
    response.json().errors?.[0]?.extensions.code;

  it('are asked for their text once', async () => {
    const unknown = await post({ extensions: named(QUERY) });
    assert.deepEqual([unknown.statusCode, codeOf(unknown)], [200, 'PERSISTED_QUERY_NOT_FOUND']);
    assert.equal((await post({ query: QUERY, extensions: named(QUERY) })).statusCode, 200);
    assert.deepEqual((await post({ extensions: named(QUERY) })).json(), { data: { lead: { id: '1' } } });
  });

  it('are not kept under the hash of another text', async () => {
    const response = await post({ query: QUERY, extensions: named('{ __typename }') });
    assert.equal(response.statusCode, 400);
    assert.equal(codeOf(await post({ extensions: named('{ __typename }') })), 'PERSISTED_QUERY_NOT_FOUND');
  });

  it('are not kept when the graph refuses them', async () => {
    const deep = `{ lead(id: "1") { ${'score { lead { '.repeat(10)} id ${'} }'.repeat(10)} } }`;
    assert.equal(codeOf(await post({ query: deep, extensions: named(deep) })), 'OPERATION_LIMIT_EXCEEDED');
    assert.equal(codeOf(await post({ extensions: named(deep) })), 'PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('a schema that is not described', () => {
  let server: PlatformServer;
  before(async () => {
    server = await createPlatformServer({ graph: { introspection: false } });
  });
  after(() => server.close());

  const ask = async (query: string, variables = {}) =>
    (
      await server.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${server.token}` },
        payload: { query, variables },
      })
    ).json();

  it('still names the type of a value', async () => {
    assert.deepEqual(await ask('{ __typename lead(id: "1") { __typename } }'), {
      data: { __typename: 'Query', lead: { __typename: 'Lead' } },
    });
  });

  it('is not asked for, neither at the root nor through a fragment', async () => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ ...F } fragment F on Query { __type(name: "Lead") { name } }',
    ])
      assert.equal((await ask(query)).errors[0].extensions.code, 'INTROSPECTION_DISABLED');
  });

  it('is not revealed by suggestions', async () => {
    const sources: readonly (readonly [string, object?])[] = [
      ['{ leed(id: "1") { id } }'],
      ['{ lead(idd: "1") { id } }'],
      ['{ leads(orderBy: SCORE_DES) { edges { cursor } } }'],
      ['query ($o: LeadOrder!) { leads(orderBy: $o) { edges { cursor } } }', { o: 'SCORE_DES' }],
      ['query ($f: LeadFilter) { leads(filter: $f) { edges { cursor } } }', { f: { stage: ['NEW'] } }],
    ];
    for (const [query, variables] of sources) {
      const { errors } = await ask(query, variables);
      assert.ok(errors.length > 0);
      assert.doesNotMatch(JSON.stringify(errors), /Did you mean/, query);
    }
  });
});

describe('faults of persisted queries', () => {
  const trusted = trustedDocument('query Trusted { lead(id: "2") { id } }');
  const servers: PlatformServer[] = [];
  before(async () => {
    servers.push(await createPlatformServer());
    servers.push(await createPlatformServer({ documents: new TrustedDocuments([trusted], false) }));
  });
  after(async () => {
    for (const server of servers) await server.close();
  });

  const faults: readonly (readonly [string, unknown])[] = [
    ['a version of the future', { version: 2, sha256Hash: digestOf(trusted.text) }],
    ['a version as text', { version: '1', sha256Hash: digestOf(trusted.text) }],
    ['no version', { sha256Hash: digestOf(trusted.text) }],
    ['the hash of another text', { version: 1, sha256Hash: digestOf('{ __typename }') }],
    ['a hash that is no text', { version: 1, sha256Hash: 7 }],
    ['no hash', { version: 1 }],
    ['a text', 'sha256'],
    ['a list', []],
  ];
  for (const [title, persistedQuery] of faults)
    it(`are the client’s: ${title}`, async () => {
      for (const { app, token } of servers)
        for (const request of [
          { method: 'POST', url: '/graphql', payload: { query: trusted.text, extensions: { persistedQuery } } },
          {
            method: 'GET',
            url: `/graphql?${new URLSearchParams({ query: trusted.text, extensions: JSON.stringify({ persistedQuery }) })}`,
          },
        ] as const) {
          const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'yes' };
          const response = await app.inject({ ...request, headers });
          assert.deepEqual([response.statusCode, response.json().errors[0].extensions.code], [400, 'BAD_REQUEST']);
        }
    });

  it('are the client’s: a hash without a version, of an unknown text', async () => {
    for (const { app, token } of servers) {
      const payload = { extensions: { persistedQuery: { sha256Hash: digestOf('{ __typename }') } } };
      const headers = { authorization: `Bearer ${token}` };
      const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload });
      assert.deepEqual([response.statusCode, response.json().errors[0].extensions.code], [400, 'BAD_REQUEST']);
    }
  });

  it('are absent where null is sent', async () => {
    for (const { app, token } of servers) {
      const payload = { query: trusted.text, extensions: { persistedQuery: null } };
      const headers = { authorization: `Bearer ${token}` };
      assert.equal((await app.inject({ method: 'POST', url: '/graphql', headers, payload })).statusCode, 200);
    }
  });
});
