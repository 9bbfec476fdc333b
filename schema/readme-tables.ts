import { readFileSync, writeFileSync } from 'node:fs';
import { CONFIGURATION } from '../platform/config/config.ts';
import { ERROR_CODES } from '../platform/errors.ts';
import { projectFile } from '../platform/process/program.ts';

/** `npm run docs`: writes the tables of the README that repeat what stands in the code. */
const file = projectFile('README.md');
const tables: Readonly<Record<string, readonly (readonly string[])[]>> = {
  configuration: [
    ['variable', 'default', 'meaning'],
    ...CONFIGURATION.map(({ name, default: value, meaning }) => [code(name), value && code(value), meaning]),
  ],
  errors: [
    ['code', 'HTTP', 'meaning'],
    ...Object.entries(ERROR_CODES).map(([name, { status, meaning }]) => [code(name), `${status}`, meaning]),
  ],
};

let text = readFileSync(file, 'utf8');
for (const [marker, rows] of Object.entries(tables)) {
  const place = new RegExp(`(<!-- ${marker} -->\n)[^]*?(<!-- /${marker} -->)`);
  if (!place.test(text)) throw new RangeError(`README.md: found no marker ${marker}`);
  text = text.replace(place, (_, before, after) => `${before}${table(rows)}${after}`);
}
writeFileSync(file, text);

function code(text: string): string {
  return `\`${text}\``;
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return line(head) + line(widths.map((width) => '-'.repeat(width))) + rows.slice(1).map(line).join('');
}
