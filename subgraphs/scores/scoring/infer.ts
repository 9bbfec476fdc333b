import type { FeatureVector } from '../../../lake/features/features.ts';
import { runEach } from '../inference/run-with-isolation.ts';
import type { ScoreRole } from '../record/prediction.ts';
import type { KeptModel } from '../versions/kept-models.ts';
import type { LiveModels } from '../versions/live-models.ts';
import type { LiveRollout, LiveTraffic } from '../versions/live-traffic.ts';
import type { TrialModels } from '../versions/trial-models.ts';
import type { LiveVersion } from '../versions/version-sessions.ts';
import { type Draft, unanswered } from './batch-item.ts';

/** Where {@link infer} finds versions. */
export interface InferModels {
  readonly live: Pick<LiveModels, 'get'>;
  readonly trials: Pick<TrialModels, 'get'>;
}

/**
 * Runs every request of a batch that has no reply yet on the version that it names, else on the one that its model's traffic
 * gives it.
 *
 * Exactly one version answers: where a challenger fails, the champion does. The champion runs first, then the challengers
 * side by side in their processes, each against its own clock: a slow one shows in its own latency and in no other.
 *
 * @param drafts all for one model, and one version where any names one
 */
export async function infer(models: InferModels, drafts: readonly Draft[]): Promise<void> {
  const open = unanswered(drafts);
  const [first] = open;
  if (!first) return;
  const { model, version } = first.request;
  try {
    if (version === undefined) await answer(await models.live.get(model), open);
    else await tryOut(await models.trials.get(model, version), open);
  } catch (error) {
    for (const draft of open) draft.reply = error as Error;
  }
}

async function tryOut(tried: KeptModel, drafts: readonly Draft[]): Promise<void> {
  markReady(drafts);
  await attempt(tried, drafts, 'TRIAL');
  takeReplies(drafts);
}

async function answer({ champion, rollout }: LiveTraffic, drafts: readonly Draft[]): Promise<void> {
  markReady(drafts);
  if (rollout) await answerSplit(champion, rollout, drafts);
  else await attempt(champion, drafts);
  takeReplies(drafts);
}

function markReady(drafts: readonly Draft[]): void {
  const readyAt = performance.now();
  for (const draft of drafts) draft.readyMs = readyAt - draft.request.arrivedAt;
}

function takeReplies(drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    const last = draft.attempts.at(-1);
    if (last?.outcome instanceof Error) draft.reply = last.outcome;
  }
}

async function answerSplit(champion: LiveVersion, rollout: LiveRollout, drafts: readonly Draft[]): Promise<void> {
  // versions may leave the traffic while others run
  const letGo = [champion, ...rollout.challengers].map(({ session }) => session.hold());
  try {
    const groups = assign(rollout, drafts);
    await attempt(champion, groups.get(undefined) ?? []);
    await Promise.all(rollout.challengers.map((each) => attempt(each, groups.get(each) ?? [], 'CHALLENGER')));
    const failed = drafts.filter(
      ({ attempts: [first] }) => first?.role === 'CHALLENGER' && first.outcome instanceof Error,
    );
    await attempt(champion, failed);
  } finally {
    for (const each of letGo) each();
  }
}

/** Who answers what; undefined is the champion. */
function assign(rollout: LiveRollout, drafts: readonly Draft[]): Map<LiveVersion | undefined, Draft[]> {
  const groups = new Map<LiveVersion | undefined, Draft[]>();
  for (const draft of drafts) {
    const { leadId, requestId } = draft.request;
    draft.rollout = rollout;
    draft.isHeldOut = leadId !== undefined && rollout.isHeldOut(leadId);
    const version = draft.isHeldOut ? undefined : rollout.challengerFor(leadId ?? requestId);
    const group = groups.get(version);
    if (group) group.push(draft);
    else groups.set(version, [draft]);
  }
  return groups;
}

async function attempt(
  { session, deployment }: KeptModel,
  drafts: readonly Draft[],
  tried?: Extract<ScoreRole, 'CHALLENGER' | 'TRIAL'>,
): Promise<void> {
  if (drafts.length === 0) return;
  const vectors = drafts.map(({ vector }) => vector as FeatureVector);
  const { outcomes, runMs } = await runEach(session, vectors);
  for (const [index, draft] of drafts.entries()) {
    const role = tried ?? (draft.isHeldOut ? 'HOLDOUT' : 'CHAMPION');
    draft.attempts.push({ version: deployment, role, runMs, outcome: outcomes[index] as number | Error });
  }
}
