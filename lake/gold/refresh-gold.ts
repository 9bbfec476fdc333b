import { type Lake, lakeNow } from '../delta/lake.ts';
import { maintainTable } from '../silver/maintain-table.ts';
import { OpenRelations } from '../silver/open-relations.ts';
import { openTable } from '../silver/open-table.ts';
import type { TableDefinition } from '../silver/silver-tables.ts';
import { featureQuery } from './compute-features.ts';
import { GOLD_FEATURES, GOLD_TRAINING_SET } from './gold-tables.ts';
import { openSilver } from './open-silver.ts';
import { trainingRows } from './training-rows.ts';

/** Quantiles of the age of leads at the decision of the training set, days: evenly over their first 30 days. */
export const DEFAULT_LEAD_AGES: readonly number[] = [0, 30];

/** Age of a decision from which on a lead without an outcome counts as not converted, days. */
export const DEFAULT_MATURITY_DAYS = 90;

/** Settings of {@link refreshGold}. */
export interface RefreshGoldOptions {
  /** time as of which features and outcomes are known, epoch milliseconds; now by default */
  readonly asOf?: number;
  /** see {@link DEFAULT_MATURITY_DAYS} */
  readonly maturityDays?: number;
  /** see {@link DEFAULT_LEAD_AGES} */
  readonly leadAges?: readonly number[];
}

/** Result of {@link refreshGold}: rows of each table, by path. */
export type RefreshedGold = Readonly<Record<string, number>>;

/**
 * Computes the gold tables from silver and replaces them: the features of every lead as of a time, and the training set as
 * it is known then.
 *
 * @returns no table as long as silver was never written
 * @throws {DomainError} LAKE_COMMIT_CONFLICT, and the faults of storage and DuckDB
 */
export async function refreshGold(lake: Lake, options: RefreshGoldOptions = {}): Promise<RefreshedGold> {
  const { asOf = lakeNow(lake), maturityDays = DEFAULT_MATURITY_DAYS, leadAges = DEFAULT_LEAD_AGES } = options;
  const relations = new OpenRelations();
  try {
    const silver = await openSilver(lake, relations);
    if (!silver) return {};
    return {
      ...(await replace(lake, GOLD_FEATURES, featureQuery({ asOf }, silver, lakeNow(lake)))),
      ...(await replace(lake, GOLD_TRAINING_SET, trainingRows({ asOf, leadAges, maturityDays }, silver))),
    };
  } finally {
    await relations.release();
  }
}

async function replace(lake: Lake, definition: TableDefinition, query: string): Promise<RefreshedGold> {
  const { table, present, isOutdated } = await openTable(lake, definition);
  const schema = isOutdated ? { schema: definition.columns } : {};
  const { rows, version } = await table.overwrite(query, { ...schema, basedOn: present, operation: 'REFRESH' });
  await maintainTable(table, version);
  return { [definition.path]: rows };
}
