import { parseArgs } from 'node:util';
import { readDatabaseTime } from '../../../platform/background/database-clock.ts';
import { DomainError } from '../../../platform/errors.ts';
import { runProgram } from '../../../platform/process/run-program.ts';
import type { CsvDialect } from './csv-records.ts';
import { importFile } from './import-file.ts';
import { importOutcomes, type OutcomeImportSummary } from './import-outcomes.ts';
import { isTextEncoding } from './text-lines.ts';

const USAGE = 'npm run import:outcomes -- FILE.csv [--delimiter CHARACTER] [--encoding NAME] [--rejects FILE]';

/** Imports outcomes of leads from a CSV file into the database of the environment. Exits with code 1 when it fails, else 0. */
await runProgram(run);

async function run(): Promise<void> {
  const { file, rejectsFile, ...dialect } = readArguments();
  await importFile(
    { file, rejectsFile, delimiter: dialect.delimiter },
    async (tools) => importOutcomes({ ...tools, ...dialect, now: await readDatabaseTime(tools.db) }),
    describe,
  );
}

interface Arguments extends CsvDialect {
  readonly file: string;
  readonly rejectsFile: string | undefined;
}

function readArguments(): Arguments {
  const { values, positionals } = parse();
  const [file] = positionals;
  const { delimiter = ',', encoding = 'utf-8', rejects } = values;
  if (!file || positionals.length > 1 || delimiter.length !== 1 || !isTextEncoding(encoding)) {
    throw new DomainError('VALIDATION_FAILED', `expected ${USAGE}`);
  }
  return { file, delimiter, encoding, rejectsFile: rejects };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { delimiter: { type: 'string' }, encoding: { type: 'string' }, rejects: { type: 'string' } },
    });
  } catch (error) {
    throw new DomainError('VALIDATION_FAILED', `${(error as Error).message}; expected ${USAGE}`);
  }
}

function describe({ rows, recorded, rejected }: OutcomeImportSummary): readonly string[] {
  return [`${rows} rows: ${recorded} outcomes new, ${rows - recorded - rejected} known before`];
}
