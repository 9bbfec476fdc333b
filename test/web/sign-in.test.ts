import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const READ = 'leads:read';

describe('the sign-in of the web application', { skip: skipWeb('pglite') }, () => {
  let world: WebWorld;
  before(async () => {
    world = await WebWorld.open();
  });
  after(() => world.close());

  it('takes a token from the address, and leaves it nowhere', async () => {
    const reader = await world.reader();
    await reader.signIn(world.adminToken, '/me');
    await reader.page.getByText('admin', { exact: true }).waitFor();
    assert.equal(reader.page.url(), `${world.url}/me`);
    const stored = await reader.page.evaluate(
      `JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])`,
    );
    const signature = world.adminToken.split('.')[2] as string;
    assert.ok(!String(stored).includes(signature), String(stored));
    // a later visitor of the window has to sign in
    await reader.page.reload();
    await reader.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
    await reader.close();
  });

  it('says why a token was refused, and takes the next one where the reader wanted to go', async () => {
    const reader = await world.reader();
    await reader.page.goto(`${world.url}/me`);
    const field = reader.page.getByLabel('Access token');
    await field.fill('not a token');
    await reader.page.getByRole('button', { name: 'Sign in' }).click();
    await reader.page.getByText('found characters that no token has').waitFor();
    await field.fill('not.a.token');
    await reader.page.getByRole('button', { name: 'Sign in' }).click();
    await reader.page.getByText('The gateway refused your token.').waitFor();
    assert.deepEqual(await reader.violations(), []);
    await field.fill(`Bearer ${world.adminToken}`);
    await reader.page.getByRole('button', { name: 'Sign in' }).click();
    await reader.page.getByRole('heading', { name: 'Me' }).waitFor();
    await reader.close();
  });

  it('is asked for over the page when the token expires, and the page goes on', async () => {
    const reader = await world.reader();
    await reader.signIn(await world.token(READ, 'sara', '6s'), '/me');
    await reader.page.getByText('sara', { exact: true }).waitFor();
    await reader.page.getByText('Your token has expired').waitFor();
    assert.deepEqual(await reader.violations(), []);
    await reader.page.getByLabel('Access token').fill(await world.token(READ));
    await reader.page.getByRole('button', { name: 'Sign in' }).click();
    await reader.page.getByRole('dialog').waitFor({ state: 'detached' });
    await reader.page.getByText('sara', { exact: true }).waitFor();
    assert.deepEqual(reader.takeFaults(), []);
    await reader.close();
  });

  it('shows another reader nothing of the last one', async () => {
    const reader = await world.reader();
    await reader.signIn(await world.token(READ), '/me');
    await reader.page.getByRole('button', { name: 'Sign out' }).click();
    await reader.page.getByText('You are signed out.').waitFor();
    await reader.page.getByLabel('Access token').fill(await world.token(READ, 'omar'));
    await reader.page.getByRole('button', { name: 'Sign in' }).click();
    await reader.page.getByText('omar', { exact: true }).waitFor();
    assert.deepEqual(reader.takeFaults(), []);
    await reader.close();
  });

  it('offers nothing that the token has no right to', async () => {
    const reader = await world.reader();
    await reader.signIn(await world.token(READ));
    await reader.settled();
    const names = await reader.page.getByRole('navigation').first().getByRole('link').allInnerTexts();
    assert.deepEqual(names, ['Queue', 'Data', 'Me']);
    await reader.page.evaluate(`history.pushState(null, '', '/models')`);
    await reader.page.getByText('Your token has no right to see this (models:read).').waitFor();
    assert.deepEqual(await reader.violations(), []);
    await reader.close();
  });

  it('speaks Arabic from right to left, with the digits of choice', async () => {
    const reader = await world.reader();
    await reader.signIn(world.adminToken, '/me');
    await reader.page.getByLabel('Language').selectOption('ar');
    await reader.page.getByRole('heading', { name: 'حسابي' }).waitFor();
    assert.equal(await reader.page.evaluate('document.documentElement.dir'), 'rtl');
    await reader.page.getByLabel('الأرقام').selectOption('arab');
    await reader.page.getByText(/٢٠٢/).first().waitFor();
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
    await reader.close();
  });
});
