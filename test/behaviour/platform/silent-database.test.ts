import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { projectFile } from '../../../platform/process/program.ts';
import { ALL_SCHEMAS } from '../../support/database/database-template.ts';
import { createServerDatabase } from '../../support/database/databases.ts';
import { FreezableProxy } from '../../support/database/freezable-proxy.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';
import { type PlatformProcess, startPlatform } from '../../support/process/platform-process.ts';

const reason = whyNoPostgres();
const skip = reason && `PostgreSQL suites skipped: ${reason}`;

describe('the platform before a PostgreSQL server that falls silent', { skip, timeout: 90_000 }, () => {
  let dataDir: string;
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  let proxy: FreezableProxy;
  let platform: PlatformProcess;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-silent-'));
    server = await createServerDatabase(...ALL_SCHEMAS);
  });
  beforeEach(async () => {
    proxy = await FreezableProxy.open(server.url);
    platform = await startPlatform({
      DATA_DIR: dataDir,
      DATABASE_URL: proxy.through(server.url),
      DATABASE_STATEMENT_TIMEOUT_MS: '1000',
      DATABASE_UNHEALTHY_AFTER_MS: '3000',
      DEMO: 'false',
      LOG_LEVEL: 'fatal',
    });
  });
  afterEach(async () => {
    await platform.stop('SIGKILL');
    await proxy.close();
  });
  after(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const submit = async (id: string): Promise<number> => {
    const response = await fetch(`${platform.url}/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${platform.token}` },
      body: JSON.stringify({ lead_id: id, country: 'AE' }),
    });
    return response.status;
  };
  const statusOf = async (path: string): Promise<number> => (await fetch(platform.url + path)).status;
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await sleep(100);
  };

  it('works again by new connections, its streams too, and ends at SIGTERM', async () => {
    const events = await openStream(platform, 'subscription { leadChanged { lead { id } } }');
    const isOpen = events.until(/"id":"before-/);
    // the stream begins somewhat after its answer does
    let isHeard = false;
    void isOpen.then(() => {
      isHeard = true;
    });
    for (let count = 0; !isHeard; count += 1) {
      assert.equal(await submit(`before-${count}`), 201);
      await sleep(100);
    }
    proxy.freezeOpen();
    let attempts = 0;
    await until(async () => (await submit(`after-${++attempts}`)) === 201);
    await events.until(/"id":"after-/);
    events.close();
    assert.equal(await platform.stop('SIGTERM'), 0, platform.output());
  });

  it('says so at /health and /ready while no connection works, and ends at SIGTERM', async () => {
    proxy.freezeAll();
    await until(async () => (await statusOf('/health')) === 503);
    assert.equal(await statusOf('/ready'), 503);
    proxy.thaw();
    await until(async () => (await statusOf('/health')) === 200 && (await statusOf('/ready')) === 200);
    proxy.freezeAll();
    assert.equal(await platform.stop('SIGTERM'), 0, platform.output());
  });
});

describe('the start of the platform as a role with a short statement_timeout', { skip, timeout: 60_000 }, () => {
  it('ends in one coded line', async () => {
    const server = await createServerDatabase(...ALL_SCHEMAS);
    const admin = new pg.Client(server.url);
    await admin.connect();
    const [database] = new URL(server.url).pathname.slice(1).split('?');
    await admin.query(`ALTER DATABASE ${database} SET statement_timeout = 1`);
    const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-strict-'));
    const environment = { ...process.env, DATABASE_URL: server.url, DATA_DIR: dataDir, DEMO: 'false', PORT: '0' };
    const child = spawn(process.execPath, ['dist/gateway/start.js'], {
      cwd: projectFile('.'),
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk;
    });
    const [code] = await once(child, 'close');
    assert.equal(code, 1);
    assert.match(errors, /^DATABASE_BUSY: [^\n]*\n$/);
    await admin.end();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });
});

/** Opens a subscription as server-sent events. */
async function openStream({ url, token }: PlatformProcess, query: string) {
  const controller = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query }),
    signal: controller.signal,
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  return {
    async until(wanted: RegExp): Promise<void> {
      while (!wanted.test(text)) {
        const { value, done } = await reader.read();
        assert.ok(!done, text);
        text += decoder.decode(value, { stream: true });
      }
    },
    close: () => controller.abort(),
  };
}
