import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { sql } from 'kysely';
import { featureSql } from '../lake/features/feature-sql.ts';
import { FEATURES, type FeatureVector } from '../lake/features/features.ts';
import { type Database, openDatabase } from '../platform/database/database.ts';
import { type KnownExample, loadPopulation, type PopulationOptions } from './population.ts';

/** Training data of the demo models: more leads, over a longer time and with another seed than the demo data. */
const POPULATION: PopulationOptions = { seed: 20_260_701, endAt: Date.UTC(2026, 6, 1), leads: 60_000, days: 730 };

const TARGET = new URL('./data/examples.csv', import.meta.url).pathname;

type FeatureRow = FeatureVector & { readonly lead_id: string };

/** Features of every example, by the platform's one definition, as of the example's scoring time. */
export async function computeFeatures(database: Database): Promise<readonly FeatureRow[]> {
  const query = featureSql({
    requested: 'training.example',
    leads: 'leads.lead_facts',
    interactions: 'leads.interaction_facts',
    double: 'DOUBLE PRECISION',
  });
  const { rows } = await sql.raw<FeatureRow>(query).execute(database.tables());
  return rows;
}

/** The examples as CSV: lead_id, as_of, the features in order, label, truth. A missing value is an empty cell. */
export function toCsv(examples: readonly KnownExample[], features: readonly FeatureRow[]): string {
  const vectors = new Map(features.map((row) => [row.lead_id, row]));
  const lines = examples.map((example) => {
    const vector = vectors.get(example.lead_id);
    if (!vector) throw new RangeError(`lead ${example.lead_id} has no feature row as of ${example.as_of}`);
    const values = FEATURES.map(({ name }) => vector[name] ?? '');
    return [example.lead_id, example.as_of, ...values, example.label, example.truth].join(',');
  });
  return `${['lead_id,as_of', ...FEATURES.map(({ name }) => name), 'label,truth'].join(',')}\n${lines.join('\n')}\n`;
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-training-'));
  const database = await openDatabase({ dataDir });
  const bar = new SingleBar({ format: 'loading {bar} {value}/{total} leads', hideCursor: true });
  try {
    bar.start(POPULATION.leads, 0);
    const examples = await loadPopulation(database, POPULATION, (leads) => bar.update(leads));
    bar.stop();
    await mkdir(dirname(TARGET), { recursive: true });
    await writeFile(TARGET, toCsv(examples, await computeFeatures(database)));
    process.stdout.write(`${examples.length} examples written to ${TARGET}\n`);
  } finally {
    bar.stop();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

if (import.meta.url === `file://${process.argv[1]}`) await main();
