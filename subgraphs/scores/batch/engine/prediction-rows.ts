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

const TABLE = 'batch_scores';
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
    const { rowNumbers, raw, probabilities, part } = scored;
    const { limits } = this.#facts.version.gradePolicy;
    const shown = probabilities.map((probability) => points(probability));
    const grades = probabilities.map((probability) => LETTERS.indexOf(grade(probability, limits)) + 1);
    const numbers = new Float64Array(raw.length).fill(part.number);
    await this.#connection.run(`CREATE TEMP TABLE IF NOT EXISTS ${TABLE}
      (part DOUBLE, row_number DOUBLE, raw_score DOUBLE, probability DOUBLE, points DOUBLE, grade DOUBLE)`);
    await appendDoubles(this.#connection, TABLE, [numbers, rowNumbers, raw, probabilities, shown, grades]);
    this.#parts.push(scored);
  }

  /** SELECT of the rows of all added parts, with the columns of `predictions`. */
  query(): string {
    return this.#parts.map((scored) => this.#select(scored)).join(' UNION ALL ');
  }

  /** Removes the rows, once they were written. */
  async clear(): Promise<void> {
    if (this.#parts.length > 0) await this.#connection.run(`DROP TABLE IF EXISTS ${TABLE}`);
    this.#parts.length = 0;
  }

  #select({ part, file }: ScoredPart): string {
    const { jobId, version, goldVersion, scoredAt, where } = this.#facts;
    return `SELECT ${sqlText(jobId)} AS job_id, gold.lead_id, gold.as_of, ${sqlText(version.model)} AS model,
        CAST(${version.version} AS INTEGER) AS model_version, scores.raw_score, scores.probability,
        CAST(scores.points AS INTEGER) AS points, [${LETTERS.map(sqlText).join(', ')}][CAST(scores.grade AS INTEGER)] AS grade,
        gold.feature_digest, CAST(${goldVersion ?? 'NULL'} AS BIGINT) AS gold_version,
        CAST(${scoredAt} AS BIGINT) AS scored_at, 'node' AS engine
      FROM ${partRelation(part, file)} AS gold
      JOIN (SELECT * FROM ${TABLE} WHERE part = ${part.number} AND NOT isnan(raw_score)) AS scores
        ON scores.row_number = gold.file_row_number${where ? ` WHERE ${where}` : ''}`;
  }
}
