import type { FeatureVector } from '../../lake/features.ts';
import { type Draft, unanswered } from './draft.ts';
import type { LiveModels } from './live-models.ts';
import type { LiveRollout, LiveTraffic } from './live-traffic.ts';
import type { ScoreRole } from './prediction.ts';
import { runEach } from './run-each.ts';
import type { LiveVersion } from './version-sessions.ts';

/**
 * Runs every request of a batch that has no reply yet on the version that its model's traffic gives it.
 *
 * Exactly one version answers: where a challenger fails, the champion does. Versions run one after the other, each
 * against its own clock, the champion first: a slow challenger shows in its own latency and in no other.
 */
export async function infer(models: Pick<LiveModels, 'get'>, drafts: readonly Draft[]): Promise<void> {
  const open = unanswered(drafts);
  for (const model of new Set(open.map(({ request }) => request.model))) {
    const group = open.filter(({ request }) => request.model === model);
    try {
      await answer(await models.get(model), group);
    } catch (error) {
      for (const draft of group) draft.reply = error as Error;
    }
  }
}

async function answer({ champion, rollout }: LiveTraffic, drafts: readonly Draft[]): Promise<void> {
  const readyAt = performance.now();
  for (const draft of drafts) draft.readyMs = readyAt - draft.request.arrivedAt;
  if (rollout) await answerSplit(champion, rollout, drafts);
  else await attempt(champion, drafts);
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
    for (const challenger of rollout.challengers) await attempt(challenger, groups.get(challenger) ?? [], 'CHALLENGER');
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
  { session, deployment }: LiveVersion,
  drafts: readonly Draft[],
  challenging?: Extract<ScoreRole, 'CHALLENGER'>,
): Promise<void> {
  if (drafts.length === 0) return;
  const startedAt = performance.now();
  const outcomes = await runEach(
    session,
    drafts.map(({ vector }) => vector as FeatureVector),
  );
  const runMs = performance.now() - startedAt;
  for (const [index, draft] of drafts.entries()) {
    const role = challenging ?? (draft.isHeldOut ? 'HOLDOUT' : 'CHAMPION');
    draft.attempts.push({ version: deployment, role, runMs, outcome: outcomes[index] as number | Error });
  }
}
