// `npm run build`: plain JavaScript of the program in dist/, the files of the explorer's page, and the web application in
// dist/page/, each when a source is newer than the last build; `--tests` adds the tests. The program starts in a fraction
// of the time that loading TypeScript takes.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = dirname(fileURLToPath(import.meta.url));
const PROGRAM = 'tsconfig.build.json';
const TESTS = 'tsconfig.test.json';
const WEB = 'web/vite.config.ts';
const PAGE = join('dist', 'page');
const projects = process.argv.includes('--tests') ? [PROGRAM, TESTS] : [PROGRAM];
const project = projects.at(-1);
const stampOf = (name) => join(root, 'dist', `.${name}`);
const pageStamp = stampOf('page');

requireNode();
// an image holds the program and the application as they were built, and no sources
if (existsSync(join(root, PROGRAM)) && isProgramStale()) buildProgram();
if (existsSync(join(root, WEB)) && isPageStale()) await buildPage();

/** npm's own warning about the version of Node is one of many, and off. */
function requireNode() {
  const [, ...least] = /(\d+)\.(\d+)/.exec(readJson('package.json').engines.node).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return;
  console.error(`Node ${least.join('.')} or later is needed; found ${process.versions.node}`);
  process.exit(1);
}

function isProgramStale() {
  // the tests compile what they import of the page
  const folders = [
    ...readJson(project).include,
    ...(project === TESTS && existsSync(join(root, WEB)) ? ['web/src'] : []),
  ];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  );
  // a folder's time tells of files that were removed; one without sources may get files of other programs
  const inputs = [...sources, ...new Set(sources.map(dirname))];
  return isOlder(stampOf(project), [...inputs, 'build.mjs', 'package.json', 'tsconfig.json', ...projects]);
}

function isPageStale() {
  const inputs = readdirSync(join(root, 'web'), { recursive: true })
    .filter((file) => !/^node_modules($|[\\/])/.test(file))
    .map((file) => join('web', file));
  return !existsSync(join(root, PAGE, 'index.html')) || isOlder(pageStamp, [...inputs, 'build.mjs']);
}

function isOlder(stamp, files) {
  const newest = Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs));
  return (statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0) < newest;
}

function buildProgram() {
  const kept = [join(root, PAGE), pageStamp];
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (const name of readdirSync(join(root, 'dist'))) {
    const path = join(root, 'dist', name);
    if (!kept.includes(path)) rmSync(path, { recursive: true });
  }
  const compiler = join(folderOf('typescript', 'package.json'), 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' });
  mkdirSync(join(root, 'dist', 'explorer'));
  for (const [name, source] of Object.entries(readJson('gateway/explorer/files.json')))
    copyFileSync(join(root, source), join(root, 'dist', 'explorer', name));
  for (const built of projects) writeFileSync(stampOf(built), '');
}

async function buildPage() {
  rmSync(pageStamp, { force: true });
  const startedAt = new Date();
  const bundler = join(folderOf('vite', 'web/package.json'), 'bin', 'vite.js');
  const args = [bundler, 'build', '--config', WEB, '--logLevel', 'warn'];
  // standard output belongs to the program that is started next, such as a token
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  await compressPage();
  writeFileSync(pageStamp, '');
  // what was changed during the build is built next time
  utimesSync(pageStamp, startedAt, startedAt);
}

/** Compresses the texts of the application once, beside them, for the gateway to send. */
async function compressPage() {
  const most = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  const files = readdirSync(join(root, PAGE), { recursive: true }).map((file) => join(root, PAGE, file));
  const texts = files.filter((file) => ['.html', '.js', '.css', '.svg', '.webmanifest'].includes(extname(file)));
  const compress = async (file) => {
    const body = readFileSync(file);
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(body, most));
    writeFileSync(`${file}.gz`, await promisify(gzip)(body, { level: constants.Z_BEST_COMPRESSION }));
  };
  await Promise.all(texts.map(compress));
}

/** Folder of a package, as the workspace of a package.json finds it. */
function folderOf(name, workspace) {
  return dirname(createRequire(join(root, workspace)).resolve(`${name}/package.json`));
}

function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
