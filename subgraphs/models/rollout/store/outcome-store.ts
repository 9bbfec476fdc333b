import { type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { Db } from '../../versions/store/version-store.ts';
import type { OutcomeCount } from '../rules/accumulate-evidence.ts';

/** Rule of when a lead without an outcome counts as lost. */
export interface Maturity {
  /** epoch milliseconds */
  readonly now: number;
  /** age since its first exposure, milliseconds */
  readonly maturityMs: number;
}

/**
 * Leads of a rollout, once each, by their first exposure, with their outcomes.
 *
 * Leaves out held-out leads, leads exposed before the first step, and leads whose outcome came before their exposure,
 * which no score could change.
 *
 * @param from time at which the first step was entered, epoch milliseconds
 * @param heldOut whether to return the leads whose scores are hidden from sales instead
 */
function firstExposures(
  rollout: number,
  from: number,
  { now, maturityMs }: Maturity,
  heldOut: boolean,
): RawBuilder<unknown> {
  return sql`SELECT e.version, e.at, e.versions,
      o.result IS NOT NULL OR e.at <= ${now - maturityMs} AS matured,
      o.result IS NOT DISTINCT FROM 'CONVERTED' AS converted
    FROM (
      SELECT lead_id, min(exposed_at) AS at, count(DISTINCT version) AS versions,
        (array_agg(version ORDER BY exposed_at, version))[1] AS version
      FROM scores.exposure_log WHERE rollout = ${rollout} AND held_out = ${heldOut} GROUP BY lead_id
    ) e JOIN leads.outcome_facts o USING (lead_id)
    WHERE e.at >= ${from} AND (o.occurred_at IS NULL OR o.occurred_at >= e.at)`;
}

/**
 * Counts matured and converted leads by version and by the step of their first exposure.
 * @param sinces times at which steps were entered
 */
export async function countOutcomes(
  db: Db,
  rollout: number,
  sinces: readonly number[],
  maturity: Maturity,
): Promise<OutcomeCount[]> {
  const exposures = firstExposures(rollout, sinces[0] ?? 0, maturity, false);
  return jsonRows(
    db,
    sql`SELECT version, width_bucket(at, ${sinces}::bigint[]) AS entered, count(*) FILTER (WHERE matured) AS matured,
        count(*) FILTER (WHERE converted) AS converted
      FROM (${exposures}) exposure GROUP BY version, entered`,
  );
}

/** Outcomes of the leads of one arm. */
export interface ArmOutcomes {
  readonly version: number;
  readonly exposed: number;
  readonly matured: number;
  readonly converted: number;
  /** exposed leads that were exposed to several versions */
  readonly several: number;
}

/** Outcomes by version over the whole rollout. */
export async function countArmOutcomes(
  db: Db,
  rollout: number,
  from: number,
  maturity: Maturity,
  heldOut = false,
): Promise<ArmOutcomes[]> {
  return jsonRows(
    db,
    sql`SELECT version, count(*) AS exposed, count(*) FILTER (WHERE matured) AS matured,
        count(*) FILTER (WHERE converted) AS converted, count(*) FILTER (WHERE versions > 1) AS several
      FROM (${firstExposures(rollout, from, maturity, heldOut)}) exposure GROUP BY version ORDER BY version`,
  );
}
