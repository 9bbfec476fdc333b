import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { productFiles, root } from '../support/house/product-files.ts';

/** Idioms that comments, messages and pages do without, see CONTRIBUTING "Words". */
const RIDDLES = [
  /\/\*\* (?:What|Who|Whom|Whether it|How it)\b/,
  /\bwhoever\b/i,
  /\b(?:is|are|be|was|were) told\b/,
  /\bno news\b/,
  /\ba fault of ours\b/,
];

test('Comments and messages are without riddles', () => {
  const found = [...productFiles(), 'schema/api.graphql'].flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        RIDDLES.some((riddle) => riddle.test(line)) ? [`${file}:${index + 1} ${line.trim()}`] : [],
      ),
  );
  assert.deepEqual(found, []);
});

test('The README has at most 1,000 words', () => {
  const words = readFileSync(join(root, 'README.md'), 'utf8').split(/\s+/).length;
  assert.ok(words <= 1_000, `${words} words`);
});
