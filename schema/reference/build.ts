import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { projectFile } from '../../platform/process/program.ts';
import { LINUX_PAGE, REFERENCE_PAGES } from './reference-pages.ts';

/**
 * `npm run docs` writes the pages of docs/reference from the code. `npm run docs -- --check` writes nothing, and fails
 * when a page is not what it would write.
 */
const folder = projectFile('docs/reference/');
const isCheck = process.argv.includes('--check');
const stale = Object.entries(REFERENCE_PAGES).filter(([name, write]) => {
  if (name === LINUX_PAGE && process.platform !== 'linux') return false;
  const file = new URL(name, folder);
  const text = write();
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  if (isCheck) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
  return true;
});
const names = stale.map(([name]) => `docs/reference/${name}`).join(', ');
console.log(names === '' ? 'docs: up to date' : `docs: ${isCheck ? 'stale' : 'wrote'} ${names}`);
if (isCheck && names !== '') process.exitCode = 1;
