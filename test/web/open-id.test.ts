import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { OpenIdWorld, SIGN_IN } from '../support/web/open-id-world.ts';
import { TokenTraces } from '../support/web/token-traces.ts';
import { skipWeb } from '../support/web/web-world.ts';

// the page renews such a token after half of its life
const SHORT_SECONDS = 12;

describe('the sign-in by OpenID Connect', { skip: skipWeb('pglite') }, () => {
  let openId: OpenIdWorld;
  before(async () => {
    openId = await OpenIdWorld.open();
  });
  afterEach(() => openId.reset());
  after(() => openId.close());

  it('leads back to the address that was meant, with the rights of scopes and roles', async () => {
    openId.provider.roles = ['operator', 'unknown'];
    const reader = await openId.visit('/me?from=mail');
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    assert.deepEqual(await reader.violations(), []);
    await openId.signIn(reader);
    await reader.page.getByText('sara', { exact: true }).waitFor();
    assert.equal(reader.page.url(), `${openId.url}/me?from=mail`);
    const links = reader.page.getByRole('navigation').first().getByRole('link');
    assert.deepEqual(await links.allInnerTexts(), ['Queue', 'Monitoring', 'Data', 'Me']);
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('is silent after a reload, and leaves no entry in the history', async () => {
    const reader = await openId.visit();
    await openId.signIn(reader);
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
    assert.equal(reader.page.url(), `${openId.url}/me`);
    assert.equal(await reader.page.evaluate('history.length'), entries);
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('asks openly when the provider has forgotten the reader, and names no fault', async () => {
    const reader = await openId.visit();
    await openId.signIn(reader);
    await reader.page.context().clearCookies();
    await reader.page.reload();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    assert.equal(reader.page.url(), `${openId.url}/me`);
    assert.equal(await reader.page.getByRole('alert').count(), 0);
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
    await openId.signIn(reader);
    assert.equal(reader.page.url(), `${openId.url}/me`);
  });

  it('says that the person refused', async () => {
    const reader = await openId.visit();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await openId.answer(reader.page, 'Refuse');
    await reader.page.getByRole('alert').getByText('access_denied: the person refused').waitFor();
    assert.equal(reader.page.url(), `${openId.url}/me`);
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
    await openId.signIn(reader);
  });

  it('offers its button again when the browser shows the page as it was left', async () => {
    const reader = await openId.visit();
    // an answer without a page: the browser stays at this one
    await reader.page.route(`${openId.provider.issuer}/auth?*`, (route) => route.fulfill({ status: 204 }), {
      times: 1,
    });
    const button = reader.page.getByRole('button', { name: SIGN_IN });
    const left = reader.page.waitForResponse(`${openId.provider.issuer}/auth?*`);
    await button.click();
    await left;
    await button.waitFor({ state: 'detached' });
    await reader.page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`);
    await openId.signIn(reader);
  });

  it('says that the provider is away', async () => {
    const reader = await openId.visit();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    await openId.provider.stop();
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await reader.page.getByRole('alert').waitFor();
    assert.deepEqual(await reader.violations(), []);
    await openId.provider.start();
    await openId.signIn(reader);
  });

  it('refuses an answer with another state, and takes no token', async () => {
    const reader = await openId.visit();
    const { length } = openId.provider.exchanges;
    await reader.page.getByRole('button', { name: SIGN_IN }).click();
    await reader.page.getByRole('textbox', { name: 'Account' }).waitFor();
    const foreign = `${openId.url}/sign-in/callback?code=foreign&state=foreign&iss=${encodeURIComponent(openId.provider.issuer)}`;
    await reader.page.goto(foreign);
    await reader.page.getByRole('alert').waitFor();
    assert.equal(reader.page.url(), `${openId.url}/me`);
    // and of a tab that asked nothing
    const other = await openId.visit(foreign.slice(openId.url.length));
    await other.page.getByRole('alert').waitFor();
    assert.equal(other.page.url(), `${openId.url}/`);
    assert.deepEqual(await other.violations(), []);
    assert.deepEqual([...reader.takeFaults(), ...other.takeFaults()], []);
    assert.equal(openId.provider.exchanges.length, length);
  });

  it('refuses an answer that was taken before', async () => {
    const reader = await openId.visit();
    const answers: string[] = [];
    reader.page.on('request', (request) => {
      if (request.url().includes('/sign-in/callback')) answers.push(request.url());
    });
    await openId.signIn(reader);
    const { length } = openId.provider.exchanges;
    await reader.page.goto(answers[0] as string);
    await reader.page.getByRole('alert').waitFor();
    assert.equal(reader.page.url(), `${openId.url}/`);
    assert.equal(openId.provider.exchanges.length, length);
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('ends at the provider too when the reader signs out', async () => {
    const reader = await openId.visit();
    await openId.signIn(reader);
    const { refreshToken } = openId.provider.exchanges.at(-1) as { refreshToken: string };
    await reader.page.getByRole('button', { name: 'Sign out' }).click();
    await reader.page.getByRole('button', { name: 'Yes' }).click();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    assert.equal(reader.page.url(), `${openId.url}/`);
    assert.equal(await openId.provider.refresh(refreshToken), 400);
    await reader.page.reload();
    // the provider asks who it is
    await openId.signIn(reader, 'omar');
    await reader.go('Me');
    await reader.page.getByText('omar', { exact: true }).waitFor();
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('stays ended when the gateway is away while the reader signs out', async () => {
    const reader = await openId.visit();
    await openId.signIn(reader);
    await reader.page.route('**/web/settings.json', (route) => route.abort());
    await reader.page.getByRole('button', { name: 'Sign out' }).click();
    await reader.page.getByText('You are signed out.').or(reader.page.getByRole('alert')).first().waitFor();
    await reader.page.unroute('**/web/settings.json');
    await reader.page.reload();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
  });

  it('leaves no token in storage, cookies, history or an address', async () => {
    openId.provider.accessTokenSeconds = SHORT_SECONDS;
    const first = openId.provider.exchanges.length;
    const reader = await openId.window();
    const traces = await TokenTraces.watch(reader.page);
    await reader.page.goto(`${openId.url}/me`);
    await openId.signIn(reader);
    await openId.provider.nextRefresh();
    await reader.page.reload();
    await reader.page.getByText('sara', { exact: true }).waitFor();
    await reader.page.getByRole('button', { name: 'Sign out' }).click();
    await reader.page.getByRole('button', { name: 'Yes' }).click();
    await reader.page.getByRole('button', { name: SIGN_IN }).waitFor();
    const issued = openId.provider.exchanges.slice(first);
    assert.ok(issued.length >= 3, `found ${issued.length} exchanges`);
    const tokens = issued.flatMap(({ accessToken, refreshToken, idToken }) => [accessToken, refreshToken, idToken]);
    // the ID token says at sign-out who leaves: OpenID Connect RP-Initiated Logout 1.0, 2
    assert.deepEqual(await traces.find(tokens, `${openId.provider.issuer}/session/end?`), []);
    assert.ok(traces.has('lead-scoring.returning') && traces.has('code_challenge'));
    assert.deepEqual(reader.takeFaults(), []);
  });

  it('speaks Arabic', async () => {
    const reader = await openId.visit('/me', { language: 'ar', width: 390 });
    const button = reader.page.getByRole('button', { name: 'تسجيل الدخول بحساب مؤسستك' });
    await button.waitFor();
    assert.deepEqual(await reader.violations(), []);
    await button.click();
    await openId.answer(reader.page, 'Refuse');
    await reader.page.getByText('لم يسجّل مزود الهوية دخولك.').waitFor();
    assert.deepEqual(await reader.violations(), []);
    assert.equal(await reader.overflow(), 0);
    await button.click();
    await openId.answer(reader.page, 'Agree');
    await reader.page.getByRole('heading', { name: 'حسابي' }).waitFor();
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.takeFaults(), []);
  });
});
