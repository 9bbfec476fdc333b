import type { GradePolicy } from '../../../scoring/grade.ts';
import { runWithIsolation } from '../inference/run-with-isolation.ts';
import type { ScoreRole } from '../record/prediction.ts';
import type { KeptModel } from '../versions/kept-models.ts';
import type { LiveModels } from '../versions/live-models.ts';
import type { LiveRollout, LiveTraffic } from '../versions/live-traffic.ts';
import type { TrialModel, TrialModels } from '../versions/trial-models.ts';
import type { LiveVersion } from '../versions/version-sessions.ts';
import type { Attempt, AttemptedItem, FeaturedItem } from './batch-item.ts';
import type { Replies } from './reply.ts';

/** Sources of the versions that {@link infer} runs. */
export interface InferModels {
  readonly live: Pick<LiveModels, 'get'>;
  readonly trials: Pick<TrialModels, 'get'>;
}

/** An item while versions are attempted. */
interface OpenItem extends AttemptedItem {
  readonly attempts: Attempt[];
}

/**
 * Runs every item of a batch on the version that its request names, else on one that answers its model's traffic.
 *
 * Exactly one version answers: where a challenger fails, the champion does. The champion runs first, then the challengers
 * concurrently in their processes, each with its own latency: a slow one delays no measurement of another.
 *
 * @param items   all for one model, and one version where any names one
 * @param replies gets the error of every item that no version answered
 * @returns the items that versions attempted: all, or none when no version could be found
 */
export async function infer(
  models: InferModels,
  items: readonly FeaturedItem[],
  replies: Replies,
): Promise<readonly AttemptedItem[]> {
  const [first] = items;
  if (!first) return [];
  const { model, version } = first.request;
  try {
    const attempted =
      version === undefined
        ? await answer(await models.live.get(model), items)
        : await tryOut(await models.trials.get(model, version), items);
    for (const { featured, attempts } of attempted) {
      const outcome = attempts.at(-1)?.outcome;
      if (outcome instanceof Error) replies[featured.position] = outcome;
    }
    return attempted;
  } catch (error) {
    for (const { position } of items) replies[position] = error as Error;
    return [];
  }
}

async function tryOut(tried: TrialModel, items: readonly FeaturedItem[]): Promise<readonly OpenItem[]> {
  const open = openItems(items, tried.gradePolicy);
  await attempt(tried, open, 'TRIAL');
  return open;
}

async function answer(
  { champion, gradePolicy, rollout }: LiveTraffic,
  items: readonly FeaturedItem[],
): Promise<readonly OpenItem[]> {
  const open = openItems(items, gradePolicy, rollout);
  if (rollout) await answerSplit(champion, rollout, open);
  else await attempt(champion, open);
  return open;
}

function openItems(
  items: readonly FeaturedItem[],
  gradePolicy: GradePolicy,
  rollout?: LiveRollout,
): readonly OpenItem[] {
  const readyAt = performance.now();
  return items.map((featured) => {
    const { leadId, arrivedAt } = featured.request;
    const isHeldOut = rollout !== undefined && leadId !== undefined && rollout.isHeldOut(leadId);
    return { featured, readyMs: readyAt - arrivedAt, rollout, gradePolicy, isHeldOut, attempts: [] };
  });
}

async function answerSplit(champion: LiveVersion, rollout: LiveRollout, items: readonly OpenItem[]): Promise<void> {
  // versions may leave the traffic while others run
  const releases = [champion, ...rollout.challengers].map(({ session }) => session.retain());
  try {
    const groups = groupByChallenger(rollout, items);
    await attempt(champion, groups.get(undefined) ?? []);
    await Promise.all(rollout.challengers.map((each) => attempt(each, groups.get(each) ?? [], 'CHALLENGER')));
    const failed = items.filter(
      ({ attempts: [first] }) => first?.role === 'CHALLENGER' && first.outcome instanceof Error,
    );
    await attempt(champion, failed);
  } finally {
    for (const release of releases) release();
  }
}

/** The items by the challenger that answers them; undefined is the champion. */
function groupByChallenger(
  rollout: LiveRollout,
  items: readonly OpenItem[],
): ReadonlyMap<LiveVersion | undefined, readonly OpenItem[]> {
  const groups = new Map<LiveVersion | undefined, OpenItem[]>();
  for (const item of items) {
    const { leadId, requestId } = item.featured.request;
    const version = item.isHeldOut ? undefined : rollout.challengerFor(leadId ?? requestId);
    const group = groups.get(version);
    if (group) group.push(item);
    else groups.set(version, [item]);
  }
  return groups;
}

async function attempt(
  { session, deployment }: KeptModel,
  items: readonly OpenItem[],
  role?: Extract<ScoreRole, 'CHALLENGER' | 'TRIAL'>,
): Promise<void> {
  if (items.length === 0) return;
  const vectors = items.map(({ featured }) => featured.vector);
  const { outcomes, runMs } = await runWithIsolation(session, vectors);
  for (const [index, { attempts, isHeldOut }] of items.entries())
    attempts.push({
      version: deployment,
      role: role ?? (isHeldOut ? 'HOLDOUT' : 'CHAMPION'),
      runMs,
      outcome: outcomes[index] as number | Error,
    });
}
