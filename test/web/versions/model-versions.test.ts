import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeModels, PAGE_VERSIONS, positionOfModels } from '../../../web/src/versions/model-versions.ts';

const version = (number: number) => ({ version: number, stage: 'NONE' as const, promotedAt: null });

/** Models with so many versions each, as the graph answers `models { versions(first: 200, before: …) }`. */
const read = (counts: Readonly<Record<string, number>>, before: number | null) =>
  Object.entries(counts).map(([name, count]) => ({
    name,
    champion: null,
    versions: Array.from({ length: count }, (_, index) => version(count - index))
      .filter((each) => before === null || each.version < before)
      .slice(0, PAGE_VERSIONS),
  }));

function readAll(counts: Readonly<Record<string, number>>) {
  const pages = [read(counts, null)];
  for (;;) {
    const { hasNextPage, endCursor } = positionOfModels(pages.at(-1) ?? []);
    if (!hasNextPage) return { models: mergeModels(pages), pages: pages.length };
    pages.push(read(counts, endCursor as number));
  }
}

test('Every version of every model is read once, however different their numbers are', () => {
  for (const counts of [
    { one: 3, two: 0 },
    { one: 199, two: 200, three: 201 },
    { many: 1_030, some: 410, few: 2 },
  ]) {
    const { models } = readAll(counts);
    for (const [name, count] of Object.entries(counts))
      assert.deepEqual(
        models.find((model) => model.name === name)?.versions.map((each) => each.version),
        Array.from({ length: count }, (_, index) => count - index),
        `${name}: ${count}`,
      );
  }
});

test('Models of few versions are read by one page', () => {
  assert.equal(readAll({ one: 199, two: 7 }).pages, 1);
  assert.deepEqual(positionOfModels([]), { hasNextPage: false, endCursor: null });
});
