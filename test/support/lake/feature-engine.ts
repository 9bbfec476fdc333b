import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Lake } from '../../../lake/delta/lake.ts';
import { featureSql } from '../../../lake/features/feature-sql.ts';
import { FEATURES, type FeatureValue } from '../../../lake/features/features.ts';
import { computeFeatures } from '../../../lake/gold/compute-features.ts';
import type { Database } from '../../../platform/database/database.ts';
import { createPastFeatureFunction, findPastFeatures } from '../../../subgraphs/scores/scoring/past-features.ts';

/** Features of leads by id, in the order of `FEATURES`. */
export type FeatureTable = ReadonlyMap<string, readonly FeatureValue[]>;

/** An engine that runs the one definition of the features over the facts of leads. */
export interface FeatureEngine {
  readonly name: string;
  /** Features of every lead known at a time, epoch milliseconds. */
  featuresAt(asOf: number): Promise<FeatureTable>;
}

type FeatureRow = Readonly<Record<string, FeatureValue>>;

/** The database that scores read: PGlite or PostgreSQL. */
export function databaseEngine(database: Database): FeatureEngine {
  return {
    name: database.kind,
    featuresAt: async (asOf) => {
      const time = `${asOf}::bigint`;
      const query = featureSql({
        requested: `(SELECT lead_id, ${time} AS as_of FROM leads.lead_facts WHERE valid_from <= ${time} AND ${time} < valid_until)`,
        leads: 'leads.lead_facts',
        interactions: 'leads.interaction_facts',
        double: 'DOUBLE PRECISION',
      });
      const { rows } = await sql.raw<FeatureRow>(query).execute(database.tables<never>('long'));
      return tableOf(rows);
    },
  };
}

/** The function of the database by which leads are scored as of a time, with its rows as JSON, for some leads. */
export function scoringEngine(database: Database, leadIds: readonly string[]): FeatureEngine {
  return {
    name: 'scoring',
    featuresAt: async (asOf) => {
      const db = database.tables<never>('long');
      await createPastFeatureFunction(db);
      const moments = leadIds.map((leadId) => ({ leadId, asOf }));
      const found = await findPastFeatures(db, moments);
      return tableOf(found.flatMap((features, index) => (features ? [{ ...features, lead_id: leadIds[index] }] : [])));
    },
  };
}

/** DuckDB over the silver tables of a lake. */
export function lakeEngine(lake: Lake): FeatureEngine {
  return {
    name: 'duckdb',
    featuresAt: async (asOf) => {
      const computed = await computeFeatures(lake, { asOf });
      assert.ok(computed, 'silver is not there');
      try {
        return tableOf(await lake.duckDb.use((connection) => connection.rows(computed.query)));
      } finally {
        await computed.release();
      }
    },
  };
}

/** Table of rows with `lead_id` and a column for each feature. */
export function tableOf(rows: readonly Readonly<Record<string, unknown>>[]): FeatureTable {
  const names = FEATURES.map(({ name }) => name);
  return new Map(rows.map((row) => [String(row.lead_id), names.map((name) => row[name] as FeatureValue)]));
}

/** Asserts that two engines give the same leads the same features: every value, every bit. */
export function assertSameFeatures(found: FeatureTable, expected: FeatureTable, what: string): void {
  const unequal: string[] = [];
  for (const [leadId, values] of expected) {
    const others = found.get(leadId);
    for (const [index, { name }] of FEATURES.entries())
      if (!Object.is(others?.[index], values[index]))
        unequal.push(`${leadId} ${name}: found ${others?.[index]}, expected ${values[index]}`);
  }
  for (const leadId of found.keys()) if (!expected.has(leadId)) unequal.push(`${leadId}: found, expected none`);
  assert.deepEqual(unequal.slice(0, 10), [], `${what}: ${unequal.length} values differ`);
}
