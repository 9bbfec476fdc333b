import { DomainError } from '../../platform/errors.ts';
import { cleanLog } from './clean-log.ts';
import type { MetaDataAction } from './delta-action.ts';
import type { Lake } from './lake.ts';
import { type ReadState, readLog, readNews, versionAsOf } from './read-log.ts';
import { tableProperties } from './table-properties.ts';
import type { TableState } from './table-state.ts';
import { writeCheckpoint } from './write-checkpoint.ts';

/** The log of a table with its newest known state: reading it again costs one listing when nothing was committed. */
export class TableLog {
  readonly #lake: Lake;
  readonly #table: string;
  #read: ReadState | undefined;

  constructor(lake: Lake, table: string) {
    this.#lake = lake;
    this.#table = table;
  }

  /** Newest state; undefined when there is no table. */
  async findNewest(): Promise<TableState | undefined> {
    const known = this.#read;
    const news = known && (await readNews(this.#lake, this.#table, known));
    this.#read = news ?? (await readLog(this.#lake, this.#table));
    return this.#read?.state;
  }

  /** @throws {DomainError} LAKE_TABLE_NOT_FOUND */
  async getNewest(): Promise<TableState> {
    const state = await this.findNewest();
    if (state) return state;
    throw new DomainError('LAKE_TABLE_NOT_FOUND', `found no table in ${this.#table}`, { table: this.#table });
  }

  /**
   * State at a version, or as of a time in epoch milliseconds; undefined when there is no table.
   *
   * @throws {DomainError} LAKE_VERSION_NOT_FOUND
   */
  async findAt(at: { readonly version: number } | { readonly asOf: number }): Promise<TableState | undefined> {
    const version = 'version' in at ? at.version : await versionAsOf(this.#lake, this.#table, at.asOf);
    return version === undefined ? undefined : (await readLog(this.#lake, this.#table, version))?.state;
  }

  /** Writes a checkpoint and deletes expired files of the log, where a commit is due to. Its faults are reported only. */
  async keepUp(version: number, metaData: MetaDataAction): Promise<void> {
    const { checkpointInterval, logRetentionMs } = tableProperties(metaData);
    if (version % checkpointInterval !== 0) return;
    try {
      await writeCheckpoint(this.#lake, this.#table, await this.getNewest());
      await cleanLog(this.#lake, this.#table, logRetentionMs);
    } catch (error) {
      this.#lake.onUpkeepFault?.(this.#table, error);
    }
  }
}
