import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { InjectOptions } from 'fastify';
import { TrustedDocuments, trustedDocument } from '../../../gateway/graphql/trusted-documents.ts';
import { createPlatformServer, type PlatformServer } from '../../support/gateway/platform-server.ts';

const DOCUMENTS = {
  page: 'query Page($first: Int = 2) { leads(first: $first) { edges { node { id company score { grade } } } } }',
  lead: 'query ($id: ID!) { lead(id: $id) { id name score { grade modelVersion { version stage } } } }',
  change: 'mutation Change($id: ID!) { updateLead(id: $id, input: { owner: "Aisha" }) { lead { id } } }',
  several: 'query A { lead(id: "a") { id } } query B { lead(id: "b") { id } }',
  broken: '{ health { status } lead(id: "1") { id } }',
  schema: '{ __type(name: "Lead") { kind } }',
  dear: '{ leads(first: 200) { edges { node { scoreHistory(first: 200) { edges { node { id } } } } } } }',
  unknown: '{ nothing }',
  named: 'query ($__proto__: ID!) { lead(id: $__proto__) { id } }',
  literal: '{ lead(id: 9007199254740993) { id } }',
  infinite: '{ leads(filter: { minimumProbability: 1e400 }) { edges { cursor } } }',
};

type Name = keyof typeof DOCUMENTS;

/** How a document is named in a request. */
type Naming = (text: string) => Record<string, unknown>;

const NAMINGS: readonly (readonly [string, boolean, Naming])[] = [
  ['through Apollo Server', false, (query) => ({ query })],
  ['straight to the graph', true, (query) => ({ documentId: trustedDocument(query).id })],
  ['straight to the graph by hash', true, (query) => ({ extensions: persistedQuery(query) })],
  ['straight to the graph by text', true, (query) => ({ query })],
];

function persistedQuery(query: string) {
  return { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
}

for (const [route, isTrusted, naming] of NAMINGS)
  describe(`a document that goes ${route}`, () => {
    let server: PlatformServer;
    let closed: PlatformServer;
    before(async () => {
      const documents = new TrustedDocuments(isTrusted ? Object.values(DOCUMENTS).map(trustedDocument) : [], isTrusted);
      server = await createPlatformServer({ documents });
      closed = await createPlatformServer({ documents, graph: { introspection: false } });
    });
    after(async () => {
      await server.close();
      await closed.close();
    });

    const post = (name: Name, more: object = {}, headers: InjectOptions['headers'] = {}, from = server) =>
      from.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${from.token}`, 'content-type': 'application/json', ...headers },
        payload: JSON.stringify({ ...naming(DOCUMENTS[name]), ...more }),
      });
    const get = (name: Name, more: object = {}, headers: InjectOptions['headers'] = {}) => {
      const parameters = new URLSearchParams();
      for (const [key, value] of Object.entries({ ...naming(DOCUMENTS[name]), ...more }))
        parameters.set(key, typeof value === 'string' ? value : JSON.stringify(value));
      return server.app.inject({
        url: `/graphql?${parameters}`,
        headers: { authorization: `Bearer ${server.token}`, ...headers },
      });
    };

    it('is answered from several subgraphs, defaults of variables filled in', async () => {
      const response = await post('page');
      assert.equal(response.statusCode, 200);
      assert.equal(response.headers['content-type'], 'application/json; charset=utf-8');
      const node = (id: string) => ({ node: { id, company: `Company of ${id}`, score: { grade: 'A' } } });
      assert.equal(response.body, JSON.stringify({ data: { leads: { edges: ['lead-0', 'lead-1'].map(node) } } }));
    });

    it('gets the media type that its client prefers, and 406 when there is none', async () => {
      const typeFor = async (accept: string) => (await post('page', {}, { accept })).headers['content-type'];
      assert.equal(
        await typeFor('application/graphql-response+json, application/json;q=0.9'),
        'application/graphql-response+json; charset=utf-8',
      );
      assert.equal(await typeFor('text/html, */*;q=0.1'), 'application/json; charset=utf-8');
      const refused = await post('page', {}, { accept: 'image/png' });
      assert.deepEqual([refused.statusCode, codes(refused)], [406, ['NOT_ACCEPTABLE']]);
    });

    it('carries the security headers and the request id', async () => {
      const { headers } = await post('page', {}, { 'x-request-id': 'trial-9' });
      assert.equal(headers['x-request-id'], 'trial-9');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['cache-control'], 'no-store');
    });

    it('needs a token', async () => {
      const response = await post('page', {}, { authorization: '' });
      assert.deepEqual([response.statusCode, codes(response)], [401, ['UNAUTHENTICATED']]);
    });

    it('shows no field that the token has no scope for', async () => {
      const token = await server.tokens.sign('reader', ['leads:read', 'models:read'], 60_000);
      const response = await post('lead', { variables: { id: '7' } }, { authorization: `Bearer ${token}` });
      assert.equal(response.json().data.lead.name, null);
      assert.deepEqual([response.statusCode, codes(response)], [200, ['FORBIDDEN']]);
    });

    it('has its variables checked', async () => {
      const response = await post('lead', { variables: { id: {} } });
      assert.deepEqual([response.statusCode, codes(response)], [400, ['VALIDATION_FAILED']]);
      for (const variables of [[], 'x', 1])
        assert.deepEqual(codes(await post('lead', { variables })), ['BAD_REQUEST'], JSON.stringify(variables));
    });

    it('has no name of its operation where that is empty, whatever was asked before', async () => {
      const proof = { 'apollo-require-preflight': 'yes' };
      for (const operationName of ['', undefined, '']) {
        assert.equal((await post('page', { operationName })).statusCode, 200);
        assert.equal(
          (await get('lead', { operationName: operationName ?? '', variables: { id: '7' } }, proof)).statusCode,
          200,
        );
        const several = await post('several', { operationName });
        assert.deepEqual([several.statusCode, codes(several)], [400, ['OPERATION_RESOLUTION_FAILURE']]);
      }
      assert.equal((await post('several', { operationName: 'A' })).statusCode, 200);
    });

    it('may call variables what JavaScript calls other things', async () => {
      const variables = JSON.parse('{ "__proto__": "7", "constructor": { "prototype": 1 } }');
      assert.deepEqual((await post('named', { variables })).json(), { data: { lead: { id: '7' } } });
      assert.deepEqual((await get('named', { variables }, { 'apollo-require-preflight': 'yes' })).json(), {
        data: { lead: { id: '7' } },
      });
    });

    it('keeps IDs exact, or refuses them', async () => {
      const payload = `{${JSON.stringify(naming(DOCUMENTS.lead)).slice(1, -1)}, "variables": { "id": 9007199254740993 } }`;
      const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
      const response = await server.app.inject({ method: 'POST', url: '/graphql', headers, payload });
      assert.deepEqual([response.statusCode, codes(response)], [400, ['VALIDATION_FAILED']]);
      assert.deepEqual((await post('literal')).json(), { data: { lead: { id: '9007199254740993' } } });
      const infinite = await post('infinite');
      assert.deepEqual([infinite.statusCode, codes(infinite)], [400, ['GRAPHQL_VALIDATION_FAILED']]);
    });

    it('has its cost limited, by its text or by its variables', async () => {
      const static_ = await post('dear');
      assert.deepEqual([static_.statusCode, codes(static_)], [400, ['OPERATION_LIMIT_EXCEEDED']]);
      const dynamic = await post('page', { variables: { first: 100_000 } });
      assert.deepEqual([dynamic.statusCode, codes(dynamic)], [400, ['OPERATION_LIMIT_EXCEEDED']]);
      const { limit, found, allowed } = dynamic.json().errors[0].extensions;
      assert.deepEqual([limit, allowed], ['COST', 10_000]);
      assert.ok(found > 100_000);
    });

    it('has faults of ours masked, and the rest of its answer kept', async () => {
      const response = await post('broken');
      assert.deepEqual([response.statusCode, codes(response)], [200, ['INTERNAL']]);
      assert.deepEqual(response.json().data, { health: null, lead: { id: '1' } });
      assert.ok(!response.body.includes('secret'));
    });

    it('asks for the schema only where that is described', async () => {
      assert.deepEqual((await post('schema')).json(), { data: { __type: { kind: 'OBJECT' } } });
      const refused = await post('schema', {}, {}, closed);
      assert.deepEqual([refused.statusCode, codes(refused)], [403, ['INTROSPECTION_DISABLED']]);
    });

    it('names one of its operations when it holds several', async () => {
      assert.deepEqual((await post('several', { operationName: 'B' })).json(), { data: { lead: { id: 'b' } } });
      for (const operationName of [undefined, 'C', '__proto__']) {
        const response = await post('several', { operationName });
        assert.deepEqual([response.statusCode, codes(response)], [400, ['OPERATION_RESOLUTION_FAILURE']]);
      }
    });

    it('is refused when it does not fit the schema', async () => {
      const response = await post('unknown');
      assert.deepEqual([response.statusCode, codes(response)], [400, ['GRAPHQL_VALIDATION_FAILED']]);
    });

    it('may come by GET when it is a query and no other site could have sent it', async () => {
      const proof = { 'apollo-require-preflight': 'yes' };
      const answered = await get('lead', { variables: { id: '7' } }, proof);
      assert.equal(answered.json().data?.lead.id, '7', answered.body);
      assert.deepEqual(codes(await get('lead', { variables: { id: '7' } })), ['BAD_REQUEST']);
      const refused = await get('change', { variables: { id: '7' } }, proof);
      assert.deepEqual([refused.statusCode, refused.headers.allow], [405, 'POST']);
    });

    it('is taken as application/json only', async () => {
      const response = await post('page', {}, { 'content-type': 'text/plain' });
      assert.deepEqual([response.statusCode, codes(response)], [415, ['UNSUPPORTED_MEDIA_TYPE']]);
    });

    it('is refused with a body over the limit', async () => {
      const token = await server.tokens.sign('reader', ['leads:read', 'models:read'], 60_000);
      const padding = ' '.repeat(1_100_000);
      const response = await post('page', { padding }, { authorization: `Bearer ${token}` });
      assert.deepEqual([response.statusCode, codes(response)], [413, ['BODY_TOO_LARGE']]);
    });

    it('comes alone: a batch is refused', async () => {
      const response = await server.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${server.token}` },
        payload: [naming(DOCUMENTS.page)],
      });
      assert.deepEqual([response.statusCode, codes(response)], [400, ['BAD_REQUEST']]);
    });

    it('is counted by operation name', async () => {
      await post('page');
      const { body } = await server.app.inject({
        url: '/metrics',
        headers: { authorization: `Bearer ${server.token}` },
      });
      assert.match(body, /leadscore_graphql_operations_total\{operation="Page",outcome="ok"\} \d/);
    });
  });

function codes(response: { json(): { errors?: { extensions: { code: string } }[] } }): string[] | undefined {
  return response.json().errors?.map(({ extensions }) => extensions.code);
}
