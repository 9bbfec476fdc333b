import { existsSync, readdirSync } from 'node:fs';
import { projectFile } from '../../../platform/process/program.ts';

const ALONE = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
const FOLDERS = ['docs', 'bench'];

/** Paths of the pages that are tested, from the project's root. */
export function pageFiles(): readonly string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(projectFile(folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
      .map((file) => `${folder}/${file}`)
      .sort(),
  );
  return [...ALONE.filter((file) => existsSync(projectFile(file))), ...below];
}
