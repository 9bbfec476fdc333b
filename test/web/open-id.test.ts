import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page, WebSocket } from 'playwright-core';
import { findFreePort } from '../../platform/process/free-port.ts';
import { IdentityProvider } from '../support/web/identity-provider.ts';
import type { Reader, ReaderOptions } from '../support/web/reader.ts';
import { TokenTraces } from '../support/web/token-traces.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const SIGN_IN = 'Sign in with your organisation';
const ENDED = 'Your token has expired';
// the page renews such a token after half of its life
const SHORT_SECONDS = 12;

describe('the sign-in by OpenID Connect', { skip: skipWeb('pglite') }, () => {
  let provider: IdentityProvider;
  let world: WebWorld;
  const readers: Reader[] = [];

  before(async () => {
    const port = String(await findFreePort());
    provider = await IdentityProvider.listen(`http://127.0.0.1:${port}`);
    world = await WebWorld.open({
      environment: {
        PORT: port,
        ...provider.environment,
        WEB_SIGN_IN_SCOPE: 'openid leads:read',
        JWT_ROLE_SCOPES: 'operator=monitoring:read',
      },
    });
  });
  afterEach(async () => {
    provider.accessTokenSeconds = 3_600;
    provider.roles = [];
    await provider.start();
    for (const reader of readers.splice(0)) await reader.close();
  });
  after(async () => {
    await world.close();
    await provider.stop();
  });

  async function open(address = '/me', options: ReaderOptions = {}): Promise<Reader> {
    const reader = await world.reader({ identityProvider: provider.issuer, ...options });
    readers.push(reader);
    await reader.page.goto(world.url + address);
    return reader;
  }

  async function answer(page: Page, button: 'Agree' | 'Refuse', account = 'sara'): Promise<void> {
    await page.getByLabel('Account').fill(account);
    await page.getByRole('button', { name: button }).click();
  }

  async function signIn({ page }: Reader, account = 'sara'): Promise<void> {
    await page.getByRole('button', { name: SIGN_IN }).click();
    await answer(page, 'Agree', account);
    await page.getByRole('navigation').first().waitFor();
  }

  it('leads back to the address that was meant, with the rights of scopes and roles', async () => {
    provider.roles = ['operator', 'unknown'];
    const reader = await open('/me?from=mail');
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    assert.deepEqual(await reader.violations(), []);
    await signIn(reader);
    await reader.page.getByText('sara', { exact: true }).waitFor();
    assert.equal(reader.page.url(), `${world.url}/me?from=mail`);
    const links = reader.page.getByRole('navigation').first().getByRole('link');
    assert.deepEqual(await links.allInnerTexts(), ['Queue', 'Monitoring', 'Data', 'Me']);
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('is silent after a reload, and leaves no entry in the history', async () => {
    const reader = await open();
    await signIn(reader);
    const entries = await reader.page.evaluate('history.length');
    let asked = 0;
    reader.page.on('request', (request) => {
      if (request.url().includes('/interaction/')) asked++;
    });
    for (let time = 0; time < 2; time++) {
      await reader.page.reload();
      await reader.page.getByText('sara', { exact: true }).waitFor();
    }
    assert.equal(asked, 0);
    assert.equal(reader.page.url(), `${world.url}/me`);
    assert.equal(await reader.page.evaluate('history.length'), entries);
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('asks openly when the provider has forgotten the reader, and names no fault', async () => {
    const reader = await open();
    await signIn(reader);
    await reader.page.context().clearCookies();
    await reader.page.reload();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    assert.equal(reader.page.url(), `${world.url}/me`);
    assert.equal(await reader.page.getByRole('alert').count(), 0);
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
    await signIn(reader);
    assert.equal(reader.page.url(), `${world.url}/me`);
  });

  it('renews a short-lived token: the page and its one socket go on', async () => {
    provider.accessTokenSeconds = SHORT_SECONDS;
    provider.roles = ['operator'];
    const reader = await open('/monitoring');
    await reader.page.addInitScript(WATCH_DIALOGS);
    const sockets: WebSocket[] = [];
    reader.page.on('websocket', (socket) => sockets.push(socket));
    await signIn(reader);
    await reader.page.getByText('Live', { exact: true }).waitFor();
    // the first token has ended by the third
    for (let time = 0; time < 3; time++) await provider.nextRefresh();
    await reader.page.getByText('Live', { exact: true }).waitFor();
    await reader.page.waitForFunction(`document.querySelector('header [role=status]').textContent === 'Live'`);
    assert.equal(sockets.filter((socket) => !socket.isClosed()).length, 1);
    assert.equal(await reader.page.evaluate('window.dialogs'), 0);
    assert.equal(reader.page.url(), `${world.url}/monitoring`);
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('renews a token that lives for months once in a while, not without a pause', async () => {
    provider.accessTokenSeconds = 40 * 86_400;
    const reader = await open();
    await signIn(reader);
    await reader.settled();
    await reader.page.reload();
    await reader.page.getByText('sara', { exact: true }).waitFor();
    await reader.settled();
    const { length } = provider.exchanges;
    assert.deepEqual(
      provider.exchanges.slice(length - 2).map(({ grantType }) => grantType),
      ['authorization_code', 'authorization_code'],
    );
  });

  it('asks when the provider was away until the token ended, and goes on when it is back', async () => {
    provider.accessTokenSeconds = SHORT_SECONDS;
    const reader = await open();
    await signIn(reader);
    await provider.stop();
    let attempts = 0;
    reader.page.on('requestfailed', () => attempts++);
    await reader.page.getByText(ENDED).waitFor();
    assert.ok(attempts >= 1, 'found no attempt before the end');
    assert.deepEqual(await reader.violations(), []);
    await provider.start();
    await reader.page.getByRole('dialog').waitFor({ state: 'detached' });
    await reader.page.getByText('sara', { exact: true }).waitFor();
    assert.deepEqual(unexpected(reader, 'ERR_CONNECTION_REFUSED', `${provider.issuer}/token`), []);
  });

  it('asks when the provider refuses to renew, and leads back', async () => {
    provider.accessTokenSeconds = SHORT_SECONDS;
    const reader = await open();
    await signIn(reader);
    // used twice: the provider revokes all that it granted
    const { refreshToken } = provider.exchanges.at(-1) as { refreshToken: string };
    assert.deepEqual([await provider.refresh(refreshToken), await provider.refresh(refreshToken)], [200, 400]);
    await reader.page.getByText(ENDED).waitFor();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await reader.page.getByText('sara', { exact: true }).waitFor();
    assert.equal(reader.page.url(), `${world.url}/me`);
    assert.deepEqual(unexpected(reader, 'status of 400'), []);
  });

  it('leaves a reader alone who signed in otherwise after their token ended', async () => {
    provider.accessTokenSeconds = SHORT_SECONDS;
    const reader = await open();
    await signIn(reader);
    await provider.stop();
    await reader.page.getByText(ENDED).waitFor();
    await reader.page.getByText('Use an access token instead').click();
    await reader.page.getByLabel('Access token').fill(await world.token('leads:read', 'omar'));
    await reader.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await reader.page.getByText('omar', { exact: true }).waitFor();
    const { length } = provider.exchanges;
    await provider.start();
    // the time of two more attempts
    await reader.page.waitForTimeout(11_000);
    assert.equal(provider.exchanges.length, length);
    assert.ok(await reader.page.getByText('omar', { exact: true }).isVisible());
  });

  it('says that the person refused, also where the tab was signed in before', async () => {
    provider.accessTokenSeconds = SHORT_SECONDS;
    const reader = await open();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await answer(reader.page, 'Refuse');
    await reader.page.getByRole('alert').getByText('the person refused').waitFor();
    assert.equal(reader.page.url(), `${world.url}/me`);
    assert.deepEqual(await reader.violations(), []);
    await signIn(reader);
    await provider.stop();
    await reader.page.getByText(ENDED).waitFor();
    await reader.page.context().clearCookies();
    await provider.start();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await answer(reader.page, 'Refuse');
    await reader.page.getByRole('alert').getByText('the person refused').waitFor();
  });

  it('says that the provider is away', async () => {
    const reader = await open();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    await provider.stop();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await reader.page.getByRole('alert').waitFor();
    assert.deepEqual(await reader.violations(), []);
    await provider.start();
    await signIn(reader);
  });

  it('refuses an answer with another state, and takes no token', async () => {
    const reader = await open();
    const { length } = provider.exchanges;
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await reader.page.getByLabel('Account').waitFor();
    const foreign = `${world.url}/sign-in/callback?code=foreign&state=foreign&iss=${encodeURIComponent(provider.issuer)}`;
    await reader.page.goto(foreign);
    await reader.page.getByRole('alert').waitFor();
    assert.equal(reader.page.url(), `${world.url}/me`);
    // and of a tab that asked nothing
    const other = await open(foreign.slice(world.url.length));
    await other.page.getByRole('alert').waitFor();
    assert.equal(other.page.url(), `${world.url}/`);
    assert.deepEqual(await other.violations(), []);
    assert.deepEqual([...reader.takeFaults(), ...other.takeFaults()], []);
    assert.equal(provider.exchanges.length, length);
  });

  it('refuses an answer that was taken before', async () => {
    const reader = await open();
    const answers: string[] = [];
    reader.page.on('request', (request) => {
      if (request.url().includes('/sign-in/callback')) answers.push(request.url());
    });
    await signIn(reader);
    const { length } = provider.exchanges;
    await reader.page.goto(answers[0] as string);
    await reader.page.getByRole('alert').waitFor();
    assert.equal(reader.page.url(), `${world.url}/`);
    assert.equal(provider.exchanges.length, length);
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('ends at the provider too when the reader signs out', async () => {
    const reader = await open();
    await signIn(reader);
    const { refreshToken } = provider.exchanges.at(-1) as { refreshToken: string };
    await reader.page.getByRole('button', { name: 'Sign out' }).click();
    await reader.page.getByRole('button', { name: 'Yes' }).click();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    assert.equal(reader.page.url(), `${world.url}/`);
    assert.equal(await provider.refresh(refreshToken), 400);
    await reader.page.reload();
    // the provider asks who it is
    await signIn(reader, 'omar');
    await reader.go('Me');
    await reader.page.getByText('omar', { exact: true }).waitFor();
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('stays ended when the gateway is away while the reader signs out', async () => {
    const reader = await open();
    await signIn(reader);
    await reader.page.route('**/web/settings.json', (route) => route.abort());
    await reader.page.getByRole('button', { name: 'Sign out' }).click();
    await reader.page.getByText('You are signed out.').or(reader.page.getByRole('alert')).first().waitFor();
    await reader.page.unroute('**/web/settings.json');
    await reader.page.reload();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
  });

  it('leaves no token in storage, cookies, history or an address', async () => {
    provider.accessTokenSeconds = SHORT_SECONDS;
    const first = provider.exchanges.length;
    const reader = await world.reader({ identityProvider: provider.issuer });
    readers.push(reader);
    const traces = await TokenTraces.watch(reader.page);
    await reader.page.goto(`${world.url}/me`);
    await signIn(reader);
    await provider.nextRefresh();
    await reader.page.reload();
    await reader.page.getByText('sara', { exact: true }).waitFor();
    await reader.page.getByRole('button', { name: 'Sign out' }).click();
    await reader.page.getByRole('button', { name: 'Yes' }).click();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    const issued = provider.exchanges.slice(first);
    assert.ok(issued.length >= 3, `found ${issued.length} exchanges`);
    const tokens = issued.flatMap(({ accessToken, refreshToken, idToken }) => [accessToken, refreshToken, idToken]);
    // the ID token says at sign-out who leaves: OpenID Connect RP-Initiated Logout 1.0, 2
    assert.deepEqual(await traces.find(tokens, `${provider.issuer}/session/end?`), []);
    assert.ok(traces.has('lead-scoring.returning') && traces.has('code_challenge'));
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('speaks Arabic', async () => {
    const reader = await open('/me', { language: 'ar', width: 390 });
    const button = reader.page.getByRole('button', { name: 'تسجيل الدخول بحساب مؤسستك' });
    await button.waitFor();
    assert.deepEqual(await reader.violations(), []);
    await button.click();
    await answer(reader.page, 'Refuse');
    await reader.page.getByText('لم يسجّل مزود الهوية دخولك.').waitFor();
    assert.deepEqual(await reader.violations(), []);
    assert.equal(await reader.overflow(), 0);
    await button.click();
    await answer(reader.page, 'Agree');
    await reader.page.getByRole('heading', { name: 'حسابي' }).waitFor();
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
  });
});

const WATCH_DIALOGS = `
  window.dialogs = 0;
  const { showModal } = HTMLDialogElement.prototype;
  HTMLDialogElement.prototype.showModal = function () { window.dialogs++; return showModal.call(this); };
`;

/** Faults that do not hold one of the expected texts. */
function unexpected(reader: Reader, ...expected: readonly string[]): readonly string[] {
  return reader.takeFaults().filter((fault) => !expected.some((text) => fault.includes(text)));
}
