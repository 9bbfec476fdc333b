import { isDeepStrictEqual } from 'node:util';
import { cutText } from '../../../../platform/cut-text.ts';
import { DomainError, isDatabaseOutage } from '../../../../platform/errors.ts';
import { changeModel, lockExistingModel } from '../../versions/change-model.ts';
import type { Db } from '../../versions/store/version-store.ts';
import { applyRolloutEvent, isMoved, isStep, planOf } from '../commands/apply-rollout-event.ts';
import type { RolloutEvent } from '../rules/rollout-event.ts';
import { type RolloutEvidence, type WatchedRollout, watchedVersions } from '../rules/rollout-evidence.ts';
import type { RecordedAnalysis, RolloutRow } from '../rules/rollout-row.ts';
import { nextRollout, type RolloutState } from '../rules/rollout-state.ts';
import { findWatched, putEvidence } from '../store/evidence-store.ts';
import { pruneAnalyses } from '../store/prune-analyses.ts';
import type { EvaluationDeps } from './evaluation-deps.ts';

/** Actor of the controller in history and audit log. */
const CONTROLLER = 'rollout-controller';

/** Events without a change of step that are kept per rollout, and the number of analyses between two prunings. */
const KEPT_EVENTS = 1_000;
const PRUNED_EVERY = 100;

/** The audit log takes reasons up to this length. */
const MAX_REASON = 1_000;

/** Result of one evaluation. */
export interface Evaluation {
  /** null when there is none yet */
  readonly evidence: RolloutEvidence | null;
  readonly event: RolloutEvent;
  readonly analysis?: RecordedAnalysis | undefined;
}

/** Thrown when the rollout changed since it was read, so that the evaluation is void. */
class Superseded extends Error {}

/**
 * Stores the result of an evaluation and applies its event, in one transaction that locks the model. Does nothing when
 * the rollout has changed since it was read. A refused promotion, because the challenger's file is damaged, ends the
 * rollout: otherwise every evaluation would retry it.
 */
export async function commitEvaluation(
  deps: EvaluationDeps,
  row: WatchedRollout,
  evaluation: Evaluation,
): Promise<void> {
  const { state } = nextRollout(planOf(row), row.state, evaluation.event);
  try {
    await apply(deps, row, evaluation, state);
  } catch (error) {
    if (error instanceof Superseded) return;
    if (state.status !== 'COMPLETED' || !(error instanceof DomainError) || isDatabaseOutage(error)) throw error;
    const reason = `the promotion was refused: ${error.message}`;
    const event = { type: 'FAIL', at: evaluation.event.at, reason } as const;
    await commitEvaluation(deps, row, { ...evaluation, event });
  }
}

async function apply(
  deps: EvaluationDeps,
  row: WatchedRollout,
  evaluation: Evaluation,
  state: RolloutState,
): Promise<void> {
  const { evidence, event, analysis = null } = evaluation;
  const authorship = { by: CONTROLLER, reason: reasonOf(event) };
  const changed: { after: RolloutRow } = { after: row };
  const change = async (trx: Db): Promise<void> => {
    const current = await findWatched(trx, row.id);
    if (!current || !isDeepStrictEqual(current, row)) throw new Superseded();
    if (evidence) await putEvidence(trx, row.id, evidence);
    changed.after = await applyRolloutEvent(trx, current, event, authorship, analysis);
    if (evidence && evidence.analyses % PRUNED_EVERY === 0) await pruneAnalyses(trx, row.id, KEPT_EVENTS);
  };
  if (isStep(row.state, state)) await applyAudited(deps, row, state, authorship, change);
  else await applyLocked(deps, row, change);
  deps.publish(isMoved(row, changed.after));
}

async function applyAudited(
  deps: EvaluationDeps,
  row: WatchedRollout,
  { status, step }: RolloutState,
  authorship: { readonly by: string; readonly reason: string },
  change: (trx: Db) => Promise<void>,
): Promise<void> {
  const { id, model } = row;
  const version = watchedVersions(row)[0]?.version as number;
  const isFailure = status === 'ROLLED_BACK';
  const action = isFailure ? 'FAIL_ROLLOUT' : 'STEP_ROLLOUT';
  await changeModel(
    deps,
    { action, model, version, ...authorship },
    async () => undefined,
    async (trx) => {
      await change(trx);
      return version;
    },
  );
  const facts = { rollout: id, model, version, status, step, reason: authorship.reason };
  if (isFailure) deps.log.warn(facts, 'rollout rolled back by its evidence');
  else deps.log.info(facts, 'rollout advanced');
}

/** Applies an evaluation that changed neither status nor step: it needs no audit event. */
async function applyLocked(
  { database }: EvaluationDeps,
  { model }: WatchedRollout,
  change: (trx: Db) => Promise<void>,
): Promise<void> {
  await database
    .tables<never>()
    .transaction()
    .execute(async (trx) => {
      await lockExistingModel(trx, model);
      await change(trx);
    });
}

function reasonOf(event: RolloutEvent): string {
  const reason = 'reason' in event ? event.reason : '';
  return cutText(reason || WITHOUT_REASON[event.type] || event.type, MAX_REASON);
}

const WITHOUT_REASON: Partial<Record<RolloutEvent['type'], string>> = {
  START: 'the first step begins',
  TIME_PASSED: 'the hold time has passed',
  ANALYSED: 'no evidence yet',
};
