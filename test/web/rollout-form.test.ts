import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { GraphClient } from '../../gateway/demo/client/graph-client.ts';
import { LeadTraffic } from '../../gateway/demo/lead-traffic.ts';
import { SCOPES } from '../../platform/identity/identity.ts';
import { projectFile } from '../../platform/process/program.ts';
import type { ModelManifest } from '../../scoring/model-manifest.ts';
import { failingModel } from '../../subgraphs/models/demo/failing-model.ts';
import { openAdmin } from '../support/web/admin-team.ts';
import { assertSound } from '../support/web/assert-sound.ts';
import type { Reader, ReaderOptions } from '../support/web/reader.ts';
import { dialogOf, press } from '../support/web/sales-team.ts';
import { sendUntilShown } from '../support/web/send-until-shown.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const REGISTER = 'mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { version } }';
const ARCHIVE = `mutation ($version: Int!) {
  archiveModelVersion(model: "lead-conversion", version: $version, reason: "old") { version } }`;
// a success in between would let a guardrail end the rollout before the wire does
const FAILING_SHARE = 1;
const REQUESTS = 100;

const demoFile = (extension: string) => readFile(projectFile(`subgraphs/models/demo/lead-conversion-2.${extension}`));

describe('the form that starts a rollout, on demo models', { skip: skipWeb('pglite') }, () => {
  let world: WebWorld;
  const readers: Reader[] = [];
  before(async () => {
    world = await WebWorld.open({ environment: { ROLLOUT_LOOK_MS: '200' } });
    const bytes = await demoFile('onnx');
    const manifest: ModelManifest = JSON.parse((await demoFile('json')).toString());
    const { signature, calibration } = manifest;
    const failing = failingModel({ bytes, signature }, FAILING_SHARE);
    // version 3 fails, 4 and 5 are as good as 2
    for (const { artifact, ...form } of [
      { artifact: failing.bytes, manifest: { description: 'fails', signature: failing.signature, calibration } },
      { artifact: bytes, manifest },
      { artifact: bytes, manifest },
    ])
      await world.ask(REGISTER, {
        input: { ...form, artifactBase64: Buffer.from(artifact).toString('base64') },
      });
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });
  after(() => world.close());

  const open = async (): Promise<Reader> => {
    const reader = await openAdmin(world, 'ann', '/models/rollout');
    readers.push(reader);
    return reader;
  };
  const openAs = async (options: ReaderOptions): Promise<Reader> => {
    const reader = await world.reader(options);
    readers.push(reader);
    await reader.signIn(await world.token(SCOPES.join(), 'ann'), '/models/rollout');
    await reader.settled();
    return reader;
  };
  const groupOf = (dialog: Locator, name: string) => dialog.getByRole('group', { name, exact: true });
  const chooseTest = async (dialog: Locator): Promise<void> => {
    await dialog.getByLabel('Version to test against the champion').selectOption('2');
    await dialog.getByLabel('Strategy').selectOption('AB_TEST');
  };
  /** Text that describes a field: its hint, or its fault. */
  const noteOf = async (field: Locator): Promise<string | null> => {
    const id = await field.getAttribute('aria-describedby');
    return field.page().locator(`[id="${id}"]`).textContent();
  };

  it('A canary needs no more than a reason: all other settings are closed, with their defaults', async () => {
    const ann = await open();
    await press(ann, 'Start a rollout');
    const dialog = dialogOf(ann);
    assert.deepEqual(await dialog.locator('summary').allTextContents(), [
      'Steps: 10 % → 50 % → 100 % (the defaults)',
      'Guardrails: Error rate, p95 latency, Score shift (PSI), Conversion (the defaults)',
      'Further settings (the defaults)',
    ]);
    assert.equal(await dialog.locator('details[open]').count(), 0);
    await dialog.getByText('Further settings').click();
    assert.equal(await noteOf(dialog.getByLabel('Failed requests in a row')), '5 by default');
    assert.equal(await noteOf(dialog.getByLabel('p95 latency surely above, ms')), '500 by default');
    await assertSound(ann);
  });

  it('A fault keeps the form from being sent, is said at its field, and gets the focus', async () => {
    const ann = await open();
    await press(ann, 'Start a rollout');
    const dialog = dialogOf(ann);
    await chooseTest(dialog);
    await dialog.getByText(/^Arms: /).click();
    await dialog.getByRole('button', { name: 'Add an arm' }).click();
    const share = groupOf(dialog, 'Further arm 1').getByLabel('Share of the leads, %');
    await share.fill('50');
    assert.equal(await noteOf(share), 'Below 100 in all: the champion answers the rest');
    await dialog.getByLabel('Reason').fill('which is better');
    await dialog.getByRole('button', { name: 'Start a rollout' }).press('Enter');
    await share.and(ann.page.locator('[aria-invalid]:focus')).waitFor();
    await assertSound(ann);
    await dialog.getByRole('button', { name: 'Remove further arm 1' }).press('Enter');
    await dialog.locator(':focus').waitFor();
    await dialog.getByText('Arms: Version 1 (champion): 50%, Version 2: 50% (the defaults)').waitFor();
  });

  it('A refusal of the gateway stands at the field that it is about, and goes away with a change', async () => {
    const ann = await open();
    await press(ann, 'Start a rollout');
    const dialog = dialogOf(ann);
    await dialog.getByText('Further settings').click();
    await dialog.getByRole('button', { name: 'Add a shadow' }).click();
    const version = groupOf(dialog, 'Shadow 1').getByLabel('Version');
    await version.selectOption('5');
    await world.ask(ARCHIVE, { version: 5 });
    await dialog.getByLabel('Reason').fill('beside it');
    await dialog.getByRole('button', { name: 'Start a rollout' }).click();
    await dialog.getByRole('alert').getByText('STAGE_TRANSITION_REFUSED').waitFor();
    assert.match((await noteOf(version)) ?? '', /^STAGE_TRANSITION_REFUSED: lead-conversion:5: found stage ARCHIVED/);
    await version.and(ann.page.locator('[aria-invalid]:focus')).waitFor();
    await assertSound(ann);
    await version.selectOption('4');
    await dialog.getByText('STAGE_TRANSITION_REFUSED').first().waitFor({ state: 'hidden' });
  });

  it('An A/B test of two arms beside the champion, with a shadow and a trip wire, is on its page until the wire ends it', async () => {
    const ann = await open();
    await press(ann, 'Start a rollout');
    const dialog = dialogOf(ann);
    await chooseTest(dialog);
    await dialog.getByText(/^Arms: /).click();
    await groupOf(dialog, 'Version 2').getByLabel('Share of the leads, %').fill('30');
    await dialog.getByRole('button', { name: 'Add an arm' }).click();
    const arm = groupOf(dialog, 'Further arm 1');
    await arm.getByLabel('Version').selectOption('3');
    await arm.getByLabel('Share of the leads, %').fill('20');
    await dialog.getByText('50% of the leads get scores of a version under test', { exact: false }).waitFor();
    await dialog.getByText('Further settings').click();
    await dialog.getByLabel('Failed requests in a row').fill('3');
    await dialog.getByLabel('p95 latency surely above, ms').fill('2500');
    await dialog.getByRole('button', { name: 'Add a shadow' }).click();
    const shadow = groupOf(dialog, 'Shadow 1');
    await shadow.getByLabel('Version').selectOption('4');
    await shadow.getByLabel('Share of the requests, %').fill('25');
    await dialog.getByLabel('Recorded requests to replay first').fill('0');
    await dialog.getByLabel('Smallest effect worth detecting, points').fill('2');
    await dialog.getByLabel('Reason').fill('which is better');
    await assertSound(ann);
    await dialog.getByRole('button', { name: 'Start a rollout' }).click();
    await dialog.waitFor({ state: 'hidden' });

    const { page } = ann;
    await page.getByRole('status').getByText('Running', { exact: true }).waitFor();
    await page.getByText('A/B test: Version 2, 3 against version 1').waitFor();
    const versions = page.getByRole('table', { name: 'Versions in this rollout' });
    for (const row of [
      'Version 1 Champion answers 50% of the leads now',
      'Version 2 Challenger answers 30% of the leads now',
      'Version 3 Challenger answers 20% of the leads now',
      'Version 4 Shadow scores 25% of the requests, seen by nobody',
    ])
      await versions.getByRole('row', { name: row, exact: true }).waitFor();
    const arms = page.getByRole('table', { name: 'A/B test: conversion by arm' });
    await arms.getByRole('row', { name: /^Version 3 20%/ }).waitFor();
    await page.getByRole('heading', { name: 'Shadow: version 4 against the returned scores' }).waitFor();
    await page.getByText('Smallest change of the conversion rate worth detecting, points: 2.').waitFor();
    const wire = page.getByRole('listitem').filter({ hasText: '3 failed requests in a row' });
    await wire.getByText('Not tripped').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'p95 latency surely above 2.5 secs' }).waitFor();
    await assertSound(ann);

    const traffic = new LeadTraffic(new GraphClient(world.url, world.adminToken));
    const tripped = wire.getByText('Tripped by version 3');
    await sendUntilShown(traffic, tripped, REQUESTS);
    await page.getByRole('status').getByText('Rolled back', { exact: true }).waitFor();
    await page.getByText('version 3 tripped CONSECUTIVE_FAILURES', { exact: false }).first().waitFor();
    await assertSound(ann);
  });

  it('The whole form is accessible and fits a telephone, in Arabic', async () => {
    const ann = await openAs({ language: 'ar', width: 390 });
    await press(ann, 'بدء عملية طرح');
    const dialog = dialogOf(ann);
    await dialog.getByLabel('الاستراتيجية').selectOption('AB_TEST');
    for (const summary of await dialog.locator('summary').all()) await summary.click();
    await dialog.getByRole('button', { name: 'إضافة مجموعة' }).click();
    await dialog.getByRole('button', { name: 'إضافة إصدار ظل' }).click();
    await assertSound(ann);
  });
});
