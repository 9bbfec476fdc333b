import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, afterEach, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../platform/database/database.ts';
import { SCOPES } from '../../platform/identity/identity.ts';
import { assertSound } from '../support/web/assert-sound.ts';
import type { Reader, ReaderOptions } from '../support/web/reader.ts';
import { dialogOf, press } from '../support/web/sales-team.ts';
import { skipWeb, WebWorld } from '../support/web/web-world.ts';

const START = `mutation { startRollout(model: "lead-conversion", version: 2, strategy: SHADOW, reason: "a trial")
  { rollout { id } } }`;
const ABORT = 'mutation ($id: ID!) { abortRollout(id: $id, reason: "a trial") { rollout { id } } }';
const VERSIONS = 250;
const ROLLOUTS = 45;
const REQUESTS = 45;
// older than 200 newer ones, and the only one that is not archived
const OLD_CANDIDATE = 5;

describe('lists of more rows than a page', { skip: skipWeb('postgres') }, () => {
  let world: WebWorld;
  const readers: Reader[] = [];
  before(async () => {
    world = await WebWorld.open({ database: 'postgres' });
    await addRows(world);
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });
  after(() => world.close());

  const open = async (address: string, options: ReaderOptions = {}): Promise<Reader> => {
    const reader = await world.reader(options);
    readers.push(reader);
    await reader.signIn(await world.token(SCOPES.join(), 'ann'), address);
    await reader.settled();
    return reader;
  };

  it('show the first versions of a model, and every one on demand, with the focus where it was', async () => {
    const reader = await open('/models');
    await assertShown(reader, 'button', /^Show version \d+$/, 100, 'The first 100 are shown.');
    await assertSound(reader);
    const more = reader.page.getByRole('button', { name: 'Show more: Versions' });
    await more.press('Enter');
    await assertShown(reader, 'button', /^Show version \d+$/, 200, 'The first 200 are shown.');
    await focused(reader, 'Show more');
    await more.press('Enter');
    await assertShown(reader, 'button', /^Show version \d+$/, VERSIONS, `All ${VERSIONS} are shown.`);
    await focused(reader, `All ${VERSIONS} are shown.`);
    assert.equal(await more.count(), 0);
    await assertSound(reader);
  });

  it('show a version by its address that is not among the first, and compare the champion', async () => {
    const reader = await open(`/models?version=${OLD_CANDIDATE}`);
    await reader.page.getByRole('heading', { name: `Version ${OLD_CANDIDATE}`, exact: true }).waitFor();
    const comparison = reader.page.getByRole('table').filter({ hasText: `Version ${VERSIONS}` });
    await comparison.getByRole('columnheader', { name: 'Version 1', exact: true }).first().waitFor();
  });

  it('offer every version where one is chosen', async () => {
    const reader = await open('/models/backtests');
    await press(reader, 'Start a back-test');
    const choice = dialogOf(reader).getByLabel('Version').locator(`option[value="${OLD_CANDIDATE}"]`);
    await choice.waitFor({ state: 'attached' });
    assert.equal(await choice.textContent(), `Version ${OLD_CANDIDATE}`);
    const monitoring = await open(`/monitoring/drift?version=${OLD_CANDIDATE}`);
    const version = monitoring.page.getByLabel('Version', { exact: true });
    assert.equal(await version.inputValue(), String(OLD_CANDIDATE));
    assert.equal(await version.locator('option').count(), VERSIONS);
    await assertSound(monitoring);
  });

  for (const options of [
    { language: 'en', width: 1280 },
    { language: 'ar', width: 390 },
  ] as const)
    it(`show rollouts page by page: ${options.language}, ${options.width} pixels`, async () => {
      const reader = await open('/models/rollout', options);
      const words = {
        en: { more: 'Show more: Rollouts of this model', part: 'The first 40 are shown.', all: 'All 45 are shown.' },
        ar: { more: 'عرض المزيد: عمليات طرح هذا النموذج', part: 'المعروض: أول 40.', all: 'المعروض: الكل (45).' },
      }[options.language];
      const more = reader.page.getByRole('button', { name: words.more });
      await assertSound(reader);
      await more.press('Enter');
      await assertShown(reader, 'button', /^\d+ · /, 40, words.part);
      await assertSound(reader);
      await more.press('Enter');
      await assertShown(reader, 'button', /^\d+ · /, ROLLOUTS, words.all);
      await focused(reader, words.all);
      await assertSound(reader);
    });

  for (const { address, list, first, all } of [
    { address: '/monitoring/alerts?view=maintenance', list: 'Maintenance windows', first: 50, all: 60 },
    { address: '/models/grades', list: 'Earlier limits', first: 20, all: 26 },
  ])
    it(`show ${list} page by page`, async () => {
      const reader = await open(address, { width: 390 });
      await reader.page.getByText(`The first ${first} are shown.`).waitFor();
      await assertSound(reader);
      await reader.page.getByRole('button', { name: `Show more: ${list}` }).press('Enter');
      await reader.page.getByText(`All ${all} are shown.`).waitFor();
      assert.equal(await reader.page.getByRole('table', { name: list }).locator('tbody tr').count(), all);
      await assertSound(reader);
    });

  it('reach an open promotion request that is older than many decided ones', async () => {
    const reader = await open('/models');
    const more = reader.page.getByRole('button', { name: 'Show more: Promotion requests' });
    assert.equal(await reader.page.getByRole('button', { name: 'Approve', exact: true }).count(), 0);
    await more.press('Enter');
    await reader.page.getByText('The first 40 are shown.').waitFor();
    await more.press('Enter');
    await reader.page.getByText(`All ${REQUESTS} are shown.`).waitFor();
    await reader.page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await assertSound(reader);
  });
});

async function assertShown(reader: Reader, role: 'button', name: RegExp, count: number, text: string): Promise<void> {
  await reader.page.getByRole('status').filter({ hasText: text }).waitFor();
  assert.equal(await reader.page.getByRole(role, { name }).count(), count, text);
}

/** Waits until the element with a text has the focus. */
async function focused({ page }: Reader, text: string): Promise<void> {
  await page.waitForFunction(`() => document.activeElement.textContent === ${JSON.stringify(text)}`);
}

/** Adds what years of work leave behind. */
async function addRows(world: WebWorld): Promise<void> {
  const { startRollout } = await world.ask<{ startRollout: { rollout: { id: string } } }>(START);
  await world.ask(ABORT, { id: startRollout.rollout.id });
  const database = await openDatabase({ dataDir: tmpdir(), databaseUrl: world.databaseUrl as string });
  const db = database.tables<never>();
  await sql`INSERT INTO models.model_version SELECT (jsonb_populate_record(v, jsonb_build_object('version', n,
      'stage', CASE WHEN n = ${OLD_CANDIDATE}::int THEN 'NONE' ELSE 'ARCHIVED' END, 'promoted_at', null))).*
    FROM models.model_version v, generate_series(3, ${VERSIONS}::int) n WHERE v.version = 2`.execute(db);
  await sql`WITH made AS (INSERT INTO models.rollout (model, champion, strategy, settings, salt, state, created_at,
        requested_by, reason, ended_at, end_reason)
      SELECT model, champion, strategy, settings, salt, state, n, requested_by, reason, n, end_reason
      FROM models.rollout, generate_series(2, ${ROLLOUTS}::int) n RETURNING id, model)
    INSERT INTO models.rollout_version SELECT id, model, 2, 'SHADOW', 1 FROM made`.execute(db);
  await sql`INSERT INTO models.promotion_request (model, version, status, requested_at, requested_by, request_reason,
      decided_at, decided_by, decision_reason, gates)
    SELECT 'lead-conversion', 2, CASE WHEN n = 1 THEN 'OPEN' ELSE 'REJECTED' END, n, 'bob', 'a trial',
      CASE WHEN n > 1 THEN n END, CASE WHEN n > 1 THEN 'carol' END, CASE WHEN n > 1 THEN 'not yet' END, '[]'
    FROM generate_series(1, ${REQUESTS}::int) n`.execute(db);
  await sql`INSERT INTO monitoring.maintenance_window (from_time, until_time, scope, changed_at, changed_by, reason)
    SELECT n, n + 1, '{}', n, 'bob', 'a trial' FROM generate_series(1, 60) n`.execute(db);
  await sql`INSERT INTO models.grade_policy SELECT 'lead-conversion', n, 0.6, 0.3, 0.1, n, 'bob', 'a trial'
    FROM generate_series(2, 26) n`.execute(db);
  await database.close();
}
