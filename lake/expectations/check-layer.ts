import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import type { Expectation, ExpectationSeverity, LayerExpectations } from './expectation.ts';
import { type Judgement, judgeExpectation, type PastResult, type TableFigures } from './judge-expectation.ts';
import { LAKE_EXPECTATIONS } from './lake-expectations.ts';
import type { LakeLayer, LakeTablePath } from './lake-tables.ts';
import { measureSql } from './measure-sql.ts';

/** Dependencies and settings of {@link checkLayer}. */
export interface CheckLayerOptions {
  readonly lake: Lake;
  readonly layer: LakeLayer;
  /** time of the check, epoch milliseconds */
  readonly at: number;
  /** earlier results of an expectation since learning began, the newest first */
  readonly pastOf: (path: LakeTablePath, name: string) => readonly PastResult[];
  /** expectations of the layer; those of {@link LAKE_EXPECTATIONS} when absent */
  readonly expectations?: LayerExpectations | undefined;
}

/** Result of one expectation. */
export interface ExpectationResult extends Judgement {
  readonly name: string;
  readonly severity: ExpectationSeverity;
}

/** State of a table, and the results of its expectations. */
export interface TableCheck extends Pick<DeltaSnapshot, 'version' | 'bytes' | 'updatedAt'> {
  readonly path: LakeTablePath;
  readonly rows: number;
  /** number of data files */
  readonly files: number;
  readonly results: readonly ExpectationResult[];
}

/**
 * Checks the tables of a layer against their expectations: one query over each table. A table that was never written has
 * no result.
 *
 * @throws {DomainError} of the lake, when a log or file cannot be read
 */
export async function checkLayer(options: CheckLayerOptions): Promise<readonly TableCheck[]> {
  const { lake, layer, at, pastOf, expectations = LAKE_EXPECTATIONS[layer] } = options;
  const measured: (readonly [LakeTablePath, readonly Expectation[], DeltaSnapshot, Measured])[] = [];
  for (const [path, rules] of Object.entries(expectations) as [LakeTablePath, readonly Expectation[]][]) {
    const snapshot = await DeltaTable.at(lake, path).snapshot();
    if (snapshot) measured.push([path, rules, snapshot, await measure(lake, snapshot, rules, at)]);
  }
  const rowsBeside = Object.fromEntries(measured.map(([path, , , { rows }]) => [path, rows]));
  return measured.map(([path, rules, { version, bytes, updatedAt, files }, figures]) => ({
    path,
    version,
    bytes,
    updatedAt,
    files: files.length,
    rows: figures.rows,
    results: rules.map((rule) => ({
      name: rule.name,
      severity: rule.severity,
      ...judgeExpectation(rule, { ...figures, rowsBeside }, pastOf(path, rule.name)),
    })),
  }));
}

type Measured = Pick<TableFigures, 'rows' | 'values'>;

async function measure(
  lake: Lake,
  snapshot: DeltaSnapshot,
  expectations: readonly Expectation[],
  at: number,
): Promise<Measured> {
  const opened = [await snapshot.open()];
  try {
    const others: Partial<Record<LakeTablePath, string>> = {};
    for (const { measure: each } of expectations) {
      if (each.kind !== 'ORPHAN_SHARE' || others[each.of] !== undefined) continue;
      const other = await (await DeltaTable.at(lake, each.of).snapshot())?.open();
      if (!other) continue;
      opened.push(other);
      others[each.of] = other.relation;
    }
    const columns = snapshot.schema.map(({ name }) => name);
    const { relation } = opened[0] as (typeof opened)[number];
    const sql = measureSql({ expectations, relation, columns, others, at });
    const [row = {}] = await lake.duckDb.use((connection) => connection.rows(sql));
    const { rows, ...values } = row as Readonly<Record<string, number | null>>;
    return { rows: rows ?? 0, values };
  } finally {
    await Promise.all(opened.map(({ release }) => release()));
  }
}
