import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { projectFile } from '../../platform/process/program.ts';
import { openBrowser, whyNoBrowser } from '../support/web/browser.ts';
import { compareImages } from '../support/web/compare-images.ts';
import { serveFiles } from '../support/web/page-files.ts';
import { Reader } from '../support/web/reader.ts';
import { readRecording, replay } from '../support/web/recording.ts';
import { looksOf, VIEWS } from '../support/web/views.ts';

const FOLDER = projectFile('test/web/screens').pathname;
const ORIGIN = 'http://127.0.0.1:9';
/** `UPDATE_SCREENS=true` writes the pictures anew; `npm run screens` the answers too. */
const IS_UPDATE = process.env.UPDATE_SCREENS === 'true';
// fonts are drawn a little differently by another version of the browser
const MOST_DIFFERENT = 0.01;

describe('the looks of the web application', { skip: whyNoBrowser() ?? false }, () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  for (const view of VIEWS)
    for (const look of looksOf(view))
      it(`are those of ${view.name}, ${look.name}, without a violation, a fault or a wider page`, async (test) => {
        const version = join(FOLDER, 'browser.txt');
        const major = browser.version().split('.')[0];
        if (!IS_UPDATE && (await readFile(version, 'utf8')).trim() !== major)
          return test.skip(`pictures are of another version of Chromium than ${major}`);
        const reader = await Reader.open(browser, ORIGIN, look);
        try {
          const missed = new AbortController();
          await serveFiles(reader.page, ORIGIN);
          await replay(reader.page, await readRecording(join(FOLDER, `${view.name}.json`)), (request) =>
            missed.abort(new Error(`found a request that was not recorded, ${request}: npm run screens`)),
          );
          await reader.signIn('recorded', view.address);
          await reader.settled(missed.signal);
          await view.prepare?.(reader);
          await reader.settled(missed.signal);
          assert.deepEqual(await reader.violations(), []);
          assert.equal(await reader.overflow(), 0, 'pixels by which the page is wider than the window');
          assert.deepEqual(reader.takeFaults(), []);
          await compare(`${view.name}-${look.name}.png`, await reader.page.screenshot());
        } finally {
          await reader.close();
        }
      });
});

async function compare(name: string, found: Buffer): Promise<void> {
  const file = join(FOLDER, name);
  if (IS_UPDATE) return writeFile(file, found);
  assert.ok(existsSync(file), `${name}: no such picture: npm run screens`);
  const { share, picture } = compareImages(await readFile(file), found);
  if (share <= MOST_DIFFERENT) return;
  const folder = join(tmpdir(), 'lead-scoring-screens');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), found);
  if (picture) await writeFile(join(folder, `differences-${name}`), picture);
  assert.fail(`${name}: found ${(share * 100).toFixed(2)} % other pixels, expected at most 1 %; see ${folder}`);
}
