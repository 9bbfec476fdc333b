import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertSound } from '../support/web/assert-sound.ts';
import type { Reader } from '../support/web/reader.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const PAGES = {
  'leads:read': ['Queue', 'Data', 'Me'],
  'monitoring:read': ['Monitoring', 'Data', 'Me'],
  'models:read': ['Models', 'Me'],
} as const;
/** leads out of the page, or asks for a file of the system */
const LEFT_ALONE = /^(Sign out|Choose)/;

for (const database of ['pglite', 'postgres'] as const)
  describe(`a token with one right on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    before(async () => {
      world = await WebWorld.open({ database });
    });
    after(() => world.close());

    for (const [scope, pages] of Object.entries(PAGES))
      it(`is offered only what it may see and do: ${scope}`, async () => {
        const reader = await world.reader();
        const refused = followRefusals(reader.page);
        const token = await world.token(scope, 'noor');
        await reader.signIn(token, '/me');
        const links = reader.page.getByRole('navigation').first().getByRole('link');
        assert.deepEqual(await links.allInnerTexts(), pages);
        for (const page of pages) {
          await reader.go(page);
          await reader.page.getByRole('heading', { level: 1, name: page }).waitFor();
          for (const tab of await tabsOf(reader.page)) {
            await reader.signIn(token, tab);
            await reader.settled();
            await assertWorks(reader, refused);
          }
        }
        if (scope === 'leads:read') {
          const lead = await firstLead(world);
          await reader.signIn(token, `/lead/${lead}`);
          await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
          await reader.settled();
          await assertWorks(reader, refused);
        }
        await reader.close();
      });
  });

/** Id of a lead with a score. */
async function firstLead(world: WebWorld): Promise<string> {
  const query = '{ leads(first: 1) { edges { node { id } } } }';
  const { leads } = await world.ask<{ leads: { edges: [{ node: { id: string } }] } }>(query);
  return leads.edges[0].node.id;
}

/** Addresses of the views of a page, whatever their queries; its own for a page of one view. */
async function tabsOf(page: Page): Promise<readonly string[]> {
  const found = (await page.evaluate(`[...document.querySelectorAll('main nav a')]
    .filter((link) => link.checkVisibility()).map((link) => link.pathname)`)) as string[];
  return found.length > 0 ? [...new Set(found)] : [new URL(page.url()).pathname];
}

/** Presses every button of a page, and asserts that nothing was refused and nothing says that it is. */
async function assertWorks(reader: Reader, refused: readonly string[]): Promise<void> {
  const { page } = reader;
  const where = page.url();
  const main = page.getByRole('main');
  // a panel may say which right its content needs; a page that is offered has something to show
  const said = page.getByText('has no right to see this');
  assert.equal(await said.count(), await main.getByRole('region').filter({ has: said }).count(), where);
  await assertSound(reader);
  const names = (await main.getByRole('button').allInnerTexts()).filter((name) => !LEFT_ALONE.test(name));
  for (const name of new Set(names.filter(Boolean))) {
    const button = main.getByRole('button', { name, exact: true }).first();
    if ((await button.count()) === 0 || (await button.isDisabled())) continue;
    await button.click();
    await reader.settled();
    assert.equal(await page.getByText('FORBIDDEN').count(), 0, `${where}: ${name}`);
    for (const dialog of await page.getByRole('dialog').all()) {
      await assertSound(reader);
      await dialog.press('Escape');
    }
  }
  assert.deepEqual(refused, [], where);
  await assertSound(reader);
}

/** Refusals for want of a right that the page is answered from now on. */
function followRefusals(page: Page): readonly string[] {
  const refused: string[] = [];
  const note = (text: string): void => {
    if (text.includes('FORBIDDEN')) refused.push(text.slice(0, 500));
  };
  page.on('response', (response) => {
    if (response.url().endsWith('/graphql')) void response.text().then(note, () => undefined);
  });
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => note(String(payload))));
  return refused;
}
