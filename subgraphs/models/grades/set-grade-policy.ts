import { DomainError } from '../../../platform/errors.ts';
import type { GradeLimits } from '../../../scoring/grade.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { type AuditDeps, audited } from '../audit/audited.ts';
import { lockExistingModel } from '../versions/change-model.ts';
import { publishDeploymentChanged } from '../versions/move-version.ts';
import type { Db } from '../versions/store/version-store.ts';
import { checkGradeLimits } from './rules/check-grade-limits.ts';
import { findGradePolicies, type GradePolicyRow, insertGradePolicy } from './store/grade-policy-store.ts';

/** Limits to set for a model. */
export interface GradePolicyChange {
  readonly model: string;
  readonly limits: GradeLimits;
  /** version that the change was made from; absent: whichever is current */
  readonly expectedVersion?: number | undefined;
}

/**
 * Sets the limits between the grades of a model: a new version of its grade policy, which every replica gives new scores
 * within a second. Recorded scores keep their grades. Limits that are current already change nothing, so that a retry is
 * harmless.
 *
 * @returns the current policy
 * @throws {DomainError} VALIDATION_FAILED, MODEL_NOT_FOUND, GRADE_POLICY_CHANGED
 */
export async function setGradePolicy(
  deps: AuditDeps,
  change: GradePolicyChange,
  authorship: Authorship,
): Promise<GradePolicyRow> {
  const { model, limits } = change;
  const attempt = { action: 'SET_GRADE_POLICY', model, ...authorship } as const;
  const check = async () => checkGradeLimits(limits);
  const current = await audited(deps, attempt, check, async (trx) => {
    await lockExistingModel(trx, model);
    const before = await getGradePolicy(trx, model);
    if (!isEqual(before.limits, limits)) {
      requireVersion(before, change.expectedVersion);
      const { by, reason } = authorship;
      await insertGradePolicy(trx, { model, version: before.version + 1, limits, at: deps.clock(), by, reason });
    }
    const after = await getGradePolicy(trx, model);
    return { result: after, before: stateOf(before), after: stateOf(after) };
  });
  publishDeploymentChanged(deps.database);
  deps.log.info({ model, gradePolicy: current.name, by: authorship.by }, 'grade policy set');
  return current;
}

async function getGradePolicy(db: Db, model: string): Promise<GradePolicyRow> {
  const [policy] = await findGradePolicies(db, [model]);
  if (!policy) throw new RangeError(`model ${model} has no grade policy`);
  return policy;
}

function isEqual(one: GradeLimits, other: GradeLimits): boolean {
  return one.A === other.A && one.B === other.B && one.C === other.C;
}

function requireVersion({ model, version }: GradePolicyRow, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  const message = `grade policy of ${model}: found version ${version}, expected ${expected}`;
  throw new DomainError('GRADE_POLICY_CHANGED', message, { model, found: version, expected });
}

function stateOf({ name, limits }: GradePolicyRow): Readonly<Record<string, unknown>> {
  return { gradePolicy: name, limits };
}
