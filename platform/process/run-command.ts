import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { CommandEnd } from './command-guard.ts';
import { entryPoint } from './program.ts';

/** A program of the operator's choice, and its limits. */
export interface Command {
  /** the program and its arguments; no shell reads them */
  readonly argv: readonly string[];
  /** its whole environment */
  readonly environment: Readonly<Record<string, string>>;
  /** after which it is ended, ms */
  readonly timeLimitMs: number;
  /** time between SIGTERM and SIGKILL, ms; 5,000 when absent */
  readonly graceMs?: number;
  /** ends it before */
  readonly signal: AbortSignal;
  /** Called with each line of its output and of its errors. */
  readonly onLine: (line: string) => void;
}

/** How a command ended, by itself or by a limit. */
export type CommandResult = CommandEnd | { readonly ending: 'OVERDUE' | 'ABORTED' };

const GUARD = entryPoint('platform/process/command-guard.ts');
const GRACE_MS = 5_000;

/**
 * Runs a command with its children in a process group of its own, which is ended with it: when it exits, at its time
 * limit, when the signal is aborted, and when this process is gone, even by SIGKILL.
 *
 * At the limit and by the signal the group gets SIGTERM first, and SIGKILL after the grace.
 */
export async function runCommand(command: Command): Promise<CommandResult> {
  const { argv, environment, timeLimitMs, graceMs = GRACE_MS, signal, onLine } = command;
  if (signal.aborted) return { ending: 'ABORTED' };
  const guard = spawn(process.execPath, [...GUARD.execArgv, fileURLToPath(GUARD.url), ...argv], {
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const closed = once(guard, 'close').catch(() => undefined);
  const ended = endOf(guard);
  for (const stream of [guard.stdout, guard.stderr] as Readable[])
    createInterface({ input: stream }).on('line', onLine);
  let limit: 'OVERDUE' | 'ABORTED' | undefined;
  let grace: NodeJS.Timeout | undefined;
  const end = (by: 'OVERDUE' | 'ABORTED') => {
    limit ??= by;
    signalGroup(guard, 'SIGTERM');
    grace ??= setTimeout(() => signalGroup(guard, 'SIGKILL'), graceMs);
  };
  const abort = () => end('ABORTED');
  const timer = setTimeout(() => end('OVERDUE'), timeLimitMs);
  signal.addEventListener('abort', abort);
  try {
    const result = await ended;
    return limit ? { ending: limit } : result;
  } finally {
    clearTimeout(timer);
    clearTimeout(grace);
    signal.removeEventListener('abort', abort);
    // with what the command left behind; the lines on their way are still read
    signalGroup(guard, 'SIGKILL');
    await closed;
  }
}

function endOf(guard: ChildProcess): Promise<CommandEnd> {
  return new Promise((resolve) => {
    guard.once('message', (end) => resolve(end as CommandEnd));
    guard.once('error', (error) => resolve({ error: error.message }));
    guard.once('exit', (status, signal) => resolve(signal === null ? { status: status ?? 0 } : { signal }));
  });
}

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
