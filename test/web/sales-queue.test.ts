import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { assertSound } from '../support/web/assert-sound.ts';
import { expectLeads, rowOf } from '../support/web/queue-view.ts';
import { dialogOf, idsOf, press, SalesTeam } from '../support/web/sales-team.ts';
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
      for (let rank = 3; rank <= 60; rank += 1) await sara.page.keyboard.press('j');
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
