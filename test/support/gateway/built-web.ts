import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Text of a script of the built application, long enough to be worth compressing. */
export const SCRIPT = `console.log(${JSON.stringify('lead'.repeat(500))});\n`;

/** Text of its page. */
export const PAGE = '<!doctype html><title>Lead Scoring</title><script src="/web/assets/index-A1b2C3d4.js"></script>\n';

/** A folder as the build of the web application leaves it. */
export interface BuiltWeb {
  readonly folder: URL;
  remove(): Promise<void>;
}

/** Writes a small application, with a secret beside it that no address may reach. */
export async function createBuiltWeb(): Promise<BuiltWeb> {
  const parent = await mkdtemp(join(tmpdir(), 'lead-scoring-web-'));
  const folder = join(parent, 'web');
  await mkdir(join(folder, 'assets'), { recursive: true });
  const files: Readonly<Record<string, string>> = {
    '../package.json': '{"secret":true}',
    'index.html': PAGE,
    'version.json': '{"version":"0123456789abcdef"}',
    'documents.json': '{}',
    'assets/index-A1b2C3d4.js': SCRIPT,
    'assets/index-A1b2C3d4.css': 'body{}',
    'assets/icon-E5f6G7h8.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'manifest.webmanifest': '{}',
    'assets/unknown-kind.exe': 'MZ',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  for (const name of ['index.html', 'assets/index-A1b2C3d4.js']) {
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(files[name] ?? ''));
    await writeFile(join(folder, `${name}.gz`), gzipSync(files[name] ?? ''));
  }
  return { folder: pathToFileURL(`${folder}/`), remove: () => rm(parent, { recursive: true }) };
}
