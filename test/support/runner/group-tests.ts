import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a file must have a process of its own for: it starts others, changes its own, or says what surrounds every test. */
const NEEDS_A_PROCESS = /child_process|worker_threads|\bprocess\.|\bmock\.|^(before|after)(Each)?\(/m;

/**
 * Puts the test files of a part of the project into one, to run in one process: to start a process, and to let the
 * embedded database's code get fast in it, takes longer than most files run.
 *
 * @param root  the project's folder
 * @param files compiled test files, `dist/test/…` below the root
 * @returns what to run instead, below the root: the largest groups, then the files that stay alone
 */
export function groupTests(root: string, files: readonly string[]): readonly string[] {
  const folder = join('dist', 'groups');
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  const alone = files.filter((file) => NEEDS_A_PROCESS.test(readFileSync(join(root, file), 'utf8')));
  const groups = new Map<string, string[]>();
  for (const file of files.filter((one) => !alone.includes(one))) {
    const part = partOf(file);
    groups.set(part, [...(groups.get(part) ?? []), file]);
  }
  const keeper = join('dist', 'test', 'support', 'runner', 'keep-compiled.js');
  const grouped = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return [
    ...grouped.map(([part, members]) => {
      const group = join(folder, `${part}.test.js`);
      const imports = [keeper, ...members].map(
        (file) => `import ${JSON.stringify(pathToFileURL(join(root, file)).href)};`,
      );
      writeFileSync(join(root, group), `${imports.join('\n')}\n`);
      return group;
    }),
    ...alone,
  ];
}

/** The part of the project that a compiled test belongs to: a subgraph, a room of the gateway, or a top-level folder. */
function partOf(file: string): string {
  const [top = '', room = ''] = file.split(sep).slice(2, -1);
  return top === 'subgraphs' || top === 'gateway' ? `${top}-${room}` : top;
}
