import { SECOND_MS } from '../../platform/time.ts';
import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import type { Expectation, ExpectationSeverity, LayerExpectations } from './expectation.ts';
import { type Judgement, judgeExpectation, type PastResult, type TableFigures } from './judge-expectation.ts';
import { LAKE_EXPECTATIONS } from './lake-expectations.ts';
import type { LakeLayer, LakeTablePath } from './lake-tables.ts';
import { measureSql } from './measure-sql.ts';

/** Results of earlier checks of a layer. */
export interface LayerPast {
  /** results of an expectation since the last acceptance, the newest first */
  resultsOf(path: LakeTablePath, name: string): readonly PastResult[];
  /** figure of an expectation that somebody accepted; null when none was */
  acceptedOf(path: LakeTablePath, name: string): number | null;
  /** rows of a table at the last check in which none of its gates failed; null when there was none */
  passedRowsOf(path: LakeTablePath): number | null;
}

/** Dependencies and settings of {@link checkLayer}. */
export interface CheckLayerOptions {
  readonly lake: Lake;
  readonly layer: LakeLayer;
  /** time of the check, epoch milliseconds */
  readonly at: number;
  readonly past: LayerPast;
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
 * Checks the tables of a layer against their expectations: at most one query over each table, and none over one that has not
 * changed since its last check. A table that was never written has no result.
 *
 * @throws {DomainError} of the lake, when a log or file cannot be read
 */
export async function checkLayer(options: CheckLayerOptions): Promise<readonly TableCheck[]> {
  const { lake, layer, past, expectations = LAKE_EXPECTATIONS[layer] } = options;
  const measured: (readonly [LakeTablePath, readonly Expectation[], DeltaSnapshot, Measured])[] = [];
  for (const [path, rules] of Object.entries(expectations) as [LakeTablePath, readonly Expectation[]][]) {
    const snapshot = await DeltaTable.at(lake, path).snapshot();
    if (snapshot) measured.push([path, rules, snapshot, await measure(options, path, snapshot, rules)]);
  }
  const rowsBeside = Object.fromEntries(measured.map(([path, , , { rows }]) => [path, rows]));
  return measured.map(([path, rules, { version, bytes, updatedAt, files }, { rows, values }]) => {
    const figures: TableFigures = { rows, values, rowsBeside, passedRows: past.passedRowsOf(path) };
    const results = rules.map((rule) => ({
      name: rule.name,
      severity: rule.severity,
      ...judgeExpectation(rule, figures, past.resultsOf(path, rule.name), past.acceptedOf(path, rule.name)),
    }));
    return { path, version, bytes, updatedAt, files: files.length, rows, results };
  });
}

type Measured = Pick<TableFigures, 'rows' | 'values'>;

async function measure(
  options: CheckLayerOptions,
  path: LakeTablePath,
  snapshot: DeltaSnapshot,
  rules: readonly Expectation[],
): Promise<Measured> {
  const { past, at } = options;
  const known = new Map<string, PastResult>();
  for (const { name, measure: each } of rules) {
    const [last] = past.resultsOf(path, name);
    // a table that was built anew may have the same version; orphans depend on another table, too
    const isSame = last?.version === snapshot.version && snapshot.updatedAt <= last.checkedAt;
    if (isSame && each.kind !== 'ORPHAN_SHARE') known.set(name, last);
  }
  const [last] = known.values();
  const unknown = rules.filter(({ name }) => !known.has(name));
  if (last && unknown.length === 0) return { rows: last.rows, values: agedValues(rules, known, at) };
  return await query(options, snapshot, rules);
}

/** Figures of a table that has not changed: only what is measured in time has. */
function agedValues(
  rules: readonly Expectation[],
  known: ReadonlyMap<string, PastResult>,
  at: number,
): Measured['values'] {
  const values = rules.map(({ name, measure: each }) => {
    const { found = null, checkedAt = at } = known.get(name) ?? {};
    return [name, found !== null && each.kind === 'AGE_SECONDS' ? found + (at - checkedAt) / SECOND_MS : found];
  });
  return Object.fromEntries(values);
}

async function query(
  { lake, at }: CheckLayerOptions,
  snapshot: DeltaSnapshot,
  expectations: readonly Expectation[],
): Promise<Measured> {
  const table = await snapshot.open();
  const opened = [table];
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
    const sql = measureSql({ expectations, relation: table.relation, columns, others, at });
    const [row = {}] = await lake.duckDb.use((connection) => connection.rows(sql));
    const { rows, ...values } = row as Readonly<Record<string, number | null>>;
    return { rows: rows ?? 0, values };
  } finally {
    await Promise.all(opened.map(({ release }) => release()));
  }
}
