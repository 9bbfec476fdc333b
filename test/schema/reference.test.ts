import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { describe, it } from 'node:test';
import { CONFIGURATION } from '../../platform/config/config.ts';
import { ERROR_CODES } from '../../platform/errors.ts';
import { projectFile } from '../../platform/process/program.ts';
import { LINUX_PAGE, REFERENCE_PAGES } from '../../schema/reference/reference-pages.ts';

const FOLDER = projectFile('docs/reference/');

/** The cells of the tables' rows on a page, without back-quotes. */
function tableRows(name: string): string[][] {
  const lines = readFileSync(new URL(name, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return lines.map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\|', '|')),
  );
}

describe('docs/reference', () => {
  for (const [name, write] of Object.entries(REFERENCE_PAGES))
    it(`${name} is what npm run docs writes`, { skip: name === LINUX_PAGE && platform() !== 'linux' }, () => {
      assert.equal(readFileSync(new URL(name, FOLDER), 'utf8'), write());
    });

  it('holds no page that is not generated', () => {
    assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(REFERENCE_PAGES).sort());
  });

  it('errors.md lists every error code once with its status, cause and cure, and no other', () => {
    const expected = Object.entries(ERROR_CODES).map(([code, { status, meaning, cure }]) => [
      code,
      `${status}`,
      meaning,
      cure,
    ]);
    assert.deepEqual(tableRows('errors.md').sort(), expected.sort());
  });

  it('configuration.md lists every environment variable with its default, and no other', () => {
    const expected = CONFIGURATION.flatMap(({ variables }) =>
      variables.map(({ name, default: value }) => [name, value]),
    );
    const found = tableRows('configuration.md').map(([name, , , , value]) => [name, value]);
    assert.deepEqual(found, expected);
  });

  it('configuration.md has a unit for every number but ports and ids', () => {
    const variables = CONFIGURATION.flatMap((group) => group.variables);
    const numbers = variables.filter(({ type }) => type === 'integer' || type === 'number');
    const bare = numbers.filter(({ unit }) => unit === '').map(({ name }) => name);
    assert.deepEqual(bare, ['PORT', 'RETRAIN_JOB_ID']);
  });
});
