import { entryPoint } from '../../../../platform/process/program.ts';
import { type ChildProcessResult, runInChildProcess } from '../../../../platform/process/run-in-child-process.ts';
import type { ReplayJob, ReplayMessage } from './replay-process.ts';
import type { Replay } from './replay-rows.ts';

const ENTRY = entryPoint('subgraphs/models/rollout/replay/replay-process.ts');

/** What a replay came to. */
export type ReplayOutcome =
  | { readonly type: 'REPLAYED'; readonly replay: Replay }
  /** the challenger could not be loaded, crashed or hung */
  | { readonly type: 'FAILED'; readonly reason: string }
  /** nothing is known about the challenger: there was nothing to replay, or the champion could not run here */
  | { readonly type: 'UNAVAILABLE'; readonly reason: string };

/** Limits of one replay, from the start of its process to its last answer. */
export interface ReplayLimits {
  readonly timeLimitMs: number;
  readonly memoryLimitBytes: number;
}

/** Runs recorded requests through two versions, somewhere where they may hang or crash. */
export type ReplayRunner = (job: Omit<ReplayJob, 'budgetMs'>) => Promise<ReplayOutcome>;

/**
 * Replays in processes of their own.
 *
 * @param limits of each; for half of the time rows are run, what is not done by then is left out
 * @param signal ends those under way, which fail with its reason
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
