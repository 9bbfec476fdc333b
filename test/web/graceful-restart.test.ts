import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const LEAD = 'restarted';

describe('a page that is open while the gateway is replaced', { skip: skipWeb('pglite') }, () => {
  let world: WebWorld;
  before(async () => {
    world = await WebWorld.open();
    await world.ask(`mutation { submitLead(input: { id: "${LEAD}", company: "Before" }) { leadId } }`);
  });
  after(() => world.close());

  it('is live again afterwards, by itself', async () => {
    const reader = await world.reader();
    await reader.signIn(world.adminToken, `/lead/${LEAD}`);
    await reader.page.getByRole('heading', { name: 'Before' }).waitFor();
    await reader.page.getByText('Live', { exact: true }).waitFor();
    await world.stop();
    await world.restart();
    await reader.page.getByText('Live', { exact: true }).waitFor();
    await world.ask(`mutation { updateLead(id: "${LEAD}", input: { company: "After" }) { leadId } }`);
    await reader.page.getByRole('heading', { name: 'After' }).waitFor();
    const { length } = reader.takeFaults().filter((fault) => !/Failed to load|WebSocket|request failed/.test(fault));
    assert.equal(length, 0);
    await reader.close();
  });
});
