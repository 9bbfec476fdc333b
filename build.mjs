// `npm run build`: plain JavaScript of the program in dist/, when a source is newer than the last build; `--tests` adds
// the tests. It starts in a fraction of the time that loading TypeScript takes.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const PROGRAM = 'tsconfig.build.json';
const TESTS = 'tsconfig.test.json';
const projects = process.argv.includes('--tests') ? [PROGRAM, TESTS] : [PROGRAM];
const project = projects.at(-1);

const folders = JSON.parse(readFileSync(join(root, project), 'utf8')).include;
// a folder's time tells of files that were removed
const inputs = folders.flatMap((folder) => [
  folder,
  ...readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)),
]);
const files = ['build.mjs', 'package.json', 'tsconfig.json', ...projects];
const newest = Math.max(...[...inputs, ...files].map((file) => statSync(join(root, file)).mtimeMs));
const stampOf = (name) => join(root, 'dist', `.${name}`);
if ((statSync(stampOf(project), { throwIfNoEntry: false })?.mtimeMs ?? 0) < newest) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' });
  for (const built of projects) writeFileSync(stampOf(built), '');
}
