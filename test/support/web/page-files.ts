import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { pagePolicy } from '../../../gateway/web/page-policy.ts';
import { projectFile } from '../../../platform/process/program.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
const BUILT = projectFile('dist/page/').pathname;
const SETTINGS = JSON.stringify({ version: 'recorded', signIn: { kind: 'LOCAL' } });

/** Serves the built page to a window without a server, under the gateway's policy. */
export async function serveFiles(page: Page, origin: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/web/settings.json') return route.fulfill({ contentType: 'application/json', body: SETTINGS });
    const name = pathname.startsWith('/web/') ? pathname.slice('/web/'.length) : 'index.html';
    await route.fulfill({
      contentType: MEDIA_TYPES[extname(name)] ?? 'application/octet-stream',
      headers: { 'content-security-policy': pagePolicy([]) },
      body: readFileSync(join(BUILT, name)),
    });
  });
}
