import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { GraphClient } from '../../gateway/demo/client/graph-client.ts';
import { LeadTraffic } from '../../gateway/demo/lead-traffic.ts';
import { projectFile } from '../../platform/process/program.ts';
import type { ModelManifest } from '../../scoring/model-manifest.ts';
import { failingModel } from '../../subgraphs/models/demo/failing-model.ts';
import { dropFiles, makeChange, openAdmin } from '../support/web/admin-team.ts';
import { assertSound } from '../support/web/assert-sound.ts';
import type { Reader } from '../support/web/reader.ts';
import { dialogOf, press } from '../support/web/sales-team.ts';
import { sendUntilShown } from '../support/web/send-until-shown.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const MODEL = 'query { model(name: "lead-conversion") { champion { version } gradePolicy { limits { a b c } } } }';
const DROP = 'Drop an ONNX file and its manifest here, or choose them';
const FAILING_SHARE = 0.3;
const REQUESTS = 400;

interface Model {
  readonly champion: { readonly version: number };
  readonly gradePolicy: { readonly limits: { readonly a: number; readonly b: number; readonly c: number } };
}

const demoFile = (extension: string) => readFile(projectFile(`subgraphs/models/demo/lead-conversion-2.${extension}`));

for (const database of ['pglite', 'postgres'] as const)
  describe(`a day of an admin on ${database}`, { skip: skipWeb(database) }, () => {
    let world: WebWorld;
    const readers: Reader[] = [];
    before(async () => {
      world = await WebWorld.open({ database, environment: { ROLLOUT_LOOK_MS: '200' } });
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
    const model = async (): Promise<Model> => (await world.ask<{ model: Model }>(MODEL)).model;
    const manifest = async (): Promise<ModelManifest> => JSON.parse((await demoFile('json')).toString());
    const status = ({ page }: Reader, name: string) => page.getByRole('status').getByText(name, { exact: true });
    /** Starts a canary of a version whose steps wait for no time and no samples. */
    const startCanary = async (reader: Reader, version: number, holdHours: string): Promise<void> => {
      await press(reader, 'Start a rollout');
      const dialog = dialogOf(reader);
      await dialog.getByLabel('Version to test against the champion').selectOption(`${version}`);
      await dialog.getByText(/^Steps: /).click();
      for (const field of await dialog.getByLabel('At least, hours').all()) await field.fill(holdHours);
      for (const field of await dialog.getByLabel('Requests at least').all()) await field.fill('0');
      await dialog.getByText('Further settings').click();
      await dialog.getByLabel('Recorded requests to replay first').fill('0');
      await dialog.getByLabel('Reason').fill('more trees');
      await dialog.getByText('When a guardrail fails, every lead goes back to the champion within a second.').waitFor();
      await assertSound(reader);
      await dialog.getByRole('button', { name: 'Start a rollout' }).click();
      await dialog.waitFor({ state: 'hidden' });
    };

    it('registers a version by dropping its files: every fault of a broken manifest at once, then the right one', async () => {
      const ann = await open('ann', '/models');
      const bytes = await demoFile('onnx');
      const right = await manifest();
      const broken = {
        ...right,
        calibration: { ...right.calibration, slope: 'steep' },
        signature: { ...right.signature, inputs: right.signature.inputs.slice(1) },
        metrics: { auc: 'good' },
      };
      const json = (value: unknown) => Buffer.from(JSON.stringify(value));
      await dropFiles(ann, DROP, [
        { name: 'model.onnx', bytes },
        { name: 'model.json', bytes: json(broken) },
      ]);
      await press(ann, 'Check without registering');
      await ann.page.getByText(/^[2-9] faults: it would be refused$/).waitFor();
      await assertSound(ann);
      assert.equal(await ann.page.getByRole('button', { name: 'Register', exact: true }).count(), 0);
      await dropFiles(ann, DROP, [{ name: 'model.json', bytes: json(right) }]);
      await press(ann, 'Check without registering');
      await ann.page.getByText('It would be accepted.').waitFor();
      await ann.page.getByText('It answers nobody: callers and sales see no difference', { exact: false }).waitFor();
      await ann.page.getByLabel('Stage of the new version').selectOption('STAGING');
      await assertSound(ann);
      await press(ann, 'Register');
      await ann.page.getByText('Version 3 of lead-conversion is registered.').waitFor();
      await ann.page.getByRole('button', { name: 'Show version 3' }).waitFor();
      await assertSound(ann);
    });

    it('compares versions side by side, and sees whether gates would let one pass', async () => {
      const ann = await open('ann', '/models?version=2');
      for (const version of [1, 2]) {
        const box = ann.page.getByRole('checkbox', { name: `Compare version ${version}` });
        if (!(await box.isChecked())) await box.check();
      }
      await ann.page.getByRole('heading', { name: 'Side by side' }).waitFor();
      await ann.page.getByText(/^(All were|They were) measured on/).waitFor();
      await ann.page.getByRole('heading', { name: 'Would version 2 be promoted?' }).waitFor();
      await ann.page
        .getByText(/^(Yes: no gate refuses\.|No: a gate refuses it\.)/)
        .first()
        .waitFor();
      await assertSound(ann);
    });

    it('leads a canary to its end: paused, resumed, advanced, and approved by another person', async () => {
      const ann = await open('ann', '/models/rollout');
      await startCanary(ann, 2, '24');
      await status(ann, 'Running').waitFor();
      await makeChange(ann, 'Pause', { says: ['It is still judged: a failure still ends the rollout.'] });
      await status(ann, 'Paused').waitFor();
      await assertSound(ann);
      await makeChange(ann, 'Resume');
      await status(ann, 'Running').waitFor();
      await makeChange(ann, 'Advance now', { says: ['Hold time and samples of this step are not waited for.'] });
      await ann.page.getByText('50%', { exact: true }).first().waitFor();
      await makeChange(ann, 'Advance now');
      await status(ann, 'Waits for approval').waitFor();
      await ann.page.getByText('Another person than the one who started it approves.').waitFor();
      await assertSound(ann);
      const ben = await open('ben', '/models/rollout');
      await makeChange(ben, 'Approve the step', { reason: 'looks good' });
      for (const reader of [ann, ben]) await reader.page.getByText('100%', { exact: true }).first().waitFor();
      await makeChange(ann, 'Advance now', { says: ['Version 1 is archived.'] });
      for (const reader of [ann, ben]) await status(reader, 'Completed').waitFor();
      assert.equal((await model()).champion.version, 2);
      for (const reader of [ann, ben]) await assertSound(reader);
    });

    it('returns to the champion before by the kill switch, and promotes', async () => {
      const ann = await open('ann', '/models');
      await makeChange(ann, 'Kill switch', { says: ['No gate can refuse this.'], reason: 'wrong prices' });
      await ann.page.getByText('The model is rolled back.').waitFor();
      assert.equal((await model()).champion.version, 1);
      await assertSound(ann);
    });

    it('aborts a canary', async () => {
      const ann = await open('ann', '/models/rollout');
      await startCanary(ann, 3, '24');
      await status(ann, 'Running').waitFor();
      await makeChange(ann, 'Abort', { says: ['The rollout ends and cannot be resumed.'] });
      await status(ann, 'Aborted').waitFor();
      assert.equal((await model()).champion.version, 1);
      await assertSound(ann);
    });

    it('sees a canary of a bad version roll back by itself', async () => {
      const right = await manifest();
      const { bytes, signature } = failingModel(
        { bytes: await demoFile('onnx'), signature: right.signature },
        FAILING_SHARE,
      );
      const input = {
        manifest: { description: 'fails', signature, calibration: right.calibration },
        artifactBase64: Buffer.from(bytes).toString('base64'),
      };
      const { registerModelVersion: bad } = await world.ask<{ registerModelVersion: { version: number } }>(
        'mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { version } }',
        { input },
      );
      const ann = await open('ann', '/models/rollout');
      await startCanary(ann, bad.version, '24');
      await status(ann, 'Running').waitFor();
      const traffic = new LeadTraffic(new GraphClient(world.url, world.adminToken));
      await sendUntilShown(traffic, status(ann, 'Rolled back'), REQUESTS);
      await ann.page.getByText('0%', { exact: true }).first().waitFor();
      assert.equal((await model()).champion.version, 1);
      await assertSound(ann);
    });

    it('sets limits between the grades after seeing their effect', async () => {
      const ann = await open('ann', '/models/grades');
      await ann.page.getByText('Change a limit to see its effect before it is set.').waitFor();
      await ann.page.getByLabel('Grade A from, %', { exact: true }).fill('80');
      await ann.page.getByText(/open leads would change their grades\.$/).waitFor();
      await assertSound(ann);
      await makeChange(ann, 'Set the limits', {
        says: ['Probabilities and the order of the queue do not change. Performance is measured at the new limits.'],
      });
      await ann.page.getByText('The new limits are in force.').waitFor();
      assert.equal((await model()).gradePolicy.limits.a, 0.8);
      await assertSound(ann);
    });

    it('creates a token of a machine, which is shown once, and revokes it', async () => {
      const ann = await open('ann', '/models/access');
      await press(ann, 'Create a token');
      const dialog = dialogOf(ann);
      await dialog.getByRole('button', { name: 'Create a token' }).click();
      await dialog.getByText('Letters a–z, digits, and hyphens between them, 1 to 60 characters').waitFor();
      assert.equal(await dialog.getByLabel('Machine').getAttribute('aria-invalid'), 'true');
      assert.equal(await dialog.getByLabel('Reason').getAttribute('aria-invalid'), 'true');
      await assertSound(ann);
      await dialog.getByLabel('Machine').fill('scraper');
      await dialog.getByRole('checkbox', { name: 'leads:read', exact: true }).check();
      await dialog.getByLabel('Reason').fill('reads leads');
      await assertSound(ann);
      await dialog.getByRole('button', { name: 'Create a token' }).click();
      const token = await dialog.getByLabel('Token', { exact: true }).inputValue();
      const asks = async (): Promise<number> =>
        (
          await fetch(`${world.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: '{"query":"{ viewer { subject } }"}',
          })
        ).status;
      assert.equal(await asks(), 200);
      await assertSound(ann);
      await press(ann, 'I have stored it');
      assert.ok(!(await ann.page.content()).includes(token));
      await makeChange(ann, 'Revoke', { says: ['It cannot be made valid again.'] });
      await ann.page.getByText('The token is revoked.').waitFor();
      // a gateway may take it for five more seconds
      for (let found = await asks(); found !== 401; found = await asks()) assert.equal(found, 200);
      await assertSound(ann);
    });

    it('finds all of it in the audit log, and exports it', async () => {
      const ann = await open('ann', '/models/history');
      await ann.page.getByRole('heading', { name: 'Audit log' }).waitFor();
      await ann.page.getByLabel('Model', { exact: true }).last().selectOption('');
      const log = ann.page.getByRole('table', { name: 'Audit log' });
      for (const action of [
        'Register a version',
        'Start a rollout',
        'Pause a rollout',
        'Approve a step',
        'Roll back',
        'Rollout rolled back by its evidence',
        'Set limits between grades',
        'Create a machine token',
        'Revoke a machine token',
      ])
        await log
          .getByRole('cell', { name: new RegExp(`^${action} ?(lead-conversion|$)`) })
          .first()
          .waitFor();
      await assertSound(ann);
      const [file] = await Promise.all([ann.page.waitForEvent('download'), press(ann, 'Export as CSV')]);
      const exported = await readFile(await file.path(), 'utf8');
      for (const action of ['APPROVE_ROLLOUT', 'ROLL_BACK', 'REVOKE_MACHINE_TOKEN'])
        assert.ok(exported.includes(action), action);
      await assertSound(ann);
    });
  });
