import { sql } from 'kysely';
import { DEFAULT_POLICY, type PromotionPolicy } from '../gates/promotion-policy.ts';
import type { Db } from '../versions/store/version-store.ts';

/** Promotion policy of a model; the default one where none was set. */
export async function findPolicy(db: Db, model: string): Promise<PromotionPolicy> {
  const { rows } = await sql<{ policy: Partial<PromotionPolicy> }>`
    SELECT policy FROM models.promotion_policy WHERE model = ${model}`.execute(db);
  // parts that a stored policy lacks have their defaults
  return { ...DEFAULT_POLICY, ...rows[0]?.policy };
}

/** Stores the promotion policy of a model. */
export async function putPolicy(
  trx: Db,
  model: string,
  policy: PromotionPolicy,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<void> {
  await sql`INSERT INTO models.promotion_policy (model, policy, changed_at, changed_by)
    VALUES (${model}, ${JSON.stringify(policy)}, ${at}, ${by})
    ON CONFLICT (model) DO UPDATE SET policy = excluded.policy, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(trx);
}
