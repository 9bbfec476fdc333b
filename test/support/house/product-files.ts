import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../../platform/process/program.ts';

/** The repository's folder. */
export const root = fileURLToPath(projectFile('.'));

/** Top-level folders of TypeScript beside the tests, the highest floor first. */
const FLOORS = [
  'bench',
  'schema',
  'training',
  'web',
  'gateway',
  'subgraphs',
  'scoring',
  'lake',
  'statistics',
  'platform',
];

/** Every TypeScript file beside the tests, as a path from the repository's folder. */
export function productFiles(): readonly string[] {
  return FLOORS.flatMap((floor) =>
    readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/(^|\/)(node_modules|generated)\//.test(file))
      .map((file) => join(floor, file)),
  );
}
