import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { assertSound } from '../support/web/assert-sound.ts';
import { HOSTILE_IDS, HOSTILE_TEXTS, hostileLead } from '../support/web/hostile-texts.ts';
import { expectLeads } from '../support/web/queue-view.ts';
import type { Reader } from '../support/web/reader.ts';
import { dialogOf, idsOf, press, SalesTeam } from '../support/web/sales-team.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const RECORD = `mutation ($id: ID!, $text: String!, $at: DateTime!, $until: DateTime!) {
  recordInteractions(leadId: $id, interactions: [{ kind: CALL, occurredAt: $at, note: $text }]) { recorded }
  overrideScore(leadId: $id, grade: A, reason: $text, expiresAt: $until) { leadId } }`;
const OUTCOME = `mutation ($id: ID!, $text: String!) {
  recordOutcome(leadId: $id, outcome: { result: LOST, reason: $text }) { leadId } }`;
const NEWEST_FIRST = 'CREATED_AT_DESC';
const NEWEST =
  '/?order=CREATED_AT_DESC&closed=yes&columns=grade,lead,stage,owner,country,industry,source,licence,created';

for (const database of ['pglite', 'postgres'] as const)
  describe(`hostile texts in leads on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    let team: SalesTeam;
    let reader: Reader;
    const leads = Object.entries(HOSTILE_TEXTS).map(([kind, text]) => ({ id: `hostile-${kind}`, text }));
    before(async () => {
      world = await WebWorld.open({ database });
      team = new SalesTeam(world);
      for (const { id, text } of leads) {
        const consents = [{ purpose: 'CONTACT', textVersion: text.slice(0, 100) }];
        await team.submit(id, { ...hostileLead(text), consents });
        const [at, until] = [0, 86_400_000].map((later) => new Date(Date.now() + later).toISOString());
        await world.ask(RECORD, { id, text: text.repeat(Math.floor(1_000 / text.length)), at, until });
      }
      for (const id of HOSTILE_IDS) await team.submit(id);
      reader = await team.open('sara', NEWEST);
    });
    after(() => world.close());

    /** Asserts that all is well, and that no text was run. */
    const assertHarmless = async (): Promise<void> => {
      assert.equal(await reader.page.evaluate('typeof window.pwned'), 'undefined');
      await assertSound(reader);
    };
    const narrow = async (width: number): Promise<void> => {
      await reader.page.setViewportSize({ width, height: 900 });
      await reader.page.waitForFunction(`() => innerWidth === ${width}`);
    };
    const go = async (address: string): Promise<void> => {
      await reader.page.evaluate(`history.pushState(null, '', ${JSON.stringify(address)})`);
      if (address.startsWith('/lead/')) await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await reader.settled();
    };
    const texts = async (): Promise<string> => String(await reader.page.evaluate('document.body.textContent'));

    it('are texts in the queue, on a wide and a narrow screen, and so are its filters', async () => {
      const ids = [...leads.map(({ id }) => id), ...HOSTILE_IDS].reverse();
      await expectLeads(reader.page, ids.slice(0, 15));
      await assertHarmless();
      await press(reader, 'Filters (1)');
      for (const name of ['Owner', 'Industry', 'Source', 'Licence'])
        await reader.page.getByRole('complementary').locator('summary', { hasText: name }).click();
      await reader.settled();
      await assertHarmless();
      await press(reader, 'Filters (1)');
      await narrow(390);
      await expectLeads(reader.page, ids.slice(0, 3));
      await assertHarmless();
      await narrow(1280);
    });

    for (const { id, text } of leads)
      it(`are texts on the page of a lead: ${id}`, async () => {
        await go(`/lead/${id}`);
        const shown = await texts();
        assert.ok(shown.split(text).length > 10, shown);
        await assertHarmless();
        await narrow(390);
        // charts follow a change of the window a frame later
        await reader.page.waitForFunction(`() => document.documentElement.scrollWidth <= innerWidth`);
        await narrow(1280);
      });

    it('are texts in the forms of a lead', async () => {
      await go('/lead/hostile-handler');
      await press(reader, 'Edit');
      const text = HOSTILE_TEXTS.handler as string;
      assert.equal(await dialogOf(reader).getByLabel('Company').inputValue(), text);
      await dialogOf(reader).getByLabel('Campaign').fill('x'.repeat(10_000));
      await press(reader, 'Save');
      await dialogOf(reader).getByText('VALIDATION_FAILED').waitFor();
      await assertHarmless();
      await press(reader, 'Cancel');
      await press(reader, 'Compare and merge');
      await dialogOf(reader)
        .getByText(HOSTILE_TEXTS.script as string)
        .first()
        .waitFor();
      await assertHarmless();
      await press(reader, 'Cancel');
      await press(reader, 'What if');
      await reader.page.getByLabel('Industry').selectOption(HOSTILE_TEXTS.script as string);
      await reader.page.getByRole('list', { name: 'What the changed values do' }).waitFor();
      await assertHarmless();
    });

    it('are texts in the reason of an outcome', async () => {
      const text = HOSTILE_TEXTS.script as string;
      await world.ask(OUTCOME, { id: 'hostile-script', text });
      await go('/lead/hostile-script');
      await reader.page.getByRole('list', { name: 'Timeline' }).getByText('Outcome: Lost').waitFor();
      await assertHarmless();
    });

    it('in ids lead to the pages of these leads, by link, address and reload', async () => {
      for (const id of HOSTILE_IDS) {
        await go(NEWEST);
        await reader.page.locator(`[role=grid] a[href="/lead/${encodeURIComponent(id)}"]`).click();
        await reader.page.getByRole('heading', { name: 'Lead without a name' }).waitFor();
        assert.ok((await texts()).includes(`Id ${id}`), id);
        await assertHarmless();
        await reader.signIn(await world.token('leads:read,leads:pii'), `/lead/${encodeURIComponent(id)}`);
        await reader.page.getByRole('heading', { name: 'Lead without a name' }).waitFor();
        await reader.settled();
      }
      await reader.page.evaluate(`history.pushState(null, '', '/lead/' + 'x'.repeat(5_000))`);
      await reader.page.getByText('There is no lead with the id x').waitFor();
      await assertHarmless();
    });

    it('are found by the search that the graph finds, and never run by it', async () => {
      for (const text of [...Object.values(HOSTILE_TEXTS), 'x'.repeat(10_000)]) {
        await go(`/?closed=yes&order=CREATED_AT_DESC&q=${encodeURIComponent(text)}`);
        const hasWord = /[\p{L}\p{N}]/u.test(text);
        const filter = { includeClosed: true, ...(hasWord && { search: text.trim().slice(0, 200) }) };
        await expectLeads(reader.page, idsOf(await team.list(filter, NEWEST_FIRST, 5)));
        assert.equal(await reader.page.getByText('A search needs a letter or digit.').count(), hasWord ? 0 : 1);
      }
      await assertHarmless();
    });

    it('are exported as they are', async () => {
      await go(NEWEST);
      await reader.page.evaluate('window.showSaveFilePicker = undefined');
      await press(reader, 'Export');
      await dialogOf(reader).getByLabel('Format').selectOption('JSON Lines');
      const [file] = await Promise.all([
        reader.page.waitForEvent('download'),
        dialogOf(reader).getByRole('button', { name: 'Export', exact: true }).click(),
      ]);
      const rows = (await readFile(await file.path(), 'utf8')).trim().split('\n');
      const exported = new Map(rows.map((row) => JSON.parse(row)).map((row) => [row.id, row]));
      for (const { id, text } of leads) {
        const { name, company, industry, owner } = exported.get(id);
        assert.deepEqual([name, company, industry, owner], [text, text, text, text]);
      }
      for (const id of HOSTILE_IDS) assert.equal(exported.get(id).company, null);
      await assertHarmless();
    });
  });
