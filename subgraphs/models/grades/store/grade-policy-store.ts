import { sql } from 'kysely';
import type { GradeLimits, GradePolicy } from '../../../../scoring/grade.ts';
import type { Db } from '../../versions/store/version-store.ts';

/** Grade policy of a model as stored; version 1 is the default, which nobody set. */
export interface GradePolicyRow extends GradePolicy {
  readonly model: string;
  /** from 1 */
  readonly version: number;
  /** epoch milliseconds; of version 1, the creation of the model */
  readonly set_at: number;
  readonly set_by: string | null;
  readonly reason: string | null;
}

const COLUMNS = sql`model, version, name, limits, set_at, set_by, reason`;

/** Current policies of these models, in no particular order. */
export async function findGradePolicies(db: Db, models: readonly string[]): Promise<GradePolicyRow[]> {
  const { rows } = await sql<GradePolicyRow>`SELECT ${COLUMNS} FROM models.grade_policy_facts
    WHERE is_current AND model = ANY(${models}::text[])`.execute(db);
  return rows;
}

/** Policies of a model below a version, newest first. */
export async function listGradePolicies(
  db: Db,
  model: string,
  count: number,
  below: number | null,
): Promise<GradePolicyRow[]> {
  const { rows } = await sql<GradePolicyRow>`SELECT ${COLUMNS} FROM models.grade_policy_facts
    WHERE model = ${model} AND (${below}::int IS NULL OR version < ${below}) ORDER BY version DESC LIMIT ${count}`.execute(
    db,
  );
  return rows;
}

/** Grade policy to be stored. */
export interface NewGradePolicy {
  readonly model: string;
  readonly version: number;
  readonly limits: GradeLimits;
  /** epoch milliseconds */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** Stores a policy, which is the current one from the commit on. Requires the lock of the model. */
export async function insertGradePolicy(trx: Db, policy: NewGradePolicy): Promise<void> {
  const { model, version, limits, at, by, reason } = policy;
  await sql`INSERT INTO models.grade_policy (model, version, a, b, c, set_at, set_by, reason)
    VALUES (${model}, ${version}, ${limits.A}, ${limits.B}, ${limits.C}, ${at}, ${by}, ${reason})`.execute(trx);
}
