import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../platform/process/program.ts';
import { manifestSchema } from '../subgraphs/models/versions/rules/manifest-schema.ts';
import { compose, secondOpinion } from './compose.ts';
import { subgraphSdl } from './subgraph-sdl.ts';

/**
 * `npm run schema` writes the schema of each subgraph, the supergraph, the clients' schema and the JSON Schema of model
 * manifests to this folder.
 * `npm run schema -- --check` writes nothing and fails when a file is not what it would write.
 */
const isCheck = process.argv.includes('--check');
const subgraphs = await subgraphSdl();
const composed = compose(subgraphs);
const graphs = [...subgraphs, ...Object.entries(composed)].map(([name, text]) => [`${name}.graphql`, text] as const);
const files = new Map([...graphs, ['model-manifest.schema.json', `${JSON.stringify(manifestSchema(), null, 2)}\n`]]);
const stale: string[] = [];
for (const [name, text] of files) {
  const file = fileURLToPath(projectFile(`schema/${name}`));
  if ((await readText(file)) === text) continue;
  stale.push(`schema/${name}`);
  if (!isCheck) await writeFile(file, text);
}
console.log(stale.length === 0 ? 'schema: up to date' : `schema: ${isCheck ? 'stale' : 'wrote'} ${stale.join(', ')}`);
const differences = secondOpinion(subgraphs, composed.supergraph);
console.log(
  differences.length === 0
    ? 'schema: a second composer agrees'
    : `schema: a second composer differs on ${differences.join(', ')}`,
);
if (isCheck && stale.length > 0) process.exitCode = 1;

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
