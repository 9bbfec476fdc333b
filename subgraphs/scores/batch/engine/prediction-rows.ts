import { appendDoubles } from '../../../../lake/duckdb/append-doubles.ts';
import type { DuckConnection } from '../../../../lake/duckdb/duck-connection.ts';
import { sqlText } from '../../../../lake/duckdb/sql-text.ts';
import { GRADES, type Grade, grade } from '../../../../scoring/grade.ts';
import { points } from '../../record/points.ts';
import type { GradingVersion } from '../../versions/deployment-store.ts';
import { partRelation } from './read-blocks.ts';
import type { ScoredPart } from './scored-part.ts';

/** Facts that all rows of a job share. */
export interface PredictionFacts {
  readonly jobId: string;
  readonly version: Pick<GradingVersion, 'model' | 'version' | 'gradePolicy'>;
  /** version of `gold/features`; null when the features came from elsewhere */
  readonly goldVersion: number | null;
  /** epoch milliseconds */
  readonly scoredAt: number;
  /** condition of SQL over the columns of the part's file; all its scored rows when absent */
  readonly where?: string | undefined;
}

const LETTERS = Object.keys(GRADES) as readonly Grade[];

/**
 * Rows of the table `predictions` for scored parts, as a query of one connection.
 *
 * Only numbers pass through this process: DuckDB joins them with the lead ids, which it reads from the file once more, by
 * the number of the row.
 */
export class PredictionRows {
  readonly #connection: DuckConnection;
  readonly #facts: PredictionFacts;
  readonly #parts: ScoredPart[] = [];

  /** @param connection that only this object uses meanwhile */
  constructor(connection: DuckConnection, facts: PredictionFacts) {
    this.#connection = connection;
    this.#facts = facts;
  }

  /** Parts since {@link clear}. */
  get parts(): readonly ScoredPart[] {
    return this.#parts;
  }

  /** Adds the rows of a part that have a score. */
  async add(scored: ScoredPart): Promise<void> {
    const { rowNumbers, raw, probabilities } = scored;
    const { limits } = this.#facts.version.gradePolicy;
    // as few columns as possible: two small numbers share one
    const shown = probabilities.map(
      (probability) => points(probability) * LETTERS.length + LETTERS.indexOf(grade(probability, limits)),
    );
    const table = this.#table(this.#parts.length);
    await this.#connection.run(
      `CREATE TEMP TABLE ${table} (row_number DOUBLE, raw_score DOUBLE, probability DOUBLE, shown DOUBLE)`,
    );
    await appendDoubles(this.#connection, table, [rowNumbers, raw, probabilities, shown]);
    this.#parts.push(scored);
  }

  /** SELECT of the rows of all added parts, with the columns of `predictions`. */
  query(): string {
    return this.#parts.map((scored, index) => this.#select(scored, this.#table(index))).join(' UNION ALL ');
  }

  /** Removes the rows, once they were written. */
  async clear(): Promise<void> {
    for (const index of this.#parts.keys()) await this.#connection.run(`DROP TABLE ${this.#table(index)}`);
    this.#parts.length = 0;
  }

  #table(index: number): string {
    return `batch_scores_${index}`;
  }

  #select({ part, file }: ScoredPart, table: string): string {
    const { jobId, version, goldVersion, scoredAt, where = 'true' } = this.#facts;
    const count = LETTERS.length;
    const letters = LETTERS.map((letter, at) => `WHEN ${at} THEN ${sqlText(letter)}`).join(' ');
    return `SELECT ${sqlText(jobId)} AS job_id, gold.lead_id, gold.as_of, ${sqlText(version.model)} AS model,
        CAST(${version.version} AS INTEGER) AS model_version, scores.raw_score, scores.probability,
        CAST(scores.shown AS INTEGER) // ${count} AS points,
        CASE CAST(scores.shown AS INTEGER) % ${count} ${letters} END AS grade, gold.feature_digest,
        CAST(${goldVersion ?? 'NULL'} AS BIGINT) AS gold_version, CAST(${scoredAt} AS BIGINT) AS scored_at, 'node' AS engine
      FROM ${partRelation(part, file)} AS gold JOIN ${table} AS scores ON scores.row_number = gold.file_row_number
      WHERE NOT isnan(scores.raw_score) AND ${where}`;
  }
}
