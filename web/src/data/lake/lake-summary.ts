import type { DataLakeQuery, LakeExpectationStatus, LakeLayer } from '../../graph/generated/graphql.ts';

/** A table of the lake, as the page reads it. */
export type LakeTableFacts = NonNullable<DataLakeQuery['lakeTables']>[number];

/** An expectation with the path of its table. */
export interface TableExpectation {
  readonly table: string;
  readonly expectation: NonNullable<LakeTableFacts['expectations']>[number];
}

/** Figures of one layer over its tables. */
export interface LayerSummary {
  readonly layer: LakeLayer;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
  /** number of expectations whose latest check failed */
  readonly failed: number;
  /** whether one of those stops the next layer */
  readonly isGated: boolean;
  /** age of the table that was refreshed the longest ago, seconds; undefined where none was written */
  readonly freshnessSeconds: number | undefined;
}

/** Layers in the direction in which data flows. */
export const LAYERS = ['BRONZE', 'SILVER', 'GOLD', 'PREDICTIONS'] as const satisfies readonly LakeLayer[];

/** Sums the tables up by layer, in the direction of the flow; layers without tables are left out. */
export function summariseLayers(tables: readonly LakeTableFacts[]): readonly LayerSummary[] {
  return LAYERS.flatMap((layer) => {
    const own = tables.filter((table) => table.layer === layer);
    if (own.length === 0) return [];
    const failed = expectationsOf(own).filter(({ expectation }) => expectation.status === 'FAILED');
    const ages = own.flatMap(({ freshnessSeconds }) => freshnessSeconds ?? []);
    return {
      layer,
      tables: own.length,
      rows: sum(own.map(({ rows }) => rows ?? 0)),
      bytes: sum(own.map(({ bytes }) => bytes ?? 0)),
      failed: failed.length,
      isGated: failed.some(({ expectation }) => expectation.severity === 'GATE'),
      freshnessSeconds: ages.length === 0 ? undefined : Math.max(...ages),
    };
  });
}

/** Expectations of tables, what needs a look first: failed gates, failed warnings, then unknown ones, then passed ones. */
export function expectationsOf(tables: readonly LakeTableFacts[]): readonly TableExpectation[] {
  return tables
    .flatMap(({ name: table, expectations }) => (expectations ?? []).map((expectation) => ({ table, expectation })))
    .sort((a, b) => urgency(a) - urgency(b));
}

/** Number of expectations of a table by their latest result. */
export function countResults(table: LakeTableFacts): Readonly<Record<LakeExpectationStatus, number>> {
  const counts = { PASSED: 0, FAILED: 0, INSUFFICIENT: 0 };
  for (const { status } of table.expectations ?? []) if (status) counts[status] += 1;
  return counts;
}

/** Time after which the alert on an overdue table opens, seconds beyond the interval of refreshes; undefined without a rule. */
export function overdueLimit(rules: DataLakeQuery['alertRules']): number | undefined {
  const limits = (rules ?? [])
    .filter(({ metric }) => metric === 'LAKE_OVERDUE_SECONDS')
    .flatMap(({ levels }) => levels.map(({ enter }) => enter));
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** Whether every table that exists was brought up to date after a request. */
export function isRefreshed(tables: readonly LakeTableFacts[], requestedAt: string): boolean {
  // predictions are written by batch jobs, not by a refresh
  const written = tables.filter(({ layer, refreshedAt }) => layer !== 'PREDICTIONS' && refreshedAt !== null);
  return (
    written.length > 0 &&
    written.every(({ refreshedAt }) => Date.parse(refreshedAt as string) >= Date.parse(requestedAt))
  );
}

function urgency({ expectation: { status, severity } }: TableExpectation): number {
  if (status === 'FAILED') return severity === 'GATE' ? 0 : 1;
  return status === 'PASSED' ? 3 : 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
