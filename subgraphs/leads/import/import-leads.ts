import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { LeadColumn } from '../leads/lead-columns.ts';
import { refreshStatistics } from '../leads/lead-store.ts';
import { readHeader } from './csv-header.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import type { Mapping } from './mapping.ts';
import { type ImportedRow, readRow } from './read-row.ts';
import type { RejectedRow } from './rejects-file.ts';
import { RowFault } from './row-fault.ts';
import { updatedColumns } from './updated-columns.ts';
import { columnsOf } from './value-source.ts';
import { writeBatch } from './write-batch.ts';

/** Rows written per transaction. */
const BATCH_SIZE = 1_000;

/** Settings and collaborators of an import of leads. */
export interface ImportOptions {
  readonly db: Kysely<unknown>;
  readonly source: Readable;
  readonly mapping: Mapping;
  /** epoch milliseconds */
  readonly now: number;
  /** called for each rejected row, in no strict order, and awaited */
  readonly onReject: (rejected: RejectedRow) => Promise<void>;
  /** called after each record with the bytes read so far */
  readonly onProgress?: (bytes: number) => void;
}

/** Summary of an import. Leads that are neither inserted nor updated existed and were equal. */
export interface ImportSummary {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly interactions: number;
  readonly outcomes: number;
  readonly rejected: number;
}

/**
 * Imports a CSV stream: batch by batch, each in one transaction, idempotently by id.
 *
 * An invalid row is rejected alone; a batch that fails ends the import, and earlier batches stay, so that a second run of
 * the same import completes it. All ids are kept in memory, to find one that occurs twice.
 *
 * @throws {DomainError} IMPORT_MAPPING_INVALID when the file lacks a column of the mapping or has one twice;
 *   IMPORT_FILE_UNREADABLE; errors of the database
 */
export async function importLeads(options: ImportOptions): Promise<ImportSummary> {
  const records = csvRecords(options.source, options.mapping);
  const first = await records.next();
  const header = readHeader(first.done ? undefined : first.value, columnsOf(options.mapping));
  const run = new ImportRun(options, header);
  for await (const record of records) {
    await run.take(record);
    options.onProgress?.(record.bytes);
  }
  return run.finish();
}

class ImportRun {
  readonly #options: ImportOptions;
  readonly #header: readonly string[];
  readonly #update: readonly LeadColumn[];
  readonly #rowOfId = new Map<string, number>();
  readonly #batch = new Map<ImportedRow, CsvRecord>();
  #summary = { rows: 0, inserted: 0, updated: 0, interactions: 0, outcomes: 0, rejected: 0 };

  constructor(options: ImportOptions, header: readonly string[]) {
    this.#options = options;
    this.#header = header;
    this.#update = updatedColumns(options.mapping.lead);
  }

  async take(record: CsvRecord): Promise<void> {
    this.#summary.rows++;
    try {
      this.#batch.set(this.#read(record), record);
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      await this.#reject(record, error.message);
    }
    if (this.#batch.size >= BATCH_SIZE) await this.#write();
  }

  async finish(): Promise<ImportSummary> {
    await this.#write();
    await refreshStatistics(this.#options.db);
    return this.#summary;
  }

  #read(record: CsvRecord): ImportedRow {
    const { cells, row, fault } = record;
    if (fault) throw new RowFault('line', cells.join(''), `a line of CSV (${fault})`);
    if (cells.length !== this.#header.length) {
      throw new RowFault('row', `${cells.length} columns`, `${this.#header.length}`);
    }
    const byColumn = new Map(this.#header.map((column, index) => [column, cells[index] ?? '']));
    const { mapping, now } = this.#options;
    const imported = readRow(byColumn, mapping, now);
    const { id } = imported.lead;
    const earlier = this.#rowOfId.get(id);
    if (earlier !== undefined)
      throw new RowFault(mapping.lead.id.column, id, `an id that row ${earlier} does not have`);
    this.#rowOfId.set(id, row);
    return imported;
  }

  async #write(): Promise<void> {
    if (this.#batch.size === 0) return;
    const { db, now, mapping } = this.#options;
    const written = await writeBatch(db, [...this.#batch.keys()], this.#update, now);
    for (const [imported, result] of written.contradictions) {
      const record = this.#batch.get(imported);
      const fault = new RowFault(
        mapping.outcome?.column ?? '',
        imported.outcome?.result ?? '',
        `${result}, as recorded`,
      );
      if (record) await this.#reject(record, fault.message);
    }
    this.#batch.clear();
    const { inserted, updated, interactions, outcomes } = written;
    this.#summary.inserted += inserted;
    this.#summary.updated += updated;
    this.#summary.interactions += interactions;
    this.#summary.outcomes += outcomes;
  }

  async #reject({ row, cells }: CsvRecord, reason: string): Promise<void> {
    this.#summary.rejected++;
    await this.#options.onReject({ row, cells, header: this.#header, reason: `row ${row}, ${reason}` });
  }
}
