import { parseArgs } from 'node:util';
import { readDatabaseTime } from '../../../platform/background/database-clock.ts';
import { DomainError } from '../../../platform/errors.ts';
import { runProgram } from '../../../platform/process/run-program.ts';
import { importFile } from './import-file.ts';
import { type ImportSummary, importLeads } from './import-leads.ts';
import { readMapping } from './mapping.ts';

const USAGE = 'npm run import -- FILE.csv --mapping MAPPING.json [--rejects FILE]';

/** Imports leads from a CSV file into the database of the environment. Exits with code 1 when it fails, else 0. */
await runProgram(run);

async function run(): Promise<void> {
  const { file, mappingFile, rejectsFile } = readArguments();
  const mapping = await readMapping(mappingFile);
  await importFile(
    { file, rejectsFile, delimiter: mapping.delimiter },
    async (tools) => importLeads({ ...tools, mapping, now: await readDatabaseTime(tools.db) }),
    describe,
  );
}

function readArguments(): { file: string; mappingFile: string; rejectsFile: string | undefined } {
  const { values, positionals } = parse();
  const [file] = positionals;
  if (!file || positionals.length > 1 || !values.mapping) {
    throw new DomainError('VALIDATION_FAILED', `expected ${USAGE}`);
  }
  return { file, mappingFile: values.mapping, rejectsFile: values.rejects };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { mapping: { type: 'string' }, rejects: { type: 'string' } },
    });
  } catch (error) {
    throw new DomainError('VALIDATION_FAILED', `${(error as Error).message}; expected ${USAGE}`);
  }
}

function describe({ rows, inserted, updated, rejected, interactions, outcomes }: ImportSummary): readonly string[] {
  const unchanged = rows - inserted - updated - rejected;
  return [
    `${rows} rows: ${inserted} leads new, ${updated} changed, ${unchanged} unchanged`,
    `${interactions} interactions and ${outcomes} outcomes new`,
  ];
}
