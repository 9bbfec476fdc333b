import type { Transaction } from 'kysely';
import type { Outbox } from '../../../../platform/outbox/outbox.ts';
import { SECOND_MS } from '../../../../platform/time.ts';
import { REASON_QUESTIONS } from '../../../../scoring/delivery-reasons.ts';
import { lockRanking } from '../../ranking/ranking-lock.ts';
import { type MaterialityRule, materialChange } from './rules/materiality.ts';
import type { TargetName } from './rules/score-delivery.ts';
import { findDeliveryStates, type LeadDeliveryState } from './store/delivery-state.ts';
import { insertDeliveries, type NewDelivery } from './store/insert-deliveries.ts';

/** Time that a delivery waits for its reasons, ms. */
export const REASONS_WAIT_MS = 5 * SECOND_MS;

/** Settings and dependencies of {@link enqueueDeliveries}. */
export interface EnqueueDeps {
  readonly outbox: Pick<Outbox, 'publication'>;
  readonly targets: readonly TargetName[];
  /** those whose deliveries carry reasons */
  readonly withReasons: ReadonlySet<TargetName>;
  readonly rule: MaterialityRule;
}

/**
 * Enqueues deliveries to every target, in the transaction that changed scores or overrides, for leads whose state differs
 * materially from that of their last delivery.
 *
 * @param now epoch milliseconds
 * @returns number of deliveries
 */
export async function enqueueDeliveries(
  trx: Transaction<unknown>,
  { outbox, targets, withReasons, rule }: EnqueueDeps,
  leadIds: readonly string[],
  now: number,
): Promise<number> {
  if (targets.length === 0 || leadIds.length === 0) return 0;
  await lockRanking(trx);
  const states = await findDeliveryStates(trx, { leadIds, targets, now });
  const deliveries = states.flatMap((state) => newDelivery(state, withReasons.has(state.target), rule, now));
  if (deliveries.length === 0) return 0;
  await insertDeliveries(trx, deliveries, (questions) => outbox.publication(REASON_QUESTIONS, questions), now);
  return deliveries.length;
}

function newDelivery(
  { target, leadId, now, last, payload, scoreSequence }: LeadDeliveryState,
  awaitsReasons: boolean,
  rule: MaterialityRule,
  nowMs: number,
): readonly NewDelivery[] {
  const cause = materialChange(last, now, rule);
  if (!cause) return [];
  // by the clock, so that a platform that is set up anew goes on above what the CRM has
  const sequence = Math.max(nowMs, (last?.sequence ?? 0) + 1);
  const dueAt = awaitsReasons ? nowMs + REASONS_WAIT_MS : nowMs;
  return [{ ...now, target, leadId, sequence, cause, payload, scoreSequence, awaitsReasons, dueAt }];
}
