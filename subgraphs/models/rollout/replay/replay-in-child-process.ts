import { entryPoint } from '../../../../platform/process/program.ts';
import { type ChildProcessResult, runInChildProcess } from '../../../../platform/process/run-in-child-process.ts';
import type { ReplayJob, ReplayMessage } from './replay-process.ts';
import type { Replay } from './replay-rows.ts';

const ENTRY = entryPoint('subgraphs/models/rollout/replay/replay-process.ts');

/** Outcome of a replay. */
export type ReplayOutcome =
  | { readonly type: 'REPLAYED'; readonly replay: Replay }
  /** the challenger could not be loaded, crashed or hung */
  | { readonly type: 'FAILED'; readonly reason: string }
  /** no evidence: there was nothing to replay, or the champion failed */
  | { readonly type: 'UNAVAILABLE'; readonly reason: string };

/** Limits of one replay, from the start of its process to its last message. */
export interface ReplayLimits {
  readonly timeLimitMs: number;
  readonly memoryLimitBytes: number;
}

/** Runs recorded requests through two versions, isolated from this process. */
export type ReplayRunner = (job: Omit<ReplayJob, 'budgetMs'>) => Promise<ReplayOutcome>;

/**
 * Creates a runner of replays in child processes.
 *
 * @param limits of each replay; rows are run for half of the time, and the remaining rows skipped
 * @param signal ends the replays in progress, which reject with its reason
 */
export function createReplay(limits: ReplayLimits, signal: AbortSignal): ReplayRunner {
  return async (given) => {
    const job: ReplayJob = { ...given, budgetMs: limits.timeLimitMs / 2 };
    return outcomeOf(await runInChildProcess<ReplayMessage>({ entry: ENTRY, job, ...limits, signal }), limits);
  };
}

function outcomeOf(
  { messages, ending }: ChildProcessResult<ReplayMessage>,
  { timeLimitMs, memoryLimitBytes }: ReplayLimits,
): ReplayOutcome {
  const last = messages.at(-1);
  if (last?.type === 'REPLAYED') return last;
  const type = messages.some((message) => message.type === 'CHAMPION_RUNS') ? 'FAILED' : 'UNAVAILABLE';
  if (last?.type === 'REFUSED') return { type, reason: last.message };
  if (ending === 'OVERDUE') return { type, reason: `found no answer within ${timeLimitMs} ms` };
  if (ending === 'OUT_OF_MEMORY') return { type, reason: `found more memory needed than ${memoryLimitBytes} bytes` };
  return { type, reason: `found a crash (${ending?.crash ?? 'silence'})` };
}
