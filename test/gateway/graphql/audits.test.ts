import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type AuditResult, serverAudits } from 'graphql-http';
import { createPlatformServer, type PlatformServer } from '../../support/gateway/platform-server.ts';

/** Apollo Server's choice, and ours: a document that is refused is no success, whatever media type its client takes. */
const CHOSEN_WARNINGS = [
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
];

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  let server: PlatformServer;
  let results: readonly AuditResult[];
  before(async () => {
    server = await createPlatformServer();
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.app.server.address() as AddressInfo;
    const audits = serverAudits({
      url: `http://127.0.0.1:${port}/graphql`,
      fetchFn: (url: string, init?: RequestInit) =>
        fetch(url, { ...init, headers: { ...init?.headers, authorization: `Bearer ${server.token}` } }),
    });
    results = await Promise.all(audits.map((audit) => audit.fn()));
  });
  after(() => server.close());

  it('breaks no rule', () => {
    const errors = results.flatMap((result) => (result.status === 'error' ? [`${result.name}: ${result.reason}`] : []));
    assert.deepEqual(errors, []);
    assert.ok(results.length > 50);
  });

  it('leaves out no advice but where a refused document is answered with 200', () => {
    const warnings = results.flatMap((result) => (result.status === 'warn' ? [result.name] : []));
    assert.deepEqual(warnings, CHOSEN_WARNINGS);
  });
});
