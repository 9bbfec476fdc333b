// `npm run build`: plain JavaScript of the program in dist/, and the files of the explorer's page, when a source is newer
// than the last build; `--tests` adds the tests. It starts in a fraction of the time that loading TypeScript takes.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const PROGRAM = 'tsconfig.build.json';
const TESTS = 'tsconfig.test.json';
const projects = process.argv.includes('--tests') ? [PROGRAM, TESTS] : [PROGRAM];
const project = projects.at(-1);
const stampOf = (name) => join(root, 'dist', `.${name}`);

requireNode();
// an image holds the program as it was built, and no sources
if (existsSync(join(root, PROGRAM)) && isStale()) build();

/** npm's own warning about the version of Node is one of many, and off. */
function requireNode() {
  const [, ...least] = /(\d+)\.(\d+)/.exec(readJson('package.json').engines.node).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return;
  console.error(`Node ${least.join('.')} or later is needed; found ${process.versions.node}`);
  process.exit(1);
}

function isStale() {
  const sources = readJson(project).include.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  );
  // a folder's time tells of files that were removed; one without sources may get files of other programs
  const inputs = [...sources, ...new Set(sources.map(dirname))];
  const files = ['build.mjs', 'package.json', 'tsconfig.json', ...projects];
  const newest = Math.max(...[...inputs, ...files].map((file) => statSync(join(root, file)).mtimeMs));
  return (statSync(stampOf(project), { throwIfNoEntry: false })?.mtimeMs ?? 0) < newest;
}

function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' });
  mkdirSync(join(root, 'dist', 'explorer'));
  for (const [name, source] of Object.entries(readJson('gateway/explorer/files.json')))
    copyFileSync(join(root, source), join(root, 'dist', 'explorer', name));
  for (const built of projects) writeFileSync(stampOf(built), '');
}

function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
