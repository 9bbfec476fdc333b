import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ERROR_CODES } from '../../../platform/errors.ts';
import { hostileRequests } from '../../support/data/hostile-documents.ts';
import { createPlatformServer, type PlatformServer } from '../../support/gateway/platform-server.ts';

const SEED = 11;
const REQUESTS = 300;

describe('hostile input', () => {
  let server: PlatformServer;
  let headers: Record<string, string>;
  before(async () => {
    server = await createPlatformServer();
    const token = await server.tokens.sign('stranger', ['leads:read', 'scores:write'], 3_600_000);
    headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  });
  after(() => server.close());

  const send = (payload: string) => server.app.inject({ method: 'POST', url: '/graphql', headers, payload });

  it('is answered, or refused with a code', async () => {
    const requests = hostileRequests(SEED);
    for (let count = 0; count < REQUESTS; count++) {
      const { kind, payload } = requests.next().value;
      const { data, errors } = (await send(payload)).json();
      const refused = errors?.[0]?.extensions?.code;
      const about = `${kind}: ${payload.slice(0, 200)}`;
      if (refused === undefined) assert.ok(data !== undefined, about);
      else assert.ok(Object.hasOwn(ERROR_CODES, refused) && refused !== 'INTERNAL', `${refused}, ${about}`);
    }
  });

  it('reports no more than the first errors of a document', async () => {
    const fields = Array.from({ length: 1_000 }, (_, index) => `x${index}`).join(' ');
    const { errors } = (await send(JSON.stringify({ query: `{ ${fields} }` }))).json();
    assert.equal(errors.length, 21);
    const ids = Array.from({ length: 10_000 }, (_, index) => index);
    const query = 'query ($c: [String!]) { leads(filter: { countries: $c }) { edges { cursor } } }';
    const refused = (await send(JSON.stringify({ query, variables: { c: ids } }))).json();
    assert.equal(refused.errors.length, 21);
  });
});
