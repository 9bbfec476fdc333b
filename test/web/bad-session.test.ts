import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { assertSound } from '../support/web/assert-sound.ts';
import { TOKEN_REFUSED } from '../support/web/expected-faults.ts';
import type { Reader } from '../support/web/reader.ts';
import { dialogOf, press, SALES_SCOPES, SalesTeam } from '../support/web/sales-team.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const CREATE = `mutation ($scopes: [String!]!) { createMachineToken(name: "scraper", scopes: $scopes, reason: "a test") {
  token machineToken { id } } }`;
const REVOKE = 'mutation ($id: ID!) { revokeMachineToken(id: $id, reason: "a test") { machineToken { id } } }';
const OVERRIDES = 'query ($id: ID!) { lead(id: $id) { scoreOverrides(first: 10) { edges { node { reason } } } } }';
const DAY_MS = 86_400_000;
const HOUR = '01:00:00';
const NEWER = 'A newer version of this page is available.';

interface Created {
  readonly createMachineToken: { readonly token: string; readonly machineToken: { readonly id: string } };
}

for (const database of ['pglite', 'postgres'] as const)
  describe(`a session on a bad day on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    let team: SalesTeam;
    let reader: Reader;
    before(async () => {
      world = await WebWorld.open({ database });
      team = new SalesTeam(world);
    });
    afterEach(async () => {
      await reader.close();
      await team.leave();
    });
    after(() => world.close());

    const signInAgain = async (token: string): Promise<void> => {
      await reader.page.getByLabel('Access token').fill(token);
      await reader.page.getByRole('button', { name: 'Sign in' }).click();
    };
    const typeReason = async (text: string): Promise<void> => {
      await press(reader, 'Override grade');
      await dialogOf(reader).getByRole('radio', { name: 'A', exact: true }).check();
      await dialogOf(reader).getByLabel('Reason').fill(text);
    };
    const reasons = async (id: string): Promise<readonly string[]> => {
      // biome-ignore lint/suspicious/noExplicitAny: the fields of OVERRIDES
      const { lead }: any = await world.ask(OVERRIDES, { id });
      return lead.scoreOverrides.edges.map(({ node }: { node: { reason: string } }) => node.reason);
    };

    it('goes on after its token expired in the middle of a sentence, which is sent once', async () => {
      await team.submit('sentence', { company: 'Sentence' });
      reader = await world.reader();
      await reader.page.clock.install();
      await reader.signIn(await world.token(SALES_SCOPES, 'sara', '1h'), '/lead/sentence');
      await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await typeReason('met the owner, who');
      await reader.page.clock.fastForward(HOUR);
      await reader.page.getByText('Your token has expired').waitFor();
      await assertSound(reader);
      await signInAgain(await world.token(SALES_SCOPES, 'sara', '2h'));
      const field = dialogOf(reader).getByLabel('Reason');
      assert.equal(await field.inputValue(), 'met the owner, who');
      await field.fill('met the owner, who signs');
      await dialogOf(reader).getByRole('button', { name: 'Override', exact: true }).dblclick();
      await reader.page.getByText('Overridden by sara').waitFor();
      assert.deepEqual(await reasons('sentence'), ['met the owner, who signs']);
      await assertSound(reader);
    });

    it('hands what one reader typed to no other', async () => {
      await team.submit('shared', { company: 'Shared' });
      reader = await world.reader();
      await reader.page.clock.install();
      await reader.signIn(await world.token(SALES_SCOPES, 'sara', '1h'), '/lead/shared');
      await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await typeReason('a secret of sara');
      await reader.page.clock.fastForward(HOUR);
      await reader.page.getByText('Your token has expired').waitFor();
      await signInAgain(await world.token(SALES_SCOPES, 'omar', '2h'));
      await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await press(reader, 'Override grade');
      assert.equal(await dialogOf(reader).getByLabel('Reason').inputValue(), '');
      await assertSound(reader);
    });

    it('ends when its token is revoked, and shows nothing of the leads any more', async () => {
      await team.submit('seen', { company: 'Seen By Machine' });
      const scopes = ['leads:read', 'leads:pii'];
      const { createMachineToken: created } = await world.ask<Created>(CREATE, { scopes });
      reader = await world.reader();
      await reader.signIn(created.token, '/?q=seen+by');
      await reader.page.getByText('Seen By Machine').waitFor();
      await reader.page.getByText('Live', { exact: true }).waitFor();
      await assertSound(reader);
      await world.ask(REVOKE, { id: created.machineToken.id });
      await reader.page.getByText('The gateway refused your token.').waitFor();
      await reader.page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
      assert.equal(await reader.page.getByText('Seen By Machine').count(), 0);
      await assertSound(reader, TOKEN_REFUSED);
      await signInAgain(world.adminToken);
      await reader.page.getByText('Seen By Machine').waitFor();
      await assertSound(reader, TOKEN_REFUSED);
    });

    for (const [language, live, expired, refused] of [
      ['en', 'Live', 'Your token has expired', 'The gateway refused your token.'],
      ['ar', 'مباشر', 'انتهت صلاحية رمزك', 'رفضت البوابة رمزك.'],
    ] as const)
      it(`stays on the screen for a token that expired alone, by the word of the gateway, in ${language}`, async () => {
        await team.submit(`ends-${language}`, { company: 'Ends' });
        const openAndEnd = async (reason: string): Promise<void> => {
          let end = (): Promise<void> => assert.fail('found no socket');
          reader = await world.reader({ language });
          await reader.page.routeWebSocket(/graphql/, (socket) => {
            socket.connectToServer();
            end = () => socket.close({ code: 4403, reason });
          });
          await reader.signIn(await world.token(SALES_SCOPES), `/lead/ends-${language}`);
          await reader.page.getByText(live, { exact: true }).waitFor();
          await reader.settled();
          await end();
        };
        await openAndEnd('expired');
        await dialogOf(reader).getByText(expired).waitFor();
        assert.notEqual(await reader.page.getByText('Ends').count(), 0);
        await assertSound(reader);
        await reader.close();
        await openAndEnd('revoked');
        await reader.page.getByText(refused).waitFor();
        assert.equal(await reader.page.getByText('Ends').count(), 0);
        await assertSound(reader);
      });

    it('asks for a reload when the server is newer, after which typed text is still there', async () => {
      await team.submit('reloaded', { company: 'Reloaded' });
      reader = await world.reader();
      await reader.page.clock.install();
      const token = await world.token(SALES_SCOPES, 'sara');
      await reader.signIn(token, '/lead/reloaded');
      await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await typeReason('a long sentence');
      await reader.page.route('**/web/settings.json', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), version: 'next' } });
      });
      await reader.page.clock.fastForward('05:01');
      await reader.page.getByText(NEWER).waitFor();
      await reader.page.keyboard.press('Escape');
      await assertSound(reader);
      await press(reader, 'Reload');
      await reader.page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await signInAgain(token);
      await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
      assert.equal(await reader.page.getByText(NEWER).count(), 0);
      await press(reader, 'Override grade');
      assert.equal(await dialogOf(reader).getByLabel('Reason').inputValue(), 'a long sentence');
      const kept = await reader.page.evaluate('JSON.stringify({ ...sessionStorage })');
      assert.ok(!String(kept).includes('a long sentence'), String(kept));
      await assertSound(reader);
    });

    it('asks for a reload when the server no longer knows a document of the page', async () => {
      reader = await world.reader();
      await reader.signIn(await world.token(SALES_SCOPES, 'sara'), '/me');
      await reader.page.getByText('sara', { exact: true }).waitFor();
      // the gateway's own refusal of a document of an older page
      await reader.page.route('**/graphql', (route) =>
        route.continue({ postData: JSON.stringify({ documentId: `sha256:${'0'.repeat(64)}` }) }),
      );
      await reader.go('Queue');
      await reader.page.getByText(NEWER).waitFor();
      await assertSound(reader, [/^console: Failed to load resource: the server responded with a status of 4\d\d /]);
    });

    for (const [direction, shiftMs] of [
      ['ahead', DAY_MS],
      ['behind', -DAY_MS],
    ] as const)
      it(`lasts, and tells times right, on a device whose clock is a day ${direction}`, async () => {
        await team.submit(`clock-${direction}`, { company: 'Clockwork' });
        reader = await world.reader();
        await reader.page.clock.install({ time: Date.now() + shiftMs });
        await reader.signIn(await world.token(SALES_SCOPES, 'sara', '1h'), `/lead/clock-${direction}`);
        await reader.page.getByRole('heading', { name: 'Timeline' }).waitFor();
        await reader.settled();
        await press(reader, 'Record interaction');
        await dialogOf(reader).getByLabel('Note').fill('called just now');
        await dialogOf(reader).getByRole('button', { name: 'Record', exact: true }).click();
        await reader.page.getByRole('list', { name: 'Timeline' }).getByText('called just now').waitFor();
        const ages = await reader.page.locator('time').allInnerTexts();
        const isRecent = /^(now|\d+ (second|minute)s? ago)$/;
        assert.ok(
          ages.some((age) => isRecent.test(age)) && !ages.some((age) => /day|in \d/.test(age)),
          ages.join('\n'),
        );
        await press(reader, 'Override grade');
        await dialogOf(reader).getByRole('radio', { name: 'B', exact: true }).check();
        await dialogOf(reader).getByLabel('Reason').fill('a wrong clock');
        await press(reader, '90 days');
        await dialogOf(reader).getByRole('button', { name: 'Override', exact: true }).click();
        await reader.page.getByText('Overridden by sara').waitFor();
        const { expiresAt } = (await team.lead(`clock-${direction}`)).scoreOverride;
        const days = (Date.parse(expiresAt) - Date.now()) / DAY_MS;
        assert.ok(days > 89.9 && days < 90, expiresAt);
        await reader.page.getByRole('navigation').first().waitFor();
        assert.equal(await reader.page.getByText('Your token has expired').count(), 0);
        await assertSound(reader);
      });
  });
