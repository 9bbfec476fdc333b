import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { GraphClient } from '../../gateway/demo/client/graph-client.ts';
import { LeadTraffic } from '../../gateway/demo/lead-traffic.ts';
import { alertUrl } from '../../subgraphs/monitoring/alerts/rules/alert-url.ts';
import { dropFiles, makeChange, openAdmin } from '../support/web/admin-team.ts';
import { assertSound } from '../support/web/assert-sound.ts';
import type { Reader } from '../support/web/reader.ts';
import { dialogOf, press } from '../support/web/sales-team.ts';
import { sendUntilShown } from '../support/web/send-until-shown.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const ALERTS = 'query { alerts(first: 50) { edges { node { id rule } } } }';
const LEADS = 'query ($id: ID!) { lead(id: $id) { company } }';
const CSV = `id,company,e-mail,country
web-1,Falcon Trading,falcon@example.com,AE
web-2,Harbour Lights,not an address,AE
web-3,Pearl Foods,pearl@example.com,Atlantis
web-4,Oryx Partners,oryx@example.com,GB
`;

interface Alerts {
  readonly alerts: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly rule: string } }[];
  };
}

for (const database of ['pglite', 'postgres'] as const)
  describe(`the operations of an admin on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    let traffic: LeadTraffic;
    const readers: Reader[] = [];
    before(async () => {
      const environment = { ALERT_LOOK_MS: '200', CRM_DEMO: 'true', CRM_POLL_MS: '100' };
      world = await WebWorld.open({ database, hasLake: true, environment });
      traffic = new LeadTraffic(new GraphClient(world.url, world.adminToken));
    });
    afterEach(async () => {
      for (const reader of readers.splice(0)) await reader.close();
    });
    after(() => world.close());

    const open = async (who: string, address: string): Promise<Reader> => {
      const reader = await openAdmin(world, who, address);
      readers.push(reader);
      return reader;
    };
    /** Id of the alert of a rule. */
    const alertOf = async (rule: string): Promise<string> => {
      const { alerts } = await world.ask<Alerts>(ALERTS);
      return alerts.edges.find(({ node }) => node.rule === rule)?.node.id as string;
    };

    it('creates a rule and edits it, with what the gateway refuses at its field', async () => {
      const ann = await open('ann', '/monitoring/alerts?view=rules');
      await press(ann, 'New rule');
      const dialog = dialogOf(ann);
      await dialog.getByLabel('Name').fill('busy');
      await dialog.getByLabel('Metric').selectOption({ label: 'Throughput' });
      const level = dialog.getByRole('group', { name: 'Level Warning' });
      if (!(await level.getByRole('checkbox', { name: 'Level Warning' }).isChecked()))
        await level.getByRole('checkbox', { name: 'Level Warning' }).check();
      await level.getByLabel('Opens at').fill('0.001');
      await level.getByLabel('Left at').fill('0.002');
      await dialog.getByLabel('Bad values needed').fill('1');
      await dialog.getByLabel('Of the last values').fill('1');
      await dialog.getByLabel('Reason').fill('a trial');
      await dialog.getByRole('button', { name: 'Save the rule' }).click();
      await level.locator('[aria-invalid=true]').first().waitFor();
      await assertSound(ann);
      await level.getByLabel('Left at').fill('0.0005');
      await dialog.getByRole('button', { name: 'Save the rule' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await ann.page.getByRole('row').filter({ hasText: 'busy' }).waitFor();
      await assertSound(ann);
    });

    it('sees an alert open by itself, acknowledges, mutes and resolves it', async () => {
      const ann = await open('ann', '/monitoring/alerts');
      const alert = ann.page.getByRole('row').filter({ hasText: 'Throughput' }).first();
      await sendUntilShown(traffic, alert, 50);
      await assertSound(ann);
      const act = async (name: string): Promise<void> => {
        await alert.getByRole('button', { name: new RegExp(`^${name}: `) }).click();
        await dialogOf(ann).getByLabel('Reason').fill('on it');
        await assertSound(ann);
        await dialogOf(ann).getByRole('button', { name, exact: true }).click();
        await dialogOf(ann).waitFor({ state: 'hidden' });
      };
      await act('Acknowledge');
      await alert.getByText('by ann').waitFor();
      await act('Mute');
      await alert.getByText(/^Muted until /).waitFor();
      await act('Resolve');
      await ann.page.getByText('Alert resolved.').waitFor();
      await assertSound(ann);
    });

    it('opens an alert by the address of its notice, with what to do and its history', async () => {
      const id = await alertOf('busy');
      const address = alertUrl('', id) as string;
      const ann = await open('ann', address);
      await ann.page.getByRole('heading', { name: 'What to do' }).waitFor();
      await ann.page.getByRole('heading', { name: 'History' }).waitFor();
      await ann.page.getByText('on it').first().waitFor();
      await assertSound(ann);
    });

    it('plans a maintenance window, and ends it', async () => {
      const ann = await open('ann', '/monitoring/alerts?view=maintenance');
      await makeChange(ann, 'New window', { reason: 'new disks' });
      await ann.page.getByRole('cell', { name: 'new disks' }).waitFor();
      await ann.page.getByText('Active', { exact: true }).waitFor();
      await assertSound(ann);
      await press(ann, 'End');
      await dialogOf(ann).getByLabel('Reason').fill('done');
      await assertSound(ann);
      await dialogOf(ann).getByRole('button', { name: 'End', exact: true }).click();
      await ann.page.getByText('Ended', { exact: true }).waitFor();
      await assertSound(ann);
    });

    it('drops a file of leads, sees which rows are rejected and why, and imports the others', async () => {
      const ann = await open('ann', '/data/import');
      await dropFiles(ann, 'Drop a CSV file here', [{ name: 'leads.csv', bytes: Buffer.from(CSV) }]);
      const rejects = ann.page.getByRole('table', { name: 'Rows that are not sent' });
      await rejects.getByText('expected an e-mail address').waitFor();
      await rejects.getByText('expected a country, by name or by code such as AE').waitFor();
      await assertSound(ann);
      const [file] = await Promise.all([
        ann.page.waitForEvent('download'),
        ann.page.getByText('Download the rejected rows').click(),
      ]);
      const rejected = await readFile(await file.path(), 'utf8');
      assert.ok(rejected.includes('web-2') && rejected.includes('web-3') && !rejected.includes('web-1'), rejected);
      await press(ann, 'Import 2 rows');
      await assertSound(ann);
      await dialogOf(ann).getByRole('button', { name: 'Import', exact: true }).click();
      await ann.page.getByText('2 new leads.').waitFor();
      await assertSound(ann);
      const { lead } = await world.ask<{ lead: { company: string } | null }>(LEADS, { id: 'web-4' });
      assert.equal(lead?.company, 'Oryx Partners');
      assert.deepEqual(await world.ask<unknown>(LEADS, { id: 'web-2' }), { lead: null });
    });

    it('reads of the lake, its tables and expectations, and has it refreshed', async () => {
      const ann = await open('ann', '/data');
      for (const layer of ['Bronze', 'Silver', 'Gold'])
        await ann.page.getByText(layer, { exact: true }).first().waitFor();
      await ann.page.getByRole('table', { name: 'Tables of the lake' }).waitFor();
      await press(ann, 'Refresh now');
      await ann.page.getByText('The lake is up to date.').waitFor();
      await ann.page.getByRole('table', { name: 'Expectations about the tables' }).waitFor();
      await assertSound(ann);
    });

    it('starts a batch job, and sees it come to its end', async () => {
      const ann = await open('ann', '/data/batch');
      await press(ann, 'Start a job');
      await assertSound(ann);
      await dialogOf(ann).getByRole('button', { name: 'Start', exact: true }).click();
      await ann.page.getByText('The batch job is queued.').waitFor();
      const done = ann.page.getByRole('table', { name: 'Batch jobs that have ended' });
      await done.getByText('Done', { exact: true }).first().waitFor({ timeout: 60_000 });
      await assertSound(ann);
    });

    it('sees how the link to the CRM is, and has a delivery made again', async () => {
      const ann = await open('ann', '/data/crm');
      await ann.page.getByRole('table', { name: 'Tables that are read from the CRM' }).waitFor();
      await ann.page.getByText('Following').first().waitFor();
      await ann.page.getByText('Delivering').first().waitFor();
      const deliveries = ann.page.getByRole('table', { name: 'Deliveries of scores to the CRM' });
      await deliveries.getByText('Delivered').first().waitFor();
      await assertSound(ann);
      await deliveries
        .getByRole('button', { name: /^Retry: / })
        .first()
        .click();
      await ann.page.getByText('The delivery is sent again.').waitFor();
      await assertSound(ann);
    });
  });
