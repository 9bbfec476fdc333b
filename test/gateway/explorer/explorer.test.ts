import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { alertUrl } from '../../../subgraphs/monitoring/alerts/rules/alert-url.ts';
import { createPlatformServer, type PlatformServer } from '../../support/gateway/platform-server.ts';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';
import { openBrowser, whyNoBrowser } from '../../support/web/browser.ts';

const WITHOUT_APPLICATION = { environment: { WEB: 'off' } };

describe('the explorer', () => {
  let server: TestServer;
  before(async () => {
    server = await createTestServer(WITHOUT_APPLICATION);
  });
  after(() => server.close());

  it('is what a browser gets at /graphql, and where / leads without the web application', async () => {
    const root = await server.app.inject({ url: '/', headers: { accept: 'text/html' } });
    assert.deepEqual([root.statusCode, root.headers.location], [302, '/graphql']);
    const page = await server.app.inject({ url: '/graphql', headers: { accept: 'text/html,*/*;q=0.8' } });
    assert.equal(page.statusCode, 200);
    assert.match(String(page.headers['content-type']), /^text\/html/);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'; script-src 'self';/);
    assert.match(policy, /frame-ancestors 'none'/);
  });

  it('is where the link of a notice leads without the web application, with the id of the alert behind the #', async () => {
    const long = 'x'.repeat(2_000);
    for (const id of ['feature-drift/lead-conversion/page_views/country%3DAE', `rule/${long}//`]) {
      const url = new URL(alertUrl('http://leads.example.com', id) ?? '');
      const { statusCode, headers } = await server.app.inject({ url: url.pathname, headers: { accept: 'text/html' } });
      assert.deepEqual([statusCode, headers.location], [302, `/graphql#alert=${encodeURIComponent(id)}`]);
    }
  });

  it('names no other host', async () => {
    const page = await server.app.inject({ url: '/graphql', headers: { accept: 'text/html' } });
    for (const [, url = ''] of page.body.matchAll(/(?:src|href)="([^"]*)"/g))
      assert.match(url, /^(\/explorer\/|data:)/);
  });

  it('serves its files compressed, for a browser to keep', async () => {
    const page = await server.app.inject({ url: '/graphql', headers: { accept: 'text/html' } });
    const files = [...page.body.matchAll(/\/explorer\/[\w.-]+/g)].map(([url]) => url);
    assert.equal(files.length, 7);
    for (const url of files) {
      const plain = await server.app.inject({ url });
      const packed = await server.app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
      assert.equal(packed.headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.equal(packed.headers['content-encoding'], 'gzip');
      assert.deepEqual(gunzipSync(packed.rawPayload), plain.rawPayload);
    }
  });

  for (const url of ['/explorer/nothing.js', '/explorer/..%2fpackage.json', '/explorer/constructor'])
    it(`${url} is no file of it`, async () => {
      assert.equal((await server.app.inject({ url })).statusCode, 404);
    });
});

const skip = whyNoBrowser() ?? false;

describe('the explorer in a browser', { skip }, () => {
  let server: TestServer;
  let browser: Browser;
  let url: string;
  before(async () => {
    server = await createTestServer(WITHOUT_APPLICATION);
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('takes the token out of the address, loads the schema and runs an operation, all from this server', async () => {
    const page = await browser.newPage();
    const requested: string[] = [];
    const faults = watch(page);
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(`${url}/graphql#token=${server.token}`);
    await page.getByRole('tab').first().waitFor();
    assert.equal(page.url(), `${url}/graphql`);
    assert.equal(await page.evaluate(() => sessionStorage.getItem('lead-scoring.token')), server.token);
    assert.equal(await page.getByRole('tab').count(), 3);

    await page.locator('.graphiql-query-editor', { hasText: 'BestLeads' }).waitFor();
    await write(page, 'query Who { whoAmI }');
    // the tab takes the operation's name once the editor has read it; run before that, it would run the old one
    await page.getByRole('tab', { name: 'Who' }).waitFor();
    await execute(page);
    await page.locator('.result-window', { hasText: 'tester' }).waitFor();

    assert.deepEqual(faults, []);
    const elsewhere = requested.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith('data:'));
    assert.deepEqual(elsewhere, []);
    await page.close();
  });

  it('opens the alert that a notice links to', async () => {
    const page = await browser.newPage();
    // the reader was here before, in this tab: without a token the page asks for one
    await page.addInitScript((token) => sessionStorage.setItem('lead-scoring.token', token), server.token);
    const faults = watch(page);
    await page.goto(`${url}/alerts/${encodeURIComponent('rule/lead-conversion//')}`);
    await page.locator('.graphiql-query-editor', { hasText: 'NoticedAlert' }).waitFor();
    await page.locator('.graphiql-editor-tool', { hasText: 'rule/lead-conversion//' }).waitFor();
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('without a token says how to get one', async () => {
    const page = await browser.newPage();
    await page.goto(`${url}/graphql`);
    await page.getByText('npm run token').waitFor();
    await page.close();
  });
});

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const EXAMPLES = [
  { tab: 'BestLeads', answer: 'Company of lead-0' },
  { tab: 'ScoreFeatures', answer: '"grade": "A"' },
  // the second event of the stream
  { tab: 'LiveMetrics', answer: '"predictions": 2' },
];

describe('the explorer of the platform in a browser', { skip }, () => {
  let server: PlatformServer;
  let browser: Browser;
  let url: string;
  before(async () => {
    server = await createPlatformServer();
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  for (const [device, options] of Object.entries({ 'on a desktop': DESKTOP, 'on a phone': PHONE }))
    it(`runs a query, a mutation and a subscription ${device}, each from a tab of its own`, async () => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const faults = watch(page);
      await page.goto(`${url}/graphql#token=${server.token}`);
      for (const { tab, answer } of EXAMPLES) {
        await page.getByRole('tab', { name: tab }).click();
        await page.locator('.graphiql-query-editor', { hasText: tab }).waitFor();
        await execute(page);
        await page.locator('.result-window', { hasText: answer }).waitFor();
      }
      assert.deepEqual(faults, []);
      await context.close();
    });

  it('shows operation and answer one below the other on a phone, none wider than it', async () => {
    const context = await browser.newContext(PHONE);
    const page = await context.newPage();
    await page.goto(`${url}/graphql#token=${server.token}`);
    const editor = await boxOf(page, '.graphiql-editors');
    const answer = await boxOf(page, '.graphiql-response');
    assert.ok(editor.y + editor.height <= answer.y, 'the answer is below the operation');
    const { width, height } = PHONE.viewport;
    for (const box of [editor, answer]) assert.ok(box.width > width * 0.8 && box.x + box.width <= width);
    assert.ok(editor.height > height * 0.25 && answer.height > height * 0.25);
    assert.ok(answer.y + answer.height <= height);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
    await context.close();
  });

  it('takes an operation of its address over, and runs the one that is named', async () => {
    const page = await browser.newPage();
    const faults = watch(page);
    const operation = new URLSearchParams({
      query: 'query First($id: ID!) { lead(id: $id) { stage } } query Second($id: ID!) { lead(id: $id) { company } }',
      variables: '{"id":"lead-7"}',
      operationName: 'Second',
    });
    await page.goto(`${url}/graphql?${operation}#token=${server.token}`);
    await page.locator('.graphiql-query-editor', { hasText: 'query Second' }).waitFor();
    await page.locator('.graphiql-editor-tool', { hasText: '"lead-7"' }).waitFor();
    assert.equal(page.url(), `${url}/graphql?${operation}`);
    await execute(page);
    await page.locator('.result-window', { hasText: 'Company of lead-7' }).waitFor();

    // in another tab its own operation runs
    await page.getByRole('tab', { name: 'ScoreFeatures' }).click();
    await page.locator('.graphiql-query-editor', { hasText: 'ScoreFeatures' }).waitFor();
    // GraphiQL learns a little later than its editor which operations a tab has, and runs the last one's name until then
    const result = page.locator('.result-window', { hasText: '"grade": "A"' });
    for (let tries = 0; tries < 5 && !(await result.isVisible()); tries++) {
      await execute(page);
      await result.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    assert.ok(await result.isVisible(), (await page.locator('.result-window').textContent()) ?? '');
    assert.deepEqual(faults, []);
    await page.close();
  });

  it("shows the server's own answer to a subscription that it refuses", async () => {
    const page = await browser.newPage();
    await page.goto(`${url}/graphql#token=${await server.tokens.sign('tester', ['leads:read'], 60_000)}`);
    await page.getByRole('tab', { name: 'LiveMetrics' }).click();
    await page.locator('.graphiql-query-editor', { hasText: 'LiveMetrics' }).waitFor();
    await execute(page);
    const answer = page.locator('.result-window', { hasText: 'FORBIDDEN' });
    await answer.waitFor();
    assert.doesNotMatch((await answer.textContent()) ?? '', /stack/);
    await page.close();
  });
});

async function execute(page: Page): Promise<void> {
  await page.getByRole('button', { name: /execute query/i }).click();
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).boundingBox();
  assert.ok(box, selector);
  return box;
}

/** Collects what the page complains about: scripts that fail, and what its content policy refuses. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return faults;
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator('.graphiql-query-editor .CodeMirror').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}
