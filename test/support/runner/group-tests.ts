import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LONG_FILES } from './long-files.ts';

/** What a file must have a process of its own for: it starts others, changes its own, or says what surrounds every test. */
const NEEDS_A_PROCESS = /child_process|worker_threads|support\/web\/|\bprocess\.|\bmock\.|^(before|after)(Each)?\(/m;

/**
 * Puts the test files of a part of the project into one, to run in one process: to start a process, and to let the
 * embedded database's code get fast in it, takes longer than most files run.
 *
 * @param root  the project's folder
 * @param files compiled test files, `dist/test/…` below the root
 * @returns what to run instead, below the root, in the order of their names: the long ones, the largest groups, the others
 */
export function groupTests(root: string, files: readonly string[]): readonly string[] {
  const folder = join('dist', 'groups');
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const isAlone = NEEDS_A_PROCESS.test(readFileSync(join(root, file), 'utf8'));
    const name = isAlone ? nameAlone(file) : partOf(file);
    const members = groups.get(name) ?? supportFor(isAlone);
    groups.set(name, [...members, file]);
  }
  const grouped = [...groups].sort(([, a], [, b]) => placeOf(a) - placeOf(b) || b.length - a.length);
  return grouped.map(([name, members], place) => {
    // node runs files in the order of their names
    const group = join(folder, `${String(place).padStart(3, '0')}-${name}.test.js`);
    const imports = members.map((file) => `import ${JSON.stringify(pathToFileURL(join(root, file)).href)};`);
    writeFileSync(join(root, group), `${imports.join('\n')}\n`);
    return group;
  });
}

/** Place of the first long file in a process; after all of them when it has none. */
function placeOf(members: readonly string[]): number {
  const place = LONG_FILES.findIndex((file) => members.includes(join('dist', file.replace(/ts$/, 'js'))));
  return place < 0 ? LONG_FILES.length : place;
}

/** What a process imports before its tests. */
function supportFor(isAlone: boolean): string[] {
  const modules = isAlone ? ['end-hung-tests.js'] : ['end-hung-tests.js', 'keep-compiled.js'];
  return modules.map((module) => join('dist', 'test', 'support', 'runner', module));
}

/** The part of the project that a compiled test belongs to: a subgraph, a room of the gateway, or a top-level folder. */
function partOf(file: string): string {
  const [top = 'others', room = ''] = dirname(file).split(sep).slice(2);
  return top === 'subgraphs' || top === 'gateway' ? `${top}-${room}` : top;
}

function nameAlone(file: string): string {
  return join(dirname(file), basename(file, '.test.js')).split(sep).slice(2).join('-').concat('-alone');
}
