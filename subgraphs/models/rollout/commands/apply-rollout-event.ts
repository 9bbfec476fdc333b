import type { Authorship } from '../../audit/audit-event.ts';
import { makeChampion } from '../../versions/move-version.ts';
import { type Db, putChallenger } from '../../versions/store/version-store.ts';
import { accessionOf } from '../rules/rollback-window.ts';
import type { RolloutEffect, RolloutEvent } from '../rules/rollout-event.ts';
import type { RecordedAnalysis, RolloutRow, RolloutSeverity, RolloutVersion } from '../rules/rollout-row.ts';
import { nextRollout, type RolloutPlan, type RolloutState } from '../rules/rollout-state.ts';
import { appendRolloutEvent, updateRollout } from '../store/rollout-store.ts';

/** Part of a rollout that its rules depend on. */
export function planOf({ strategy, settings, requested_by }: RolloutRow): RolloutPlan {
  return { strategy, steps: settings.steps, requestedBy: requested_by };
}

/**
 * Applies an event to a rollout: new state, traffic share, promotion and history, in the transaction of the caller,
 * which must hold the lock of the model and have read the row. After the commit, publish the live deployment when
 * {@link isMoved}, and the stream of rollout events.
 *
 * @param analysis the analysis at this moment
 * @returns the rollout after the event; the same row when nothing changed, which is not stored
 * @throws {DomainError} ROLLOUT_ACTION_REFUSED, ROLLOUT_SELF_APPROVED; what a promotion throws when the challenger
 *   passed all steps
 */
export async function applyRolloutEvent(
  trx: Db,
  row: RolloutRow,
  event: RolloutEvent,
  authorship: Authorship,
  analysis: RecordedAnalysis | null = null,
): Promise<RolloutRow> {
  const { state, effects } = nextRollout(planOf(row), row.state, event);
  if (state === row.state && effects.length === 0 && !analysis) return row;
  const isOver = state.status === 'COMPLETED' || state.status === 'ROLLED_BACK' || state.status === 'ABORTED';
  const reason = reasonOf(effects, event) ?? authorship.reason;
  const next: RolloutRow = {
    ...row,
    state,
    traffic_share: isOver ? 0 : (shareOf(effects) ?? row.traffic_share),
    ended_at: isOver ? event.at : null,
    end_reason: isOver ? reason : null,
  };
  await updateRollout(trx, next);
  if (effects.some(({ type }) => type === 'PROMOTE')) await promote(trx, row, event.at, { ...authorship, reason });
  else if (isOver && challengerOf(row)) await putChallenger(trx, row.model, null);
  await appendRolloutEvent(trx, {
    rollout: row.id,
    type: event.type,
    at: event.at,
    by: authorship.by,
    reason,
    severity: severityOf(effects),
    status: state.status,
    step: state.step,
    traffic_share: next.traffic_share,
    analysis,
  });
  return next;
}

/** Whether an event moved traffic or ended the rollout, so that every replica must poll. */
export function isMoved(before: RolloutRow, after: RolloutRow): boolean {
  return before.traffic_share !== after.traffic_share || before.ended_at !== after.ended_at;
}

/** Whether an event changed the status or step of a rollout. */
export function isStep(before: RolloutState, after: RolloutState): boolean {
  return before.status !== after.status || before.step !== after.step;
}

async function promote(trx: Db, row: RolloutRow, at: number, authorship: Authorship): Promise<void> {
  const { model } = row;
  const challenger = challengerOf(row);
  if (!challenger) throw new TypeError(`rollout of ${model}: found no challenger to promote`);
  await makeChampion(trx, accessionOf(row), { model, version: challenger.version }, at, authorship);
}

function challengerOf({ versions }: RolloutRow): RolloutVersion | undefined {
  return versions.find(({ role }) => role === 'CHALLENGER');
}

function shareOf(effects: readonly RolloutEffect[]): number | undefined {
  return effects.findLast((effect) => effect.type === 'SET_SHARE')?.trafficShare;
}

function reasonOf(effects: readonly RolloutEffect[], event: RolloutEvent): string | undefined {
  const stored = effects.findLast((effect) => effect.type === 'STORE_EVIDENCE')?.reason;
  return stored ?? (event.type === 'ANALYSED' ? event.reason : undefined);
}

function severityOf(effects: readonly RolloutEffect[]): RolloutSeverity | null {
  return effects.findLast((effect) => effect.type === 'RAISE_ALERT')?.severity ?? null;
}
