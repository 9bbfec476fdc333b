import { figureUnit } from '../../../lake/expectations/figure-unit.ts';
import { LAKE_EXPECTATIONS } from '../../../lake/expectations/lake-expectations.ts';
import type { LakeTablePath } from '../../../lake/expectations/lake-tables.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { LAKE_SUBJECT, severityRank } from '../alerts/rules/alert-rule.ts';
import type { Signal } from '../alerts/rules/signal.ts';
import type { ExpectationLogRow, TableStateRow } from './lake-store.ts';

const COMMON = { model: LAKE_SUBJECT, check: 'LAKE' } as const;

/**
 * Signals of the results of expectations: the severity of a failed one; 0 where it passed; null where there was too little
 * data.
 */
export function expectationSignals(results: readonly ExpectationLogRow[]): readonly Signal[] {
  return results.map(({ layer, path, expectation, severity, status, checked_at: at, ...figures }) => {
    const rule = LAKE_EXPECTATIONS[layer]?.[path as LakeTablePath]?.find(({ name }) => name === expectation);
    const { found, least, greatest, rows, version } = figures;
    const failure = severityRank(severity === 'GATE' ? 'CRITICAL' : 'WARNING');
    return {
      ...COMMON,
      metric: 'LAKE_EXPECTATION',
      feature: path,
      slice: `expectation=${expectation}`,
      value: status === 'INSUFFICIENT' ? null : status === 'PASSED' ? 0 : failure,
      at,
      evidence: {
        ...{ layer, table: path, expectation, severity, found, least, greatest, rows, version },
        // an earlier or later release may have other rules
        description: rule?.description ?? expectation,
        unit: rule ? figureUnit(rule.measure) : 'NUMBER',
      },
    };
  });
}

/**
 * Signals of the time by which tables are overdue: since they were last brought up to date, beyond the interval of refreshes.
 * Without a schedule null.
 *
 * @param at now, epoch milliseconds
 */
export function overdueSignals(tables: readonly TableStateRow[], at: number): readonly Signal[] {
  return tables.map(({ layer, path, version, refreshed_at: refreshedAt, refresh_ms: refreshMs }) => ({
    ...COMMON,
    metric: 'LAKE_OVERDUE_SECONDS',
    feature: path,
    value: refreshMs === null ? null : Math.max(0, at - refreshedAt - refreshMs) / SECOND_MS,
    at,
    evidence: { layer, table: path, version, refreshedAt },
  }));
}
