import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { productFiles, root } from '../support/house/product-files.ts';

const MOST_FILES = 25;
/** Folders of many small files of one kind, which rooms would not make clearer. */
const ONE_KIND = /^statistics$|(^|\/)migrations$/;

const files = productFiles();

/** Folders that each folder imports from, type imports included. */
function importsOfFolders(): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, Set<string>>();
  for (const file of files) {
    const folder = dirname(file);
    const source = readFileSync(join(root, file), 'utf8');
    for (const [, path = ''] of source.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      const target = dirname(normalize(join(folder, path)));
      if (target !== folder) imports.set(folder, (imports.get(folder) ?? new Set()).add(target));
    }
  }
  return imports;
}

/** A way through the imports from a folder back to itself, if there is one. */
function circleFrom(start: string, imports: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const before = new Map<string, string>();
  const open = [start];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop())
    for (const next of imports.get(folder) ?? []) {
      if (next === start) {
        const path = [start, folder];
        for (let at = folder; at !== start; at = before.get(at) ?? start) path.push(before.get(at) ?? start);
        return path.reverse();
      }
      if (!before.has(next)) open.push(next);
      if (!before.has(next)) before.set(next, folder);
    }
  return undefined;
}

test('Folders do not import each other in a circle', () => {
  const imports = importsOfFolders();
  const circles = [...imports.keys()].flatMap((folder) => circleFrom(folder, imports)?.join(' → ') ?? []);
  assert.deepEqual(circles, []);
});

test(`No folder has more than ${MOST_FILES} files beside its rooms`, () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const halls = [...counts].filter(([folder, count]) => count > MOST_FILES && !ONE_KIND.test(folder));
  assert.deepEqual(halls, []);
});
