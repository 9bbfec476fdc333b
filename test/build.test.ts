import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { projectFile } from '../platform/process/program.ts';

const SOURCES: Readonly<Record<string, string>> = {
  'package.json': '{"engines":{"node":">=20.19"},"type":"module"}',
  'tsconfig.json': '{}',
  'tsconfig.build.json':
    '{"compilerOptions":{"outDir":"dist","rootDir":".","module":"NodeNext"},"include":["gateway"]}',
  'gateway/start.ts': 'export const started: number = 1;\n',
  'gateway/explorer/files.json': '{"page.css":"gateway/explorer/page.css"}',
  'gateway/explorer/page.css': 'body{}\n',
  'web/vite.config.ts':
    "export default { root: import.meta.dirname, base: '/web/', build: { outDir: '../dist/page', emptyOutDir: true } };\n",
  'web/index.html': '<!doctype html><script type="module" src="/main.js"></script>\n',
  'web/package.json': '{}',
  'web/main.js': 'console.log("first");\n',
};

describe('npm run build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lead-scoring-build-'));
  const at = (path: string): string => join(folder, path);
  const timeOf = (path: string): number => statSync(at(path)).mtimeMs;
  const build = (): string => execFileSync(process.execPath, [at('build.mjs')], { cwd: folder, encoding: 'utf8' });
  const scripts = (): string[] => readdirSync(at('dist/page/assets')).filter((file) => file.endsWith('.js'));

  /** Changes a file, at a time that is after any build. */
  async function change(path: string, text: string): Promise<void> {
    await writeFile(at(path), text);
    const later = new Date(Date.now() + 1_000);
    utimesSync(at(path), later, later);
  }

  before(async () => {
    for (const [path, text] of Object.entries(SOURCES)) {
      mkdirSync(dirname(at(path)), { recursive: true });
      await writeFile(at(path), text);
    }
    copyFileSync(projectFile('build.mjs'), at('build.mjs'));
    symlinkSync(fileURLToPath(projectFile('node_modules')), at('node_modules'));
    // sources are older than the first build
    const before = new Date(Date.now() - 60_000);
    for (const path of [...Object.keys(SOURCES), 'build.mjs', 'gateway', 'gateway/explorer', 'web'])
      utimesSync(at(path), before, before);
  });
  after(() => rm(folder, { recursive: true }));

  it('makes the program and the page, and says nothing on standard output', () => {
    assert.equal(build(), '');
    for (const path of ['dist/gateway/start.js', 'dist/explorer/page.css', 'dist/page/index.html']) timeOf(path);
    assert.equal(scripts().length, 1);
  });

  it('compresses the texts of the page beside them', () => {
    for (const path of ['dist/page/index.html', ...scripts().map((name) => `dist/page/assets/${name}`)]) {
      const body = readFileSync(at(path));
      assert.deepEqual(brotliDecompressSync(readFileSync(at(`${path}.br`))), body);
      assert.deepEqual(gunzipSync(readFileSync(at(`${path}.gz`))), body);
    }
  });

  it('does nothing when nothing changed', () => {
    const times = () => ['dist/gateway/start.js', 'dist/page/index.html'].map(timeOf);
    const earlier = times();
    build();
    assert.deepEqual(times(), earlier);
  });

  it('keeps the page when only the program changed, and nothing else of before', async () => {
    const page = timeOf('dist/page/index.html');
    await writeFile(at('dist/gateway/gone.js'), '');
    await change('gateway/start.ts', 'export const started: number = 2;\n');
    build();
    assert.match(readFileSync(at('dist/gateway/start.js'), 'utf8'), /started = 2/);
    assert.ok(!readdirSync(at('dist/gateway')).includes('gone.js'));
    assert.equal(timeOf('dist/page/index.html'), page);
  });

  it('keeps the program when only the page changed', async () => {
    // in order to be older than the build that follows
    const earlier = new Date(Date.now() - 60_000);
    utimesSync(at('gateway/start.ts'), earlier, earlier);
    const [program, old] = [timeOf('dist/gateway/start.js'), scripts()];
    await change('web/main.js', 'console.log("second");\n');
    build();
    assert.equal(timeOf('dist/gateway/start.js'), program);
    assert.notDeepEqual(scripts(), old);
    assert.equal(scripts().length, 1);
  });

  it('makes the page again when it is gone', async () => {
    await rm(at('dist/page'), { recursive: true });
    build();
    assert.equal(scripts().length, 1);
  });

  it('keeps both where there are no sources, as in an image', async () => {
    for (const path of ['tsconfig.build.json', 'gateway', 'web']) await rm(at(path), { recursive: true });
    build();
    for (const path of ['dist/gateway/start.js', 'dist/page/index.html']) timeOf(path);
  });
});
