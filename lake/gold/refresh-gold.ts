import { type Lake, lakeNow } from '../delta/lake.ts';
import { maintainAfter } from '../delta/maintain-table.ts';
import { OpenRelations } from '../silver/open-relations.ts';
import { openTable } from '../silver/open-table.ts';
import type { TableDefinition } from '../silver/silver-tables.ts';
import { featureQuery } from './compute-features.ts';
import { GOLD_FEATURES, GOLD_TRAINING_SET } from './gold-tables.ts';
import { type OpenSilver, openSilver } from './open-silver.ts';
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
  /**
   * age up to which tables stay as they are while silver has nothing new, milliseconds: the features that age are as of their
   * time still; 0 by default
   */
  readonly staleAfterMs?: number;
}

/** Result of {@link refreshGold}: rows of each table, by path; one that stayed as it is is absent. */
export type RefreshedGold = Readonly<Record<string, number>>;

/**
 * Computes the gold tables from silver and replaces them: the features of every lead as of a time, and the training set as
 * it is known then.
 *
 * Pass the time before events were last fed to bronze: those recorded since may not have arrived, and would change the answer.
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
    const refresh = { lake, txn: silver.txn, staleAfterMs: options.staleAfterMs ?? 0 };
    return {
      ...(await replace(refresh, GOLD_FEATURES, featureQuery({ asOf }, silver, lakeNow(lake)))),
      ...(await replace(refresh, GOLD_TRAINING_SET, trainingRows({ asOf, leadAges, maturityDays }, silver))),
    };
  } finally {
    await relations.release();
  }
}

interface Refresh extends Pick<OpenSilver, 'txn'> {
  readonly lake: Lake;
  readonly staleAfterMs: number;
}

async function replace(
  { lake, txn, staleAfterMs }: Refresh,
  definition: TableDefinition,
  query: string,
): Promise<RefreshedGold> {
  const { table, present, isOutdated } = await openTable(lake, definition);
  const read = present.txnVersion(txn.appId);
  const isFresh = read === txn.version && lakeNow(lake) - present.updatedAt < staleAfterMs;
  if (isFresh && !isOutdated) return {};
  const commit = {
    basedOn: present,
    operation: 'REFRESH',
    ...(isOutdated && { schema: definition.columns }),
    // the same position again would count as a repeat
    ...(read !== txn.version && { txn }),
  };
  const { rows, version } = await table.overwrite(query, commit);
  await maintainAfter(table, version);
  return { [definition.path]: rows };
}
