import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { ErrorCode } from '../../../platform/errors.ts';
import { refreshStatistics } from '../leads/lead-store.ts';
import { readHeader } from './csv-header.ts';
import { type CsvDialect, type CsvRecord, csvRecords } from './csv-records.ts';
import { FURTHER_COLUMNS, type ImportedOutcome, NEEDED_COLUMNS, readOutcomeRow } from './read-outcome-row.ts';
import type { RejectedRow } from './rejects-file.ts';
import { RowFault } from './row-fault.ts';
import { writeOutcomes } from './write-outcomes.ts';

/** Rows written per transaction. */
const BATCH_SIZE = 1_000;

/** Settings and collaborators of an import of outcomes. */
export interface OutcomeImportOptions extends CsvDialect {
  readonly db: Kysely<unknown>;
  readonly source: Readable;
  /** epoch milliseconds */
  readonly now: number;
  /** called for each rejected row, in no strict order, and awaited */
  readonly onReject: (rejected: RejectedRow) => Promise<void>;
  /** called after each record with the bytes read so far */
  readonly onProgress?: (bytes: number) => void;
}

/** Summary of an import. Rows that are neither recorded nor rejected were known. */
export interface OutcomeImportSummary {
  readonly rows: number;
  readonly recorded: number;
  readonly rejected: number;
}

/**
 * Imports outcomes of leads from a CSV stream: batch by batch, each in one transaction, idempotently by lead.
 *
 * An invalid row is rejected alone, with a code: VALIDATION_FAILED, LEAD_NOT_FOUND, OUTCOME_BEFORE_LEAD,
 * OUTCOME_CONTRADICTORY. Earlier batches stay after a failure, so that a second run of the same import completes it.
 *
 * @throws {DomainError} IMPORT_MAPPING_INVALID when the file lacks a column or has one twice; IMPORT_FILE_UNREADABLE; errors of the database
 */
export async function importOutcomes(options: OutcomeImportOptions): Promise<OutcomeImportSummary> {
  const records = csvRecords(options.source, options);
  const first = await records.next();
  const header = readHeader(first.done ? undefined : first.value, NEEDED_COLUMNS, FURTHER_COLUMNS);
  const run = new OutcomeImport(options, header);
  for await (const record of records) {
    await run.take(record);
    options.onProgress?.(record.bytes);
  }
  return run.finish();
}

class OutcomeImport {
  readonly #options: OutcomeImportOptions;
  readonly #header: readonly string[];
  readonly #batch = new Map<ImportedOutcome, CsvRecord>();
  #summary = { rows: 0, recorded: 0, rejected: 0 };

  constructor(options: OutcomeImportOptions, header: readonly string[]) {
    this.#options = options;
    this.#header = header;
  }

  async take(record: CsvRecord): Promise<void> {
    this.#summary.rows++;
    try {
      this.#batch.set(this.#read(record), record);
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      await this.#reject(record, 'VALIDATION_FAILED', error);
    }
    if (this.#batch.size >= BATCH_SIZE) await this.#write();
  }

  async finish(): Promise<OutcomeImportSummary> {
    await this.#write();
    await refreshStatistics(this.#options.db);
    return this.#summary;
  }

  #read({ cells, fault }: CsvRecord): ImportedOutcome {
    if (fault) throw new RowFault('line', cells.join(''), `a line of CSV (${fault})`);
    if (cells.length !== this.#header.length)
      throw new RowFault('row', `${cells.length} columns`, `${this.#header.length}`);
    return readOutcomeRow(new Map(this.#header.map((column, i) => [column, cells[i] ?? ''])), this.#options.now);
  }

  async #write(): Promise<void> {
    if (this.#batch.size === 0) return;
    const { db, now } = this.#options;
    const { recorded, faults } = await writeOutcomes(db, [...this.#batch.keys()], now);
    for (const [row, { code, fault }] of faults) await this.#reject(this.#batch.get(row) as CsvRecord, code, fault);
    this.#batch.clear();
    this.#summary.recorded += recorded;
  }

  async #reject({ row, cells }: CsvRecord, code: ErrorCode, fault: RowFault): Promise<void> {
    this.#summary.rejected++;
    await this.#options.onReject({ row, cells, header: this.#header, reason: `row ${row}, ${code}: ${fault.message}` });
  }
}
