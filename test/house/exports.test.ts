import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { productFiles, root } from '../support/house/product-files.ts';

const EXPORT =
  /^export (?:default |declare )?(?:async )?(?:abstract )?(?:function\*?|class|const|let|interface|type|enum) \w/;

/** Whether the line is within the decorators, or the parameters of an overload, above an export. */
const belongsToExport = (line: string): boolean => /^[@)}\]]|^ +[^* ]|^export (?:async )?function/.test(line);

/** Exports of a file without a doc comment, and without the description of a GraphQL class, which is its comment. */
function undocumented(file: string): readonly string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (!EXPORT.test(line)) return [];
    let above = index - 1;
    while (above > 0 && belongsToExport(lines[above] ?? '')) above -= 1;
    const between = lines.slice(above + 1, index).join('\n');
    const isDocumented = (lines[above] ?? '').endsWith('*/') || /\bdescription\b/.test(between);
    return isDocumented ? [] : [`${file}:${index + 1} ${line}`];
  });
}

test('Every export has a doc comment', () => {
  assert.deepEqual(productFiles().flatMap(undocumented), []);
});
