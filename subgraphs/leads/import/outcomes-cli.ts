import { parseArgs } from 'node:util';
import { DomainError } from '../../shared/errors.ts';
import { runProgram } from '../../shared/run-program.ts';
import { importFile } from './import-file.ts';
import { importOutcomes, type OutcomeImportSummary } from './import-outcomes.ts';

const USAGE = 'npm run import:outcomes -- FILE.csv [--delimiter CHARACTER] [--rejects FILE]';

/** Imports how leads ended from a CSV file into the database of the environment. Exit code 1 when it could not, else 0. */
await runProgram(run);

async function run(): Promise<void> {
  const { file, delimiter, rejectsFile } = readArguments();
  await importFile(
    { file, rejectsFile, delimiter },
    (tools) => importOutcomes({ ...tools, delimiter, now: Date.now() }),
    describe,
  );
}

function readArguments(): { file: string; delimiter: string; rejectsFile: string | undefined } {
  const { values, positionals } = parse();
  const [file] = positionals;
  const { delimiter = ',', rejects } = values;
  if (!file || positionals.length > 1 || delimiter.length !== 1) {
    throw new DomainError('VALIDATION_FAILED', `expected ${USAGE}`);
  }
  return { file, delimiter, rejectsFile: rejects };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { delimiter: { type: 'string' }, rejects: { type: 'string' } },
    });
  } catch (error) {
    throw new DomainError('VALIDATION_FAILED', `${(error as Error).message}; expected ${USAGE}`);
  }
}

function describe({ rows, recorded, rejected }: OutcomeImportSummary): readonly string[] {
  return [`${rows} rows: ${recorded} outcomes new, ${rows - recorded - rejected} known before`];
}
