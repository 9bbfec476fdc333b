import type { Kysely } from 'kysely';
import { type EnqueueDeps, enqueueDeliveries } from './enqueue-deliveries.ts';
import type { TargetName } from './rules/score-delivery.ts';
import { findScoredLeads, hasRoom, moveFill } from './store/fill-store.ts';
import { findTargets } from './store/target-state.ts';

const PAGE = 500;
// few enough that new scores do not wait long behind them, and that their reasons are there in time
const MOST_PENDING = 1_000;

/**
 * Enqueues the next scored leads for a target that is new or writes elsewhere now, until every lead was seen. The position is
 * stored in the same transaction.
 *
 * @param now epoch milliseconds
 * @returns whether there is more to do
 */
export async function fillTarget(
  db: Kysely<unknown>,
  deps: EnqueueDeps,
  target: TargetName,
  now: number,
): Promise<boolean> {
  const state = (await findTargets(db)).find((each) => each.target === target);
  if (!state || state.is_filled) return false;
  if (!(await hasRoom(db, target, MOST_PENDING))) return true;
  return db.transaction().execute(async (trx) => {
    const leadIds = await findScoredLeads(trx, state.filled_to, PAGE);
    await enqueueDeliveries(trx, { ...deps, targets: [target] }, leadIds, now);
    await moveFill(trx, target, leadIds.at(-1));
    return leadIds.length > 0;
  });
}
