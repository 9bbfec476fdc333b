import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CONFIGURATION } from '../platform/config/config.ts';
import { ERROR_CODES } from '../platform/errors.ts';
import { projectFile } from '../platform/process/program.ts';

const README = readFileSync(projectFile('README.md'), 'utf8');

/** The rows of the table between two markers, as cells without back-quotes. */
function tableRows(marker: string): string[][] {
  const [, table = ''] = new RegExp(`<!-- ${marker} -->\\n([^]*?)<!-- /${marker} -->`).exec(README) ?? [];
  const lines = table.trim().split('\n').slice(2);
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('README', () => {
  it('lists every error code with its status and meaning, and no other', () => {
    const expected = Object.entries(ERROR_CODES).map(([code, { status, meaning }]) => [code, `${status}`, meaning]);
    assert.deepEqual(tableRows('errors'), expected);
  });

  it('lists every environment variable with its default and meaning, and no other', () => {
    const expected = CONFIGURATION.map(({ name, default: value, meaning }) => [name, value, meaning]);
    assert.deepEqual(tableRows('configuration'), expected);
  });
});
