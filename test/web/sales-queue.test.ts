import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { assertSound } from '../support/web/assert-sound.ts';
import { expectLeads, rowOf } from '../support/web/queue-view.ts';
import { dialogOf, idsOf, press, SALES_SCOPES, SalesTeam } from '../support/web/sales-team.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const UPDATE = 'mutation ($id: ID!, $input: UpdateLeadInput!) { updateLead(id: $id, input: $input) { leadId } }';
const ERASE = 'mutation ($input: EraseLeadInput!) { eraseLead(input: $input) { leadId } }';

for (const database of ['pglite', 'postgres'] as const)
  describe(`the work on a list of leads, on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    let team: SalesTeam;
    before(async () => {
      world = await WebWorld.open({ database });
      team = new SalesTeam(world);
    });
    afterEach(() => team.leave());
    after(() => world.close());

    it('begins with a view by grade, search and order, whose address and saved link show others the same list', async () => {
      const [best] = await team.list({ grades: ['A'] });
      const word = best?.company?.split(' ')[0] as string;
      const sara = await team.open('sara', '/');
      await sara.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await press(sara, 'Filters');
      await sara.page.getByRole('checkbox', { name: /^Grade A/ }).check();
      await expectLeads(sara.page, idsOf(await team.list({ grades: ['A'] })));
      await assertSound(sara);
      await sara.page.getByRole('searchbox', { name: 'Search leads' }).fill(word);
      await sara.page.getByRole('combobox', { name: 'Order' }).selectOption('Company, Z to A');
      const found = idsOf(await team.list({ grades: ['A'], search: word }, 'COMPANY_DESC'));
      await expectLeads(sara.page, found);
      await assertSound(sara);
      const omar = await team.open('omar', sara.page.url().slice(world.url.length));
      await expectLeads(omar.page, found);
      await assertSound(omar);
      await press(sara, 'Save view');
      await dialogOf(sara).getByLabel('Name of the view').fill('My best');
      await assertSound(sara);
      await press(sara, 'Save and copy the link');
      await sara.page.getByText('The view is saved, and its link copied.').waitFor();
      const link = (await sara.page.evaluate('navigator.clipboard.readText()')) as string;
      await sara.page.getByRole('link', { name: 'My best' }).waitFor();
      const other = await team.open('omar', link.slice(world.url.length));
      await expectLeads(other.page, idsOf(await team.list({ grades: ['A'] }, 'COMPANY_DESC')));
      await assertSound(sara);
    });

    it('filters by values of any character: from the panel, after a reload, by a saved view, an address, and in the file', async () => {
      const values = ['Food, Drink & "Tea"; +50%25', "'a'=b?c#d, %2C e"];
      for (const [place, industry] of [...values, 'Food', 'Drink & "Tea"; +50%'].entries())
        await team.submit(`odd-${place}`, { company: `Odd ${place}`, industry });
      const sara = await team.open('sara', '/?q=odd&order=COMPANY_ASC');
      await sara.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await press(sara, 'Filters');
      await sara.page.getByRole('complementary').locator('summary', { hasText: 'Industry' }).click();
      for (const value of values) await sara.page.getByRole('checkbox', { name: value }).check();
      await expectLeads(sara.page, ['odd-0', 'odd-1']);
      await assertSound(sara);
      await sara.page.getByRole('checkbox', { name: values[1] as string }).uncheck();
      await expectLeads(sara.page, ['odd-0']);
      await press(sara, 'Save view');
      await dialogOf(sara).getByLabel('Name of the view').fill('Odd');
      await press(sara, 'Save and copy the link');
      const link = (await sara.page.evaluate('navigator.clipboard.readText()')) as string;
      await sara.signIn(await world.token(SALES_SCOPES, 'sara'), '/');
      await sara.page.getByRole('link', { name: 'Odd' }).click();
      await expectLeads(sara.page, ['odd-0']);
      assert.equal(sara.page.url(), link);
      const omar = await team.open('omar', link.slice(world.url.length));
      await expectLeads(omar.page, ['odd-0']);
      await omar.page.getByRole('button', { name: `Remove: Industry: ${values[0]}` }).waitFor();
      await omar.page.evaluate('window.showSaveFilePicker = undefined');
      await press(omar, 'Export');
      await dialogOf(omar).getByLabel('Format').selectOption('JSON Lines');
      const [file] = await Promise.all([
        omar.page.waitForEvent('download'),
        dialogOf(omar).getByRole('button', { name: 'Export', exact: true }).click(),
      ]);
      const rows = (await readFile(await file.path(), 'utf8')).trim().split('\n');
      assert.deepEqual(
        rows.map((row) => JSON.parse(row).id),
        ['odd-0'],
      );
      await assertSound(omar);
    });

    it('says at the search what it needs, and lists the view until then', async () => {
      const sara = await team.open('sara', '/?grade=A&q=---');
      const search = sara.page.getByRole('searchbox', { name: 'Search leads' });
      await expectLeads(sara.page, idsOf(await team.list({ grades: ['A'] })));
      assert.equal(await search.getAttribute('aria-invalid'), 'true');
      await sara.page.getByText('A search needs a letter or digit.').waitFor();
      await assertSound(sara);
      await sara.page.setViewportSize({ width: 390, height: 844 });
      await sara.settled();
      await assertSound(sara);
      await search.fill('zz-nobody');
      await sara.page.getByText('No lead of this view has these words.').waitFor();
      assert.equal(await search.getAttribute('aria-invalid'), null);
      await assertSound(sara);
    });

    it('has no keys of its own once they are turned off under Me, but for those of the focused list', async () => {
      const sara = await team.open('sara', '/');
      const help = (): Promise<unknown> => dialogOf(sara).getByText('Shortcuts of a single key are off.').waitFor();
      await sara.page.keyboard.press('?');
      await dialogOf(sara).getByText('Next lead').waitFor();
      await sara.page.keyboard.press('Escape');
      await sara.go('Me');
      await sara.page.getByLabel('Keyboard shortcuts of a single key').selectOption('Off');
      await assertSound(sara);
      await sara.signIn(await world.token(SALES_SCOPES, 'sara'), '/');
      await sara.settled();
      for (const key of ['?', 'e', 'f', '/', 'j']) await sara.page.keyboard.press(key);
      assert.equal(await sara.page.locator('[role=grid] :focus, [type=search]:focus, dialog[open]').count(), 0);
      await sara.page.keyboard.press('Control+/');
      await help();
      assert.equal(await dialogOf(sara).getByText('Next lead').count(), 0);
      await assertSound(sara);
      await sara.page.keyboard.press('Escape');
      await rowOf(sara.page, (await team.list({}))[0]?.id as string).focus();
      await sara.page.keyboard.press('ArrowDown');
      await sara.page.waitForFunction(`() => document.activeElement?.dataset.rank === '1'`);
      await sara.page.keyboard.press('Control+/');
      await help();
      await dialogOf(sara).getByRole('link', { name: 'Turn them on under Me' }).click();
      await sara.page.getByLabel('Keyboard shortcuts of a single key').selectOption('On');
      await sara.page.keyboard.press('Tab');
      await sara.page.keyboard.press('?');
      await dialogOf(sara).getByText('Show keyboard shortcuts').first().waitFor();
      await assertSound(sara);
    });

    it('moves through the list by keys, opens a lead, and comes back to the same place', async () => {
      const ids = idsOf(await team.list({}, 'CREATED_AT_DESC', 200));
      const sara = await team.open('sara', '/?order=CREATED_AT_DESC');
      await expectLeads(sara.page, ids.slice(0, 10));
      const focused = (rank: number): Promise<unknown> =>
        sara.page.waitForFunction(`() => document.activeElement?.dataset.rank === '${rank}'`);
      await sara.page.keyboard.press('j');
      await focused(0);
      for (const key of ['j', 'j', 'k', 'ArrowDown']) await sara.page.keyboard.press(key);
      await focused(2);
      await assertSound(sara);
      const arabicJ = `new KeyboardEvent('keydown', { key: 'ت', code: 'KeyJ', bubbles: true })`;
      await sara.page.evaluate(`document.activeElement.dispatchEvent(${arabicJ})`);
      await focused(3);
      for (let rank = 4; rank <= 60; rank += 1) await sara.page.keyboard.press('j');
      await focused(60);
      await rowOf(sara.page, ids[60] as string).waitFor();
      const scrolled = 'document.querySelector("[role=grid]").parentElement.scrollTop';
      const place = await sara.page.evaluate(scrolled);
      await sara.page.keyboard.press('Enter');
      await sara.page.waitForURL(`**/lead/${encodeURIComponent(ids[60] as string)}`);
      await sara.page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await sara.settled();
      await assertSound(sara);
      await sara.page.goBack();
      await rowOf(sara.page, ids[60] as string).waitFor();
      assert.equal(await sara.page.evaluate(scrolled), place);
      await sara.page.keyboard.press('j');
      await focused(60);
      await assertSound(sara);
    });

    it('assigns and scores many, of which some are refused by name', async () => {
      for (const number of [1, 2, 3]) await team.submit(`dune-${number}`, { company: `Dune Gardens ${number}` });
      const sara = await team.open('sara', '/?q=dune+gardens&order=COMPANY_ASC');
      await expectLeads(sara.page, ['dune-1', 'dune-2', 'dune-3']);
      for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await sara.page.keyboard.press(key);
      await sara.page.getByRole('region', { name: 'Selected leads' }).getByText('3 leads selected').waitFor();
      await assertSound(sara);
      await world.ask(UPDATE, { id: 'dune-2', input: { owner: 'omar' } });
      await press(sara, 'Assign');
      await press(sara, 'Me');
      await assertSound(sara);
      await press(sara, 'Assign to sara');
      await dialogOf(sara).getByText('Done for 2 leads.').waitFor();
      await dialogOf(sara).getByText('LEAD_VERSION_CONFLICT').waitFor();
      await assertSound(sara);
      assert.equal((await team.lead('dune-2')).owner, 'omar');
      await press(sara, 'Change them all the same');
      await dialogOf(sara).getByText('Done for 1 lead.').waitFor();
      await press(sara, 'Close');
      for (const number of [1, 2, 3]) {
        await rowOf(sara.page, `dune-${number}`).getByText('sara').waitFor();
        assert.equal((await team.lead(`dune-${number}`)).owner, 'sara');
      }
      await world.ask(ERASE, { input: { leadId: 'dune-3', reason: 'asked for' } });
      const before = (await team.lead('dune-1')).scoreHistory.edges.length;
      await press(sara, 'Score now');
      await press(sara, 'Score');
      await dialogOf(sara).getByText('Done for 2 leads.').waitFor();
      await dialogOf(sara).getByText('Refused for 1 lead:').waitFor();
      await dialogOf(sara).getByText('LEAD_NOT_FOUND').waitFor();
      await assertSound(sara);
      assert.ok((await team.lead('dune-1')).scoreHistory.edges.length > before);
    });

    it('exports a view, in a browser that asks for the place of a file and in one that does not', async () => {
      for (const number of [1, 2]) await team.submit(`souk-${number}`, { company: `Souk Spices ${number}` });
      const sara = await team.open('sara', '/?q=souk+spices&order=COMPANY_ASC');
      await expectLeads(sara.page, ['souk-1', 'souk-2']);
      // a dialog of the system cannot be answered by a program: the file goes where it would have chosen
      await sara.page.evaluate(`window.showSaveFilePicker = async ({ suggestedName }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true })`);
      await press(sara, 'Export');
      await dialogOf(sara).getByText('The file has 2 leads').waitFor();
      await assertSound(sara);
      await dialogOf(sara).getByRole('button', { name: 'Export', exact: true }).click();
      await sara.page.getByText('leads.csv is complete').waitFor();
      const written = await sara.page.evaluate(`navigator.storage.getDirectory()
        .then((folder) => folder.getFileHandle('leads.csv')).then((handle) => handle.getFile()).then((file) => file.text())`);
      assert.deepEqual(String(written).match(/souk-\d/g), ['souk-1', 'souk-2']);
      await sara.page.evaluate('delete window.showSaveFilePicker; window.showSaveFilePicker = undefined');
      await press(sara, 'Export');
      await dialogOf(sara).getByLabel('Format').selectOption('JSON Lines');
      const [file] = await Promise.all([
        sara.page.waitForEvent('download'),
        dialogOf(sara).getByRole('button', { name: 'Export', exact: true }).click(),
      ]);
      const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
      assert.equal(file.suggestedFilename(), 'leads.jsonl');
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).company),
        ['Souk Spices 1', 'Souk Spices 2'],
      );
      await assertSound(sara);
    });
  });
