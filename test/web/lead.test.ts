import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Reader } from '../support/web/reader.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const SUBMIT = 'mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { leadId } }';
const SCORE = 'mutation ($id: ID!) { scoreLead(leadId: $id) { score { id } } }';
const SCORES = 'query ($id: ID!) { lead(id: $id) { scoreHistory { nodes { id } } } }';
const READ = `query ($id: ID!) { lead(id: $id) { company owner industry version stage effectiveGrade
  mergedInto { id } interactions { edges { node { kind durationSeconds note } } } } }`;
const ODD_ID = 'crm/عميل 1';

describe('the page of a lead', { skip: skipWeb('pglite') }, () => {
  let world: WebWorld;
  let reader: Reader;
  let page: Page;
  before(async () => {
    world = await WebWorld.open();
    reader = await world.reader();
    page = reader.page;
    await reader.signIn(world.adminToken);
  });
  after(() => world.close());

  const submit = async (id: string, input: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    await world.ask(SUBMIT, { input: { id, ...input } });
    await world.ask(SCORE, { id });
  };
  const show = async (id: string, by: Reader = reader): Promise<void> => {
    await by.page.goto(`${world.url}/lead/${encodeURIComponent(id)}#token=${world.adminToken}`);
    await by.page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await by.settled();
  };
  const act = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const dialog = (by: Page = page) => by.getByRole('dialog');
  // biome-ignore lint/suspicious/noExplicitAny: the fields of READ
  const lead = async (id: string): Promise<any> => (await world.ask<{ lead: unknown }>(READ, { id })).lead;

  it('opens for an id with a slash, a space and Arabic, and for none says so', async () => {
    await submit(ODD_ID, { company: 'Oryx Partners' });
    await show(ODD_ID);
    await page.getByRole('heading', { name: 'Oryx Partners' }).waitFor();
    assert.equal(await page.title(), 'Oryx Partners – Lead Scoring');
    await page.goto(`${world.url}/lead/nobody%2F1#token=${world.adminToken}`);
    await page.getByText('There is no lead with the id nobody/1.').waitFor();
    assert.deepEqual(await reader.violations(), []);
  });

  it('explains the score by bars that add up exactly to it', async () => {
    await submit('explained', { company: 'Oryx', industry: 'RETAIL', country: 'GB' });
    await show('explained');
    const list = page.getByRole('list', { name: 'Why this score' });
    for (const isWhole of [false, true]) {
      if (isWhole) await act('Show all features');
      const texts = await list.getByRole('listitem').allInnerTexts();
      const values = texts.map((text) => Number(/([+-]?\d+(?:\.\d+)?)(?: \(.*\))?\s*$/.exec(text)?.[1]));
      const [base, ...rest] = values as [number, ...number[]];
      const score = rest.pop() as number;
      const sum = rest.reduce((total, value) => total + Math.round(value * 100), Math.round(base * 100));
      assert.equal(sum, Math.round(score * 100), texts.join('\n'));
    }
    assert.deepEqual(await reader.violations(), []);
  });

  it('shows an override in another window at once, and its end', async () => {
    await submit('overridden');
    await show('overridden');
    const other = await world.reader();
    await show('overridden', other);
    await act('Override grade');
    await dialog().getByRole('button', { name: 'Override' }).click();
    await dialog().getByText('Fill this in.').first().waitFor();
    await dialog().getByRole('radio', { name: 'A', exact: true }).check();
    await dialog().getByLabel('Reason').fill('met the CEO');
    await dialog().getByRole('button', { name: 'Override' }).click();
    await other.page.getByText('Overridden by', { exact: false }).waitFor();
    assert.equal((await lead('overridden')).effectiveGrade, 'A');
    await other.page.getByText('Grade overridden with A').waitFor();
    await act('End override');
    await dialog().getByLabel('Reason').fill('no budget');
    await dialog().getByRole('button', { name: 'End override' }).click();
    await other.page.getByText('Overridden by', { exact: false }).waitFor({ state: 'detached' });
    await other.close();
  });

  it('lets an editor choose between both values when somebody else was first, and loses no typed text', async () => {
    await submit('edited', { company: 'Before', industry: 'RETAIL' });
    await show('edited');
    await act('Edit');
    await dialog().getByLabel('Company').fill('Mine');
    await dialog().getByLabel('Assignee').fill('rania');
    await world.ask(
      'mutation { updateLead(id: "edited", input: { company: "Theirs", industry: "TRADING" }) { leadId } }',
    );
    await dialog().getByRole('group', { name: 'Company: choose a value' }).waitFor();
    assert.equal(await dialog().getByLabel('Industry').inputValue(), 'TRADING');
    assert.ok(await dialog().getByRole('button', { name: 'Save' }).isDisabled());
    await dialog().getByRole('radio', { name: 'Yours: Mine' }).check();
    assert.deepEqual(await reader.violations(), []);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    const { company, owner, industry, version } = await lead('edited');
    assert.deepEqual([company, owner, industry, version], ['Mine', 'rania', 'TRADING', 3]);
  });

  it('keeps what was typed when the dialog is closed, and says faults at their fields', async () => {
    await submit('typed');
    await show('typed');
    await act('Edit');
    await dialog().getByLabel('E-mail address').fill('nope');
    await page.keyboard.press('Escape');
    await act('Edit');
    const field = dialog().getByLabel('E-mail address');
    assert.equal(await field.inputValue(), 'nope');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('VALIDATION_FAILED: found "nope", expected an e-mail address').waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
  });

  it('records an interaction and an outcome, and tells both in the timeline', async () => {
    await submit('worked');
    await show('worked');
    await act('Record interaction');
    await dialog().getByLabel('Duration in minutes').fill('2.5');
    await dialog().getByLabel('Note').fill('<b>wants an office</b>');
    await dialog().getByRole('button', { name: 'Record' }).click();
    await page.getByText('<b>wants an office</b>').waitFor();
    const [{ node }] = (await lead('worked')).interactions.edges;
    assert.deepEqual(node, { kind: 'CALL', durationSeconds: 150, note: '<b>wants an office</b>' });
    await act('Record outcome');
    await dialog().getByRole('radio', { name: 'Converted' }).check();
    await dialog().getByLabel('Revenue in AED').fill('15000');
    await dialog().getByRole('button', { name: 'Record and close' }).click();
    await page.getByText('This lead is closed: Converted.').waitFor();
    await page.getByText('Stage: New → Won').waitFor();
    await page.getByText('Revenue AED 15,000').waitFor();
    await page.getByRole('button', { name: 'Override grade' }).waitFor({ state: 'detached' });
  });

  it('tries other values without recording a score', async () => {
    await submit('tried');
    await show('tried');
    const before = await world.ask<unknown>(SCORES, { id: 'tried' });
    await act('What if');
    const slider = page.getByRole('slider', { name: 'Meetings' });
    await slider.focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    await page.getByRole('list', { name: 'What the changed values do' }).getByText('3 meetings').waitFor();
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(await world.ask<unknown>(SCORES, { id: 'tried' }), before);
  });

  it('merges duplicates into the survivor of choice, and takes it back', async () => {
    await submit('first', { email: 'same@example.com', company: 'First' });
    await submit('second', { email: 'same@example.com', owner: 'rania' });
    await show('first');
    await act('Compare and merge');
    await dialog().getByText('Assignee: rania (of second)').waitFor();
    await dialog().getByLabel('Reason').fill('one person');
    assert.deepEqual(await reader.violations(), []);
    await dialog().getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('heading', { name: 'Merged into this lead' }).waitFor();
    assert.equal((await lead('second')).mergedInto.id, 'first');
    assert.equal((await lead('first')).owner, 'rania');
    await act('Undo');
    await dialog().getByLabel('Reason').fill('two persons');
    await dialog().getByRole('button', { name: 'Undo' }).click();
    await page.getByText('undone', { exact: true }).waitFor();
    assert.equal((await lead('second')).mergedInto, null);
  });

  it('withdraws a consent, exports the person, and erases it only when the id is typed', async () => {
    await submit('person', {
      name: 'Sara',
      company: 'Oryx',
      consents: [{ purpose: 'MARKETING', textVersion: '2026-11' }],
    });
    await show('person');
    await act('Withdraw');
    await dialog().getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('1 consent is withdrawn.').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), act('Export everything')]);
    const exported = JSON.parse(await readFile(await file.path(), 'utf8'));
    assert.equal(exported.leadId, 'person');
    await act('Erase the person');
    const erase = dialog().getByRole('button', { name: 'Erase the person' });
    await dialog().getByLabel('Reason').fill('asked by the person');
    await dialog().getByLabel('To confirm, type the id of the lead').fill('persons');
    await erase.click();
    await dialog().getByText('This is not the id of this lead.').waitFor();
    assert.deepEqual(await reader.violations(), []);
    await dialog().getByLabel('To confirm, type the id of the lead').fill('person');
    await erase.click();
    await page.getByText('This lead was deleted in the CRM, or the person was erased.', { exact: false }).waitFor();
    assert.ok(!page.url().endsWith('/lead/person'), page.url());
    assert.equal(await page.getByText('Sara').count(), 0);
  });

  it('offers and shows nothing that the token has no right to', async () => {
    await submit('hidden', { name: 'Sara', company: 'Oryx', email: 'sara@example.com' });
    const sales = await world.reader();
    await sales.signIn(await world.token('leads:read'), '/lead/hidden');
    await sales.page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await sales.settled();
    for (const name of ['Score now', 'Edit', 'Override grade', 'Export everything', 'Erase the person'])
      assert.equal(await sales.page.getByRole('button', { name }).count(), 0, name);
    assert.equal(await sales.page.getByText('Sara').count(), 0);
    assert.equal(await sales.page.getByText('Your token has no right', { exact: false }).count(), 0);
    assert.deepEqual(await sales.violations(), []);
    assert.deepEqual(sales.takeFaults(), []);
    await sales.close();
  });

  it('has had no fault in all of this', () => {
    assert.deepEqual(reader.takeFaults(), []);
  });
});
