import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../../../platform/database/statements/json-rows.ts';
import { exposeState, type GaugeValue } from '../../../platform/health/state-metrics.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { readTableStates, type TableStateRow } from '../lake/lake-store.ts';
import type { StoredMetricsDeps } from './metrics-deps.ts';

/** Number of expectations of a table with one severity and status, at their latest check. */
interface ExpectationCount {
  readonly layer: string;
  readonly path: string;
  readonly severity: string;
  readonly status: string;
  readonly expectations: number;
}

const labelNames = ['layer', 'table'] as const;

const GAUGES = {
  leadscore_lake_table_rows: { help: 'Rows of a table of the lake, by layer and table.', labelNames },
  leadscore_lake_table_bytes: { help: 'Size of the data files of a table of the lake, bytes.', labelNames },
  leadscore_lake_table_files: { help: 'Data files of a table of the lake.', labelNames },
  leadscore_lake_table_version: { help: 'Delta version of a table of the lake.', labelNames },
  leadscore_lake_table_updated_timestamp_seconds: {
    help: 'Time of the version of a table of the lake, Unix time.',
    labelNames,
  },
  leadscore_lake_table_refreshed_timestamp_seconds: {
    help: 'When a table of the lake was last brought up to date, whether or not there was anything new, Unix time.',
    labelNames,
  },
  leadscore_lake_expectations: {
    help: 'Expectations of a table of the lake, by severity (GATE, WARN) and status (PASSED, FAILED, INSUFFICIENT).',
    labelNames: [...labelNames, 'severity', 'status'],
  },
};

/** Exposes the tables of the lake as of their last check, and how their expectations did. */
export function exposeLake({ registry, db, log }: StoredMetricsDeps): void {
  exposeState({
    ...{ registry, log, part: 'lake', lifeMs: 10 * SECOND_MS },
    gauges: GAUGES,
    read: async () => {
      const tables = await readTableStates(db);
      const by = (value: (state: TableStateRow) => number): readonly GaugeValue[] =>
        tables.map((state) => ({ labels: { layer: state.layer, table: state.path }, value: value(state) }));
      return {
        leadscore_lake_table_rows: by(({ rows }) => rows),
        leadscore_lake_table_bytes: by(({ bytes }) => bytes),
        leadscore_lake_table_files: by(({ files }) => files),
        leadscore_lake_table_version: by(({ version }) => version),
        leadscore_lake_table_updated_timestamp_seconds: by(({ updated_at: at }) => at / SECOND_MS),
        leadscore_lake_table_refreshed_timestamp_seconds: by(({ refreshed_at: at }) => at / SECOND_MS),
        leadscore_lake_expectations: (await countExpectations(db)).map(
          ({ layer, path: table, severity, status, expectations: value }) => {
            return { labels: { layer, table, severity, status }, value };
          },
        ),
      };
    },
  });
}

/** Counts the latest results: those of the last check of each table. */
function countExpectations(db: Kysely<never>): Promise<ExpectationCount[]> {
  return jsonRows(
    db,
    sql`SELECT layer, path, severity, status, count(*)::int AS expectations
      FROM leads.lake_table_state t CROSS JOIN LATERAL (
        SELECT DISTINCT ON (r.expectation) r.severity, r.status FROM leads.lake_expectation_log r
        WHERE r.path = t.path ORDER BY r.expectation, r.sequence DESC) latest
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  );
}
