import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { DomainError } from '../../../platform/errors.ts';
import { AUDIT_COLUMNS } from '../../../scoring/audit-text.ts';
import { type AuditPageRequest, auditPage } from '../../support/gateway/audit-events.ts';
import { createTestServer, type TestServer, type TestServerOptions } from '../../support/gateway/test-server.ts';

const open = async (context: TestContext, options: TestServerOptions = {}): Promise<TestServer> => {
  const server = await createTestServer(options);
  context.after(() => server.close());
  return server;
};
const inject = ({ app, token }: TestServer, url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
  app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });

/** Asks over a real connection, of which the test reads as much as it likes. */
async function request({ app, token }: TestServer, path: string): Promise<IncomingMessage> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const headers = { authorization: `Bearer ${token}` };
  const [response] = await once(get({ host: '127.0.0.1', port, path, headers }), 'response');
  return response as IncomingMessage;
}

describe('GET /audit-events.csv', () => {
  it('answers every event, newest first, and hands a spreadsheet no formula', async (context) => {
    const { statusCode, headers, body } = await inject(await open(context), '/audit-events.csv');
    assert.equal(statusCode, 200);
    assert.equal(headers['content-type'], 'text/csv; charset=utf-8');
    assert.equal(headers['content-disposition'], 'attachment; filename="audit-events.csv"');
    const rows = parse(body, { columns: true }) as Record<string, string>[];
    assert.deepEqual(
      rows.map(({ id }) => Number(id)),
      Array.from({ length: 450 }, (_, place) => 450 - place),
    );
    assert.deepEqual(Object.keys(rows[0] ?? {}), AUDIT_COLUMNS);
    assert.equal(rows[0]?.reason, `'=because, "so"`);
    assert.equal(rows[0]?.after, '{"champion":2}');
  });

  it('answers its header alone when there is no event', async (context) => {
    const server = await open(context, { auditEvents: (page) => auditPage(0, page) });
    assert.equal((await inject(server, '/audit-events.csv')).body, `${AUDIT_COLUMNS.join(',')}\r\n`);
    assert.equal((await inject(server, '/audit-events.jsonl')).body, '');
  });
});

describe('GET /audit-events.jsonl', () => {
  it('answers an event a line, its members in the order of the columns', async (context) => {
    const { headers, body } = await inject(await open(context), '/audit-events.jsonl');
    assert.equal(headers['content-type'], 'application/jsonl; charset=utf-8');
    const events = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(events.length, 450);
    assert.deepEqual(Object.keys(events[0]), AUDIT_COLUMNS);
    assert.equal(events[449].reason, '=because, "so"');
  });
});

describe('the export of the audit log', () => {
  it('asks for the events of its parameters, page by page', async (context) => {
    const asked: AuditPageRequest[] = [];
    const auditEvents = (page: AuditPageRequest) => {
      asked.push(page);
      return auditPage(450, page);
    };
    const server = await open(context, { auditEvents });
    await inject(server, '/audit-events.csv?model=lead-conversion&from=2026-11-01&until=2027-01-01T00:00%2B04:00');
    const filter = { model: 'lead-conversion', from: '2026-11-01T00:00:00.000Z', until: '2026-12-31T20:00:00.000Z' };
    assert.deepEqual(
      asked.map((page) => ({ ...page, filter: { ...page.filter } })),
      [null, '251', '51'].map((after) => ({ filter, first: 200, after })),
    );
  });

  for (const [query, detail] of [
    ['form=2026-11-01', 'form: found an unknown field, expected no such field'],
    ['from=yesterday', 'from: found "yesterday", expected an ISO 8601 time such as 2026-11-22T08:30:00Z'],
    ['until=2026-02-30', 'until: found "2026-02-30", expected an ISO 8601 time such as 2026-11-22T08:30:00Z'],
    ['model=', 'model: found "", expected NOT have fewer than 1 characters'],
    ['model=a&model=b', 'model: found ["a","b"], expected string'],
  ] as const)
    it(`refuses ?${query}`, async (context) => {
      const response = await inject(await open(context), `/audit-events.csv?${query}`);
      assert.equal(response.statusCode, 400);
      const { code, detail: found } = response.json();
      assert.deepEqual([code, found], ['VALIDATION_FAILED', detail]);
    });

  it('needs the scope models:read', async (context) => {
    const server = await open(context);
    const token = await server.tokens.sign('tester', ['leads:read'], 3_600_000);
    const answer = await inject({ ...server, token }, '/audit-events.jsonl');
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'FORBIDDEN']);
    assert.equal((await server.app.inject('/audit-events.jsonl')).statusCode, 401);
  });

  it('takes GET and HEAD only, and a HEAD reads one page', async (context) => {
    let pages = 0;
    const auditEvents = (page: AuditPageRequest) => {
      pages += 1;
      return auditPage(450, page);
    };
    const server = await open(context, { auditEvents });
    const posted = await inject(server, '/audit-events.csv', 'POST');
    assert.deepEqual([posted.statusCode, posted.headers.allow], [405, 'GET, HEAD']);
    const { statusCode, headers, body } = await inject(server, '/audit-events.csv', 'HEAD');
    assert.deepEqual([statusCode, headers['content-type'], body], [200, 'text/csv; charset=utf-8', '']);
    assert.equal(pages, 1);
  });

  it('answers a failure of the first page with its status', async (context) => {
    const auditEvents = () => {
      throw new DomainError('SUBGRAPH_UNAVAILABLE', 'models: found nobody');
    };
    const answer = await inject(await open(context, { auditEvents }), '/audit-events.csv');
    assert.deepEqual([answer.statusCode, answer.json().code], [503, 'SUBGRAPH_UNAVAILABLE']);
    assert.equal(answer.headers['content-disposition'], undefined);
  });

  it('breaks the connection off when a later page fails, and logs why', async (context) => {
    const auditEvents = (page: AuditPageRequest) => {
      if (page.after) throw new DomainError('SUBGRAPH_UNAVAILABLE', 'models: found nobody');
      return auditPage(450, page);
    };
    const server = await open(context, { auditEvents });
    const response = await request(server, '/audit-events.csv');
    let text = '';
    response.on('data', (chunk) => {
      text += chunk;
    });
    await assert.rejects(once(response, 'end'), { code: 'ECONNRESET' });
    assert.equal(response.complete, false);
    assert.ok(text.length > 0);
    assert.ok(server.logLines.some(({ msg, level }) => msg === 'audit export aborted' && level === 50));
  });

  it('reads no faster than the client, and no more once it has hung up', async (context) => {
    let pages = 0;
    const reason = 'r'.repeat(10_000);
    const auditEvents = (page: AuditPageRequest) => {
      pages += 1;
      return auditPage(1_000_000, page, reason);
    };
    const server = await open(context, { auditEvents });
    const response = await request(server, '/audit-events.jsonl');
    // pages of 2 MB: those that the sockets hold are read, then no more
    const untilStill = async (): Promise<number> => {
      for (let before = -1; before !== pages && pages < 100; ) {
        before = pages;
        await sleep(100);
      }
      return pages;
    };
    const held = await untilStill();
    assert.ok(held < 30, `read ${held} pages for a client that reads none`);
    response.destroy();
    assert.ok((await untilStill()) < held + 5);
  });
});
