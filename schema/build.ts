import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { formsFileSchema } from '../gateway/rest/forms/form-definition.ts';
import { featureSql } from '../lake/features/feature-sql.ts';
import { projectFile } from '../platform/process/program.ts';
import { crmMappingSchema } from '../subgraphs/leads/crm/mapping/crm-mapping-schema.ts';
import { manifestSchema } from '../subgraphs/models/versions/rules/manifest-schema.ts';
import { compose, secondOpinion } from './compose.ts';
import { subgraphSdl } from './subgraph-sdl.ts';

/**
 * `npm run schema` writes the schema of each subgraph, the supergraph, the clients' schema and the JSON Schemas of model
 * manifests, of web forms and of mappings of a CRM to this folder, and the feature definition as Spark SQL to
 * lake/spark/features.sql.
 * `npm run schema -- --check` writes nothing and fails when a file is not what it would write.
 */
const isCheck = process.argv.includes('--check');
const subgraphs = await subgraphSdl();
const composed = compose(subgraphs);
const graphs = [...subgraphs, ...Object.entries(composed)].map(
  ([name, text]) => [`schema/${name}.graphql`, text] as const,
);
const files = new Map([
  ...graphs,
  ['schema/model-manifest.schema.json', `${JSON.stringify(manifestSchema(), null, 2)}\n`],
  ['schema/crm-mapping.schema.json', `${JSON.stringify(crmMappingSchema(), null, 2)}\n`],
  ['schema/forms.schema.json', `${JSON.stringify(formsFileSchema(), null, 2)}\n`],
  ['lake/spark/features.sql', sparkFeatures()],
]);
const stale: string[] = [];
for (const [name, text] of files) {
  const file = fileURLToPath(projectFile(name));
  if ((await readText(file)) === text) continue;
  stale.push(name);
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

function sparkFeatures(): string {
  const relations = { requested: 'requested', leads: 'leads', interactions: 'interactions', double: 'DOUBLE' } as const;
  return `-- Written by npm run schema from lake/features: the one definition of every feature.\n${featureSql(relations)}\n`;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
