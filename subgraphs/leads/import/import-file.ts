import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import type { Kysely } from 'kysely';
import { readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { DomainError } from '../../../platform/errors.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { type RejectedRow, RejectsFile } from './rejects-file.ts';

/** The imported file, and the file of its rejected rows. */
export interface ImportFile {
  readonly file: string;
  /** `FILE.rejects.csv` when absent */
  readonly rejectsFile?: string | undefined;
  readonly delimiter: string;
}

/** Collaborators of an import. */
export interface ImportTools {
  readonly db: Kysely<unknown>;
  readonly source: Readable;
  readonly onReject: (rejected: RejectedRow) => Promise<void>;
  readonly onProgress: (bytes: number) => void;
}

const SHOWN_REJECTS = 20;

/**
 * Imports a file into the database of the environment, shows its progress, and reports the rejected rows: the first of
 * them on the console, all of them in a file.
 *
 * @param work     runs the import
 * @param describe makes the lines of the summary
 * @throws {DomainError} IMPORT_FILE_UNREADABLE, VALIDATION_FAILED, and the errors of the work
 */
export async function importFile<Summary extends { readonly rejected: number }>(
  { file, rejectsFile = `${file}.rejects.csv`, delimiter }: ImportFile,
  work: (tools: ImportTools) => Promise<Summary>,
  describe: (summary: Summary) => readonly string[],
): Promise<void> {
  if (resolve(rejectsFile) === resolve(file)) {
    throw new DomainError('VALIDATION_FAILED', '--rejects: found the imported file itself, expected another');
  }
  const sizeBytes = await sizeOf(file);
  const rejects = new RejectsFile(rejectsFile, delimiter);
  const database = await openDatabase(readConfig());
  const format = 'importing {bar} {percentage} %';
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true });
  const shown: string[] = [];
  try {
    await migrate(database, 'leads', MIGRATIONS);
    bar.start(sizeBytes, 0);
    const onReject = async (rejected: RejectedRow): Promise<void> => {
      if (shown.length < SHOWN_REJECTS) shown.push(rejected.reason);
      await rejects.add(rejected);
    };
    const onProgress = (bytes: number) => bar.update(bytes);
    const db = database.tables<unknown>('long');
    const summary = await work({ db, source: createReadStream(file), onReject, onProgress });
    bar.stop();
    for (const line of describe(summary)) console.log(line);
    reportRejects(summary.rejected, shown, rejects.path);
  } finally {
    bar.stop();
    await rejects.close();
    await database.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('IMPORT_FILE_UNREADABLE', `file ${file}: ${error.code}`, {}, { cause: error });
  });
  if (!found.isFile()) throw new DomainError('IMPORT_FILE_UNREADABLE', `file ${file}: found no regular file`);
  return found.size;
}

function reportRejects(rejected: number, shown: readonly string[], path: string): void {
  if (rejected === 0) return;
  for (const reason of shown) console.log(`rejected: ${reason}`);
  if (rejected > shown.length) console.log(`… and ${rejected - shown.length} more`);
  console.log(`${rejected} rows rejected: see ${path}`);
}
