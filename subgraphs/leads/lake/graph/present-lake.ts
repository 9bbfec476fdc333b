import type { Expectation } from '../../../../lake/expectations/expectation.ts';
import { figureUnit } from '../../../../lake/expectations/figure-unit.ts';
import { LAKE_EXPECTATIONS } from '../../../../lake/expectations/lake-expectations.ts';
import type { LakeLayer, LakeTablePath } from '../../../../lake/expectations/lake-tables.ts';
import { SECOND_MS } from '../../../../platform/time.ts';
import type { ExpectationResultRow, LakeTableRow } from '../expectations/expectation-store.ts';
import type { LakeExpectation, LakeExpectationResult, LakeTable } from './lake-table.ts';

/** A table with its state. @param state absent when it was never written. @param now epoch milliseconds */
export function presentTable(
  layer: LakeLayer,
  name: LakeTablePath,
  state: LakeTableRow | undefined,
  now: number,
): LakeTable {
  return {
    layer,
    name,
    rows: state?.rows ?? null,
    version: state?.version ?? null,
    passedVersion: state?.passedVersion ?? null,
    updatedAt: state?.updatedAt ?? null,
    refreshedAt: state?.refreshedAt ?? null,
    // a clock that is behind the one that wrote
    freshnessSeconds: state ? Math.max(0, now - state.refreshedAt) / SECOND_MS : null,
    bytes: state?.bytes ?? null,
    files: state?.files ?? null,
  };
}

/** An expectation with its latest result. @param result absent before the first check */
export function presentExpectation(
  table: string,
  { name, description, severity, measure, threshold }: Expectation,
  result: ExpectationResultRow | undefined,
): LakeExpectation {
  const { status = null, found = null, least = null, greatest = null, checkedAt = null } = result ?? {};
  return {
    ...{ table, name, description, severity },
    isLearnt: threshold.kind === 'LEARNT',
    unit: figureUnit(measure),
    ...{ status, found, least, greatest, checkedAt },
    expected: rangeText(least, greatest),
  };
}

/** A result as a GraphQL object. */
export function presentResult(row: ExpectationResultRow): LakeExpectationResult {
  const { layer, path, name, severity, status, found, least, greatest, rows, version, checkedAt } = row;
  const rule = LAKE_EXPECTATIONS[layer]?.[path as LakeTablePath]?.find((each) => each.name === name);
  return {
    ...{ layer, table: path, expectation: name, severity, status, unit: rule ? figureUnit(rule.measure) : null },
    ...{ found, least, greatest, rows, version, checkedAt },
  };
}

function rangeText(least: number | null, greatest: number | null): string | null {
  const [from, to] = [least, greatest].map((bound) => (bound === null ? null : Number(bound.toPrecision(4))));
  if (from !== null && to !== null) return `${from} to ${to}`;
  if (to !== null) return `at most ${to}`;
  return from === null ? null : `at least ${from}`;
}
