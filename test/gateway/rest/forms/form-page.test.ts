import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createPlatform, type Platform } from '../../../../gateway/platform.ts';
import { DEMO_FORM_KEY } from '../../../../platform/config/access-config.ts';
import { readConfig } from '../../../../platform/config/config.ts';
import { openDatabase } from '../../../../platform/database/database.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { projectFile } from '../../../../platform/process/program.ts';
import { openBrowser, whyNoBrowser } from '../../../support/web/browser.ts';

const LEADS = `{ leads(first: 20, orderBy: CREATED_AT_DESC) { edges { node {
  id name email phone company companySize industry country businessActivity source
  consents { edges { node { purpose textVersion origin subject } } } crmScore { grade }
} } } }`;

const skip = whyNoBrowser() ?? false;

describe('the example of a web form, on another web site than the platform', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lead-scoring-form-page-'));
  let site: Server;
  let siteUrl: string;
  let platform: Platform;
  let url: string;
  let token: string;
  let browser: Browser;

  before(async () => {
    site = createServer((request, response) => {
      const file = projectFile(`examples/${request.url?.split('?', 1)[0]}`);
      if (!existsSync(file)) return response.writeHead(404).end();
      const page = readFileSync(file, 'utf8').replaceAll('http://localhost:4000', url);
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const text = readFileSync(projectFile('examples/forms.json'), 'utf8').replaceAll('http://localhost:8080', siteUrl);
    const file = JSON.parse(text);
    file.forms.demo.leastFillSeconds = 0;
    file.forms['demo-arabic'].leastFillSeconds = 600;
    writeFileSync(join(folder, 'forms.json'), JSON.stringify(file));
    const config = readConfig({
      DATA_DIR: join(folder, 'data'),
      FORMS_FILE: join(folder, 'forms.json'),
      FORM_KEYS: `demo:${DEMO_FORM_KEY}`,
      LAKE_URL: 'off',
      DRIFT_CHECK_MINUTES: '0',
    });
    const log = createLogger('silent');
    const database = await openDatabase(config, log);
    platform = await createPlatform({ config, log, database, progress: () => undefined });
    url = await platform.server.listen({ host: '127.0.0.1', port: 0 });
    token = await platform.mintAdminToken();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await platform?.close();
    site?.close();
    rmSync(folder, { recursive: true });
  });

  async function leadsOf(email: string) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: LEADS }) });
    // biome-ignore lint/suspicious/noExplicitAny: an answer of this test's operation
    const { data, errors } = (await answer.json()) as any;
    assert.equal(errors, undefined);
    return data.leads.edges
      .map(({ node }: { node: unknown }) => node)
      .filter((lead: { email: string }) => lead.email === email);
  }

  async function open(file: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`${siteUrl}/${file}`);
    return page;
  }

  async function fill(page: Page, email: string, values: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [name, value] of Object.entries({ first_name: 'Amina', last_name: 'Saleh', email, ...values }))
      await page.locator(`[name=${name}]`).fill(value);
    await page.locator('[name=consent_contact]').check();
  }

  const submit = (page: Page) => page.locator('button').click();

  it('without JavaScript stores the lead with its consents, and says thank you', async () => {
    const page = await open('form.html', { javaScriptEnabled: false });
    await fill(page, 'plain@example.com', {
      phone: '+971 50 123 4567',
      company: 'Saleh Trading',
      message: 'General "trading"',
    });
    await page.locator('[name=company_size]').selectOption('10-49');
    await page.locator('[name=industry]').selectOption('Trading');
    await page.locator('[name=country]').selectOption('uae');
    await submit(page);
    await page.locator('#thanks:visible').waitFor();
    assert.equal(page.url(), `${siteUrl}/form.html#thanks`);
    const [{ id, crmScore, ...lead }, ...more] = await leadsOf('plain@example.com');
    assert.deepEqual(more, []);
    assert.deepEqual(lead, {
      name: 'Amina Saleh',
      email: 'plain@example.com',
      phone: '+971 50 123 4567',
      company: 'Saleh Trading',
      companySize: 30,
      industry: 'TRADING',
      country: 'AE',
      businessActivity: 'General "trading"',
      source: 'WEBSITE',
      consents: {
        edges: [{ node: { purpose: 'CONTACT', textVersion: '2026-11', origin: 'FORM', subject: 'form:demo' } }],
      },
    });
    // the browser's way back keeps the values
    await page.goBack();
    await fill(page, 'plain@example.com', {
      phone: '+971 50 123 4567',
      company: 'Saleh Trading',
      message: 'General "trading"',
    });
    await submit(page);
    await page.locator('#thanks:visible').waitFor();
    assert.equal((await leadsOf('plain@example.com')).length, 1);
    await page.context().close();
  });

  it('with JavaScript sends a time token, and a double click makes one lead, which is scored', async () => {
    const page = await open('form.html');
    await page.locator('[name=_token]').waitFor({ state: 'attached' });
    await fill(page, 'double@example.com');
    await page.locator('[name=consent_marketing]').check();
    await page.locator('button').dblclick();
    await page.locator('#thanks:visible').waitFor();
    let [lead, ...more] = await leadsOf('double@example.com');
    while (!lead.crmScore) {
      await pause(20);
      [lead, ...more] = await leadsOf('double@example.com');
    }
    assert.deepEqual(more, []);
    assert.match(lead.crmScore.grade, /^[A-D]$/);
    assert.equal(lead.consents.edges.length, 2);
    await page.context().close();
  });

  it('shows a refusal with its code and nothing that was sent', async () => {
    const page = await open('form-arabic.html');
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    await page.locator('[name=_token]').waitFor({ state: 'attached' });
    await fill(page, 'fast@example.com', { first_name: '<script>document.title = "hit"</script>', last_name: 'علي' });
    await submit(page);
    await page.locator('#failed:visible').waitFor();
    assert.equal(page.url(), `${siteUrl}/form-arabic.html?code=FORM_FILLED_TOO_FAST#failed`);
    assert.notEqual(await page.title(), 'hit');
    assert.deepEqual(await leadsOf('fast@example.com'), []);
    await page.context().close();
  });

  it('takes Arabic names, and drops what fills in the hidden field', async () => {
    const page = await open('form-arabic.html', { javaScriptEnabled: false });
    await fill(page, 'arabic@example.com', { first_name: 'عليّ', last_name: 'الصالح', message: 'تجارة عامة' });
    await submit(page);
    await page.locator('#thanks:visible').waitFor();
    const [lead] = await leadsOf('arabic@example.com');
    assert.deepEqual([lead.name, lead.businessActivity], ['عليّ الصالح'.normalize('NFC'), 'تجارة عامة']);
    await page.goto(`${siteUrl}/form.html`);
    await fill(page, 'bot@example.com');
    await page.locator('[name=reference_code]').fill('x', { force: true });
    await submit(page);
    await page.locator('#thanks:visible').waitFor();
    assert.deepEqual(await leadsOf('bot@example.com'), []);
    await page.context().close();
  });

  it('lets a page of another web site read and store nothing', async () => {
    const page = await open('form.html');
    // the same server by another name is another web site
    await page.goto(`${siteUrl.replace('127.0.0.1', 'localhost')}/form.html`);
    await fill(page, 'elsewhere@example.com');
    await submit(page);
    await page.waitForURL(/code=FORM_ORIGIN_REFUSED/);
    assert.deepEqual(await leadsOf('elsewhere@example.com'), []);
    await page.context().close();
  });
});
