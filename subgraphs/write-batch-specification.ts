import { parseArgs } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { readConfig } from '../platform/config/config.ts';
import { DEFAULT_MODEL } from '../platform/config/default-model.ts';
import { openDatabase } from '../platform/database/database.ts';
import { migrate } from '../platform/database/migrate.ts';
import { DomainError } from '../platform/errors.ts';
import { runProgram } from '../platform/process/run-program.ts';
import { MIGRATIONS } from './models/migrations/index.ts';
import { writeBatchSpecification } from './scores/batch/spark/batch-specification.ts';
import { getRegisteredVersion } from './scores/versions/deployment-store.ts';

const USAGE = 'npm run batch:specification -- [--model NAME] [--version NUMBER] FOLDER';

/**
 * `npm run batch:specification`: writes what a batch job on Spark needs of a model version, the champion by default, to
 * a folder. Exit code 1 when it fails, else 0.
 */
await runProgram(run);

async function run(): Promise<void> {
  const { model, version, folder } = readArguments();
  const database = await openDatabase(readConfig());
  try {
    await migrate(database, 'models', MIGRATIONS);
    const db = database.tables<never>();
    const number = version ?? (await findChampion(db, model));
    const file = await writeBatchSpecification(db, await getRegisteredVersion(db, model, number), folder);
    process.stdout.write(`${model}:${number} is written to ${file}.\n`);
  } finally {
    await database.close();
  }
}

async function findChampion(db: Kysely<never>, model: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    SELECT version FROM models.live_deployment WHERE model = ${model} AND role = 'CHAMPION'`.execute(db);
  if (rows[0]) return rows[0].version;
  throw new DomainError('MODEL_VERSION_NOT_FOUND', `${model}: found no champion, expected one, or --version`, {
    model,
  });
}

function readArguments(): { readonly model: string; readonly version: number | undefined; readonly folder: string } {
  const { values, positionals } = parse();
  const [folder] = positionals;
  const version = values.version === undefined ? undefined : Number(values.version);
  const isValid = folder && positionals.length === 1 && (version === undefined || Number.isInteger(version));
  if (!isValid) throw new DomainError('VALIDATION_FAILED', `expected ${USAGE}`);
  return { model: values.model ?? DEFAULT_MODEL, version, folder };
}

function parse() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ allowPositionals: true, options: { model: text, version: text } });
  } catch (error) {
    throw new DomainError('VALIDATION_FAILED', `${(error as Error).message}; expected ${USAGE}`);
  }
}
