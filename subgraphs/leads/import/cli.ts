import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { readConfig } from '../../shared/config.ts';
import { openDatabase } from '../../shared/database.ts';
import { DomainError } from '../../shared/errors.ts';
import { migrate } from '../../shared/migrate.ts';
import { runProgram } from '../../shared/run-program.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { type ImportSummary, importLeads, type RejectedRow } from './import-leads.ts';
import { readMapping } from './mapping.ts';
import { RejectsFile } from './rejects-file.ts';

const USAGE = 'npm run import -- FILE.csv --mapping MAPPING.json [--rejects FILE]';
const SHOWN_REJECTS = 20;

/** Imports leads from a CSV file into the database of the environment. Exit code 1 when it could not, else 0. */
await runProgram(run);

async function run(): Promise<void> {
  const { file, mappingFile, rejectsFile } = readArguments();
  const mapping = await readMapping(mappingFile);
  const sizeBytes = await sizeOf(file);
  const rejects = new RejectsFile(rejectsFile, mapping.delimiter);
  const config = readConfig();
  const database = await openDatabase(config);
  const bar = new SingleBar({
    format: 'importing {bar} {percentage} %',
    stream: process.stderr,
    clearOnComplete: true,
  });
  const shown: string[] = [];
  try {
    await migrate(database, 'leads', MIGRATIONS);
    bar.start(sizeBytes, 0);
    const onReject = async (rejected: RejectedRow): Promise<void> => {
      if (shown.length < SHOWN_REJECTS) shown.push(rejected.reason);
      await rejects.add(rejected);
    };
    const onProgress = (bytes: number) => bar.update(bytes);
    const db = database.tables<unknown>();
    const source = createReadStream(file);
    const summary = await importLeads({ db, source, mapping, now: Date.now(), onReject, onProgress });
    bar.stop();
    report(summary, shown, rejects.path);
  } finally {
    bar.stop();
    await rejects.close();
    await database.close();
  }
}

function readArguments(): { file: string; mappingFile: string; rejectsFile: string } {
  const { values, positionals } = parse();
  const [file] = positionals;
  if (!file || positionals.length > 1 || !values.mapping) {
    throw new DomainError('VALIDATION_FAILED', `expected ${USAGE}`);
  }
  const rejectsFile = values.rejects ?? `${file}.rejects.csv`;
  if (resolve(rejectsFile) === resolve(file)) {
    throw new DomainError('VALIDATION_FAILED', '--rejects: found the imported file itself, expected another');
  }
  return { file, mappingFile: values.mapping, rejectsFile };
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

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('IMPORT_FILE_UNREADABLE', `file ${file}: ${error.code}`, {}, { cause: error });
  });
  if (!found.isFile()) throw new DomainError('IMPORT_FILE_UNREADABLE', `file ${file}: found no regular file`);
  return found.size;
}

function report(summary: ImportSummary, rejected: readonly string[], rejectsPath: string): void {
  const { rows, inserted, updated, interactions, outcomes } = summary;
  const unchanged = rows - inserted - updated - summary.rejected;
  console.log(`${rows} rows: ${inserted} leads new, ${updated} changed, ${unchanged} unchanged`);
  console.log(`${interactions} interactions and ${outcomes} outcomes new`);
  if (summary.rejected === 0) return;
  for (const reason of rejected) console.log(`rejected: ${reason}`);
  if (summary.rejected > rejected.length) console.log(`… and ${summary.rejected - rejected.length} more`);
  console.log(`${summary.rejected} rows rejected: see ${rejectsPath}`);
}
