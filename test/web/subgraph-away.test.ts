import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { createServerDatabase } from '../support/database/databases.ts';
import { loadDemo, startTopology, type Topology } from '../support/process/topology.ts';
import { assertSound } from '../support/web/assert-sound.ts';
import { openBrowser } from '../support/web/browser.ts';
import { Reader } from '../support/web/reader.ts';
import { skipWeb } from '../support/web/web-world.ts';

const PARTLY = 'Some of this could not be loaded.';
const FIRST = '/lead/lead-000001';
// another address: the same one would not be loaded again
const OTHER = '/lead/lead-000002';

// the embedded database belongs to one process, in which no subgraph can be away alone
describe('the web application before a subgraph that is away', { skip: skipWeb('postgres') }, () => {
  let database: Awaited<ReturnType<typeof createServerDatabase>>;
  let dataDir: string;
  let topology: Topology;
  let browser: Browser;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-web-away-'));
    database = await createServerDatabase();
    await loadDemo(database.url);
    [topology, browser] = await Promise.all([startTopology({ databaseUrl: database.url, dataDir }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await topology.close();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('says which part is missing, shows the others, and is whole by itself when it is back', async () => {
    const { url, token } = topology.gateway;
    const scored = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"mutation { scoreLead(leadId: \\"lead-000001\\") { score { id } } }"}',
    });
    assert.equal(scored.status, 200);
    const reader = await Reader.open(browser, url);
    await reader.signIn(token, FIRST);
    await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await reader.page.getByRole('list', { name: 'Why this score' }).waitFor();
    await assertSound(reader);
    await topology.subgraph('scores').stop('SIGKILL');
    await reader.signIn(token, OTHER);
    await reader.page.getByText(PARTLY).first().waitFor();
    await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await reader.page.getByRole('button', { name: 'Edit' }).waitFor();
    assert.equal(await reader.page.getByRole('list', { name: 'Why this score' }).count(), 0);
    await assertSound(reader);
    await reader.go('Queue');
    await reader.page.getByText(PARTLY).first().waitFor();
    await reader.page.locator('tr[data-rank="0"] a').waitFor();
    await assertSound(reader);
    await topology.restart('scores');
    await reader.page.locator('tr[data-rank="0"] [data-column=points]').filter({ hasText: /\d$/ }).waitFor();
    await reader.page.getByText(PARTLY).waitFor({ state: 'detached' });
    await reader.page.locator('tr[data-rank="0"] a').click();
    await reader.page.getByRole('list', { name: 'Why this score' }).waitFor();
    assert.equal(await reader.page.getByText(PARTLY).count(), 0);
    await assertSound(reader);
    await reader.close();
  });
});
