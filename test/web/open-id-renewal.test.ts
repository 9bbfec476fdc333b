import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { WebSocket } from 'playwright-core';
import { until } from '../support/calls/until.ts';
import { OpenIdWorld, SIGN_IN, unexpected } from '../support/web/open-id-world.ts';
import { skipWeb } from '../support/web/web-world.ts';

const ENDED = 'Your token has expired';
// the page renews such a token after half of its life
const SHORT_SECONDS = 12;

describe('the renewal of a token by OpenID Connect', { skip: skipWeb('pglite') }, () => {
  let openId: OpenIdWorld;
  before(async () => {
    openId = await OpenIdWorld.open();
  });
  afterEach(() => openId.reset());
  after(() => openId.close());

  it('renews a short-lived token: the page and its one socket go on', async () => {
    openId.provider.accessTokenSeconds = SHORT_SECONDS;
    openId.provider.roles = ['operator'];
    const reader = await openId.visit('/monitoring');
    await reader.page.addInitScript(WATCH_DIALOGS);
    const sockets: WebSocket[] = [];
    reader.page.on('websocket', (socket) => sockets.push(socket));
    await openId.signIn(reader);
    await reader.page.getByText('Live', { exact: true }).waitFor();
    // the first token has ended by the third
    for (let time = 0; time < 3; time++) await openId.provider.nextRefresh();
    await reader.page.getByText('Live', { exact: true }).waitFor();
    await reader.page.waitForFunction(`() => document.querySelector('header [role=status]').textContent === 'Live'`);
    // after each renewal the former one closes
    await until(() => sockets.filter((socket) => !socket.isClosed()).length === 1);
    assert.equal(await reader.page.evaluate('window.dialogs'), 0);
    assert.equal(reader.page.url(), `${openId.url}/monitoring`);
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('renews a token that lives for months once in a while, not without a pause', async () => {
    openId.provider.accessTokenSeconds = 40 * 86_400;
    const reader = await openId.visit();
    await openId.signIn(reader);
    await reader.settled();
    await reader.page.reload();
    await reader.page.getByText('sara', { exact: true }).waitFor();
    await reader.settled();
    const { length } = openId.provider.exchanges;
    assert.deepEqual(
      openId.provider.exchanges.slice(length - 2).map(({ grantType }) => grantType),
      ['authorization_code', 'authorization_code'],
    );
  });

  it('asks when the provider was away until the token ended, and goes on when it is back', async () => {
    openId.provider.accessTokenSeconds = SHORT_SECONDS;
    const reader = await openId.visit();
    await openId.signIn(reader);
    await openId.provider.stop();
    let attempts = 0;
    reader.page.on('requestfailed', () => attempts++);
    await reader.page.getByText(ENDED).waitFor();
    assert.ok(attempts >= 1, 'found no attempt before the end');
    assert.deepEqual(await reader.violations(), []);
    await openId.provider.start();
    await reader.page.getByRole('dialog').waitFor({ state: 'detached' });
    await reader.page.getByText('sara', { exact: true }).waitFor();
    assert.deepEqual(unexpected(reader, 'ERR_CONNECTION_REFUSED', `${openId.provider.issuer}/token`), []);
  });

  it('asks when the provider refuses to renew, and leads back', async () => {
    openId.provider.accessTokenSeconds = SHORT_SECONDS;
    const reader = await openId.visit();
    await openId.signIn(reader);
    await revoke(openId);
    await reader.page.getByText(ENDED).waitFor();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await reader.page.getByText('sara', { exact: true }).waitFor();
    assert.equal(reader.page.url(), `${openId.url}/me`);
    assert.deepEqual(unexpected(reader, 'status of 400'), []);
  });

  it('keeps typed text while the reader signs in again', async () => {
    openId.provider.accessTokenSeconds = SHORT_SECONDS;
    openId.provider.roles = ['seller'];
    const reader = await openId.visit('/lead/lead-000001');
    await openId.signIn(reader);
    await revoke(openId);
    const act = () => reader.page.getByRole('button', { name: 'Record interaction', exact: true }).click();
    await act();
    const note = reader.page.getByRole('dialog').getByLabel('Note');
    await note.fill('calls back on Monday');
    await reader.page.getByText(ENDED).waitFor();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await reader.page.getByText(ENDED).waitFor({ state: 'detached' });
    await act();
    assert.equal(await note.inputValue(), 'calls back on Monday');
    assert.deepEqual(unexpected(reader, 'status of 400'), []);
  });

  it('says that the person refused to sign in again', async () => {
    openId.provider.accessTokenSeconds = SHORT_SECONDS;
    const reader = await openId.visit();
    await openId.signIn(reader);
    await revoke(openId);
    await reader.page.getByText(ENDED).waitFor();
    await reader.page.context().clearCookies();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await openId.answer(reader.page, 'Refuse');
    await reader.page.getByRole('alert').getByText('access_denied: the person refused').waitFor();
  });

  it('leaves a reader alone who signed in otherwise after their token ended', async () => {
    openId.provider.accessTokenSeconds = SHORT_SECONDS;
    const reader = await openId.visit();
    await openId.signIn(reader);
    await openId.provider.stop();
    await reader.page.getByText(ENDED).waitFor();
    await reader.page.getByText('Use an access token instead').click();
    await reader.page.getByLabel('Access token').fill(await openId.world.token('leads:read', 'omar'));
    await reader.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await reader.page.getByText('omar', { exact: true }).waitFor();
    const { length } = openId.provider.exchanges;
    await openId.provider.start();
    // the time of another attempt
    await reader.page.waitForTimeout(6_500);
    assert.equal(openId.provider.exchanges.length, length);
    assert.ok(await reader.page.getByText('omar', { exact: true }).isVisible());
  });
});

const WATCH_DIALOGS = `
  window.dialogs = 0;
  const { showModal } = HTMLDialogElement.prototype;
  HTMLDialogElement.prototype.showModal = function () { window.dialogs++; return showModal.call(this); };
`;

/** Has the provider revoke all that it granted last: it does when a refresh token is used twice. */
async function revoke({ provider }: OpenIdWorld): Promise<void> {
  const { refreshToken } = provider.exchanges.at(-1) as { refreshToken: string };
  await provider.refresh(refreshToken);
  assert.equal(await provider.refresh(refreshToken), 400);
}
