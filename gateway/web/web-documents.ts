import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../platform/process/program.ts';

/** Lists of the application's documents: of the build, and of its sources, which a program without a build has. */
const LISTS = ['dist/page/documents.json', 'web/src/graph/generated/persisted-documents.json'];

/** Files of the documents that the web application sends by their hash: one, or none where there is no application. */
export function findWebDocuments(lists: readonly URL[] = LISTS.map(projectFile)): readonly string[] {
  return lists
    .map((list) => fileURLToPath(list))
    .filter((file) => existsSync(file))
    .slice(0, 1);
}
