import type { CommitResult } from '../../../lake/delta/delta-table.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import type { DuckConnection } from '../../../lake/duckdb/duck-connection.ts';
import { type PredictionFacts, PredictionRows } from './engine/prediction-rows.ts';
import type { ScoredPart } from './engine/scored-part.ts';
import { PREDICTION_COLUMNS, PREDICTIONS_DESCRIPTION, PREDICTIONS_PATH } from './predictions-table.ts';

/** Version of a job's own in the log of the table: what was committed once is not committed again. */
export interface PredictionTxn {
  readonly appId: string;
  readonly version: number;
}

/** Writes scored parts to the Delta table `predictions`: several parts in one file and commit. */
export class PredictionWriter {
  readonly #table: DeltaTable;
  readonly #connection: DuckConnection;
  readonly #rows: PredictionRows;

  private constructor(table: DeltaTable, connection: DuckConnection, facts: PredictionFacts) {
    this.#table = table;
    this.#connection = connection;
    this.#rows = new PredictionRows(connection, facts);
  }

  /** Opens the table, and creates it when there is none. */
  static async open(lake: Lake, facts: PredictionFacts): Promise<PredictionWriter> {
    const table = DeltaTable.at(lake, PREDICTIONS_PATH);
    await table.create(PREDICTION_COLUMNS, { description: PREDICTIONS_DESCRIPTION });
    return new PredictionWriter(table, await lake.duckDb.connect(), facts);
  }

  /** Takes a part, which the next {@link commit} writes. */
  async add(scored: ScoredPart): Promise<void> {
    await this.#rows.add(scored);
  }

  /**
   * Writes the parts since the last commit.
   *
   * @param txn its version must be higher than that of the commit before
   * @returns undefined without parts; `isRepeat` when the table has this version already: nothing was written then
   * @throws {DomainError} LAKE_*; the parts can be committed again
   */
  async commit(txn: PredictionTxn): Promise<CommitResult | undefined> {
    if (this.#rows.parts.length === 0) return undefined;
    const options = { connection: this.#connection, txn, operation: 'BATCH SCORE' };
    const committed = await this.#table.append(this.#rows.query(), options);
    await this.#rows.clear();
    return committed;
  }

  /** Drops what was not committed. */
  close(): void {
    this.#connection.close();
  }
}
