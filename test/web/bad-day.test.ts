import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertSound } from '../support/web/assert-sound.ts';
import { SERVER_AWAY } from '../support/web/expected-faults.ts';
import { readRanks, scrollToRank } from '../support/web/queue-scroll.ts';
import { rowOf } from '../support/web/queue-view.ts';
import { dialogOf, press, SalesTeam } from '../support/web/sales-team.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const RANKING = `query ($after: String) { leads(orderBy: SCORE_DESC, first: 100, after: $after) {
  edges { node { id } } pageInfo { endCursor } } }`;
const MEET = `mutation ($id: ID!, $meetings: [InteractionInput!]!) {
  recordInteractions(leadId: $id, interactions: $meetings) { recorded } }`;
const SCORE = 'mutation ($id: ID!) { scoreLead(leadId: $id) { score { points } } }';
const POINTS = 'query ($id: ID!) { lead(id: $id) { crmScore { points } } }';
const HISTORY = 'query ($id: ID!) { lead(id: $id) { scoreHistory(first: 100) { nodes { id } } } }';
const OFFLINE = 'No network: the page shows the last known state.';

for (const database of ['pglite', 'postgres'] as const)
  describe(`a bad day on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    let team: SalesTeam;
    before(async () => {
      world = await WebWorld.open({ database });
      team = new SalesTeam(world);
    });
    afterEach(() => team.leave());
    after(() => world.close());

    const ranking = async (count: number): Promise<readonly string[]> => {
      const ids: string[] = [];
      for (let after: string | null = null; ids.length < count; ) {
        // biome-ignore lint/suspicious/noExplicitAny: the fields of RANKING
        const { leads }: any = await world.ask(RANKING, { after });
        for (const { node } of leads.edges) ids.push(node.id);
        after = leads.pageInfo.endCursor;
      }
      return ids.slice(0, count);
    };
    const points = async (id: string): Promise<number> =>
      (await world.ask<{ lead: { crmScore: { points: number } } }>(POINTS, { id })).lead.crmScore.points;
    const scores = async (id: string): Promise<number> =>
      (await world.ask<{ lead: { scoreHistory: { nodes: unknown[] } } }>(HISTORY, { id })).lead.scoreHistory.nodes
        .length;
    /** A lead gets what moves its score, and another score. @returns its points */
    const change = async (id: string): Promise<number> => {
      const earlier = await points(id);
      const occurredAt = new Date(Date.now() - 60_000).toISOString();
      await world.ask(MEET, { id, meetings: Array.from({ length: 6 }, () => ({ kind: 'MEETING', occurredAt })) });
      const { scoreLead } = await world.ask<{ scoreLead: { score: { points: number } } }>(SCORE, { id });
      const later = scoreLead.score.points;
      assert.notEqual(later, earlier, id);
      return later;
    };
    const showsPoints = async (page: Page, id: string, expected: number): Promise<void> => {
      const row = rowOf(page, id);
      try {
        // the cell has its column's name too, which a phone shows
        await row
          .locator('[data-column=points]')
          .filter({ hasText: new RegExp(`\\D${expected}$`) })
          .waitFor();
      } catch (cause) {
        const found = `${await row.allInnerTexts()}; the graph has ${await points(id)}`;
        throw new Error(`${id}: found ${found}, expected ${expected} points`, { cause });
      }
    };

    it('goes on in the queue after the server was killed: no gap, no lead twice, and scores of meanwhile', async () => {
      const listed = await ranking(500);
      const sara = await team.open('sara', '/');
      assert.deepEqual(await readRanks(sara.page, 0, 249), listed.slice(0, 250));
      await world.kill();
      await sara.page.getByText('Reconnecting').waitFor();
      await scrollToRank(sara.page, 450);
      await sara.page.getByText('This is an earlier state: the latest one could not be loaded.').waitFor();
      await assertSound(sara, SERVER_AWAY);
      await world.restart();
      const scored = listed[245] as string;
      const later = await change(scored);
      await sara.page.getByText('Live', { exact: true }).waitFor();
      assert.deepEqual(await readRanks(sara.page, 250, 499), listed.slice(250));
      await scrollToRank(sara.page, 240);
      await showsPoints(sara.page, scored, later);
      assert.deepEqual(await readRanks(sara.page, 0, 249), listed.slice(0, 250));
      await assertSound(sara, SERVER_AWAY);
      const last = await change(listed[248] as string);
      await scrollToRank(sara.page, 240);
      await showsPoints(sara.page, listed[248] as string, last);
    });

    it('opens by itself what was opened without a server, and a page never opened before when asked again', async () => {
      await team.submit('later', { company: 'Later Than Sooner' });
      const sara = await team.open('sara', '/lead/lead-000001');
      await world.kill();
      await sara.page.evaluate(`history.pushState(null, '', '/lead/later')`);
      await sara.page.getByText('The gateway does not answer. This is tried again by itself.').waitFor();
      await assertSound(sara, SERVER_AWAY);
      await sara.go('Me');
      await sara.page.getByText('This could not be loaded.').waitFor();
      await assertSound(sara, SERVER_AWAY);
      await sara.page.goBack();
      await sara.page.getByText('The gateway does not answer. This is tried again by itself.').waitFor();
      await world.restart();
      await sara.page.getByRole('heading', { name: 'Later Than Sooner' }).waitFor();
      await world.kill();
      await sara.go('Me');
      await sara.page.getByText('This could not be loaded.').waitFor();
      await world.restart();
      await press(sara, 'Try again');
      await sara.page.getByText('Signed in as').waitFor();
      await assertSound(sara, SERVER_AWAY);
    });

    it('says that the network is away, keeps what is there, and is up to date when it is back', async () => {
      const [id] = (await ranking(20)).slice(-1) as [string];
      const sara = await team.open('sara', '/');
      await sara.page.context().setOffline(true);
      await sara.page.getByText(OFFLINE).waitFor();
      await rowOf(sara.page, id).waitFor();
      await assertSound(sara, SERVER_AWAY);
      const later = await change(id);
      await sara.page.context().setOffline(false);
      await sara.page.getByText(OFFLINE).waitFor({ state: 'detached' });
      await showsPoints(sara.page, id, later);
      await assertSound(sara, SERVER_AWAY);
    });

    it('sends a change that was made without network once, when it is back', async () => {
      await team.submit('offline', { company: 'Off Line' });
      const sara = await team.open('sara', '/lead/offline');
      const before = await scores('offline');
      await sara.page.context().setOffline(true);
      await sara.page.getByText(OFFLINE).waitFor();
      await press(sara, 'Score now');
      await press(sara, 'Score now');
      await sara.page.context().setOffline(false);
      await sara.page
        .getByText(/^Scored: /)
        .first()
        .waitFor();
      assert.equal(await scores('offline'), before + 1);
      await assertSound(sara, SERVER_AWAY);
    });

    it('shows on a slow network that it loads, and sends what is clicked twice once', async () => {
      await team.submit('slow', { company: 'Slow' });
      const sara = await team.open('sara', '/me');
      const network = await sara.page.context().newCDPSession(sara.page);
      const slow = { offline: false, latency: 800, downloadThroughput: 50_000, uploadThroughput: 50_000 };
      await network.send('Network.emulateNetworkConditions', slow);
      await sara.page.evaluate(`history.pushState(null, '', '/lead/slow')`);
      await sara.page.locator('[data-loading]').first().waitFor();
      await assertSound(sara);
      await sara.page.getByRole('heading', { name: 'Timeline' }).waitFor();
      await sara.settled();
      const before = await scores('slow');
      await sara.page.getByRole('button', { name: 'Score now' }).dblclick();
      await sara.page
        .getByText(/^Scored: /)
        .first()
        .waitFor();
      assert.equal(await scores('slow'), before + 1);
      await press(sara, 'Record interaction');
      await dialogOf(sara).getByLabel('Note').fill('said it once');
      await dialogOf(sara).getByRole('button', { name: 'Record', exact: true }).dblclick();
      await dialogOf(sara).waitFor({ state: 'detached' });
      await sara.page.getByText('said it once').waitFor();
      assert.equal((await team.lead('slow')).interactions.edges.length, 1);
      await press(sara, 'Override grade');
      await dialogOf(sara).getByRole('radio', { name: 'A', exact: true }).check();
      await dialogOf(sara).getByLabel('Reason').fill('saw them');
      await dialogOf(sara).getByRole('button', { name: 'Override', exact: true }).dblclick();
      await sara.page.getByText('Overridden by sara').waitFor();
      await sara.settled();
      assert.equal(await sara.page.getByText('Grade overridden with A').count(), 1);
      await assertSound(sara);
    });
  });
