import type { ChildProcess, Serializable } from 'node:child_process';
import { startModelProcess } from './model-process.ts';
import type { EntryPoint } from './program.ts';

/** A job for a process of its own. */
export interface ChildProcessJob {
  readonly entry: EntryPoint;
  /** the one message that the process gets */
  readonly job: Serializable;
  /** from the start of the process to its last message */
  readonly timeLimitMs: number;
  /** most memory it may take, bytes */
  readonly memoryLimitBytes: number;
  /** ends it before */
  readonly signal?: AbortSignal | undefined;
}

/** Result of a job. */
export interface ChildProcessResult<Message> {
  /** what the process said, in order */
  readonly messages: readonly Message[];
  /** cause of an end before its last message: time limit, memory limit, or this exit code or signal */
  readonly ending?: 'OVERDUE' | 'OUT_OF_MEMORY' | { readonly crash: string };
}

/**
 * Runs a module in a process of its own, within limits of time and memory.
 *
 * A file that hangs or crashes takes only this process with it. The process says `null` when it is done, and is killed
 * then.
 *
 * @throws the signal's reason when it was aborted
 */
export async function runInChildProcess<Message>(apart: ChildProcessJob): Promise<ChildProcessResult<Message>> {
  const { entry, job, timeLimitMs, memoryLimitBytes, signal } = apart;
  signal?.throwIfAborted();
  const { child, ranOutOfMemory } = startModelProcess(entry, memoryLimitBytes);
  let isOverdue = false;
  const kill = () => child.kill('SIGKILL');
  const timer = setTimeout(() => {
    isOverdue = true;
    kill();
  }, timeLimitMs);
  signal?.addEventListener('abort', kill);
  try {
    const { messages, isDone } = await converse<Message>(child, job);
    signal?.throwIfAborted();
    if (isDone) return { messages };
    if (isOverdue) return { messages, ending: 'OVERDUE' };
    const crash = String(child.signalCode ?? child.exitCode);
    return { messages, ending: ranOutOfMemory() ? 'OUT_OF_MEMORY' : { crash } };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
    kill();
  }
}

async function converse<Message>(
  child: ChildProcess,
  job: Serializable,
): Promise<{ readonly messages: readonly Message[]; readonly isDone: boolean }> {
  const messages: Message[] = [];
  return new Promise((resolve, reject) => {
    child.on('message', (message: Message | null) => {
      if (message === null) resolve({ messages, isDone: true });
      else messages.push(message);
    });
    child.once('close', () => resolve({ messages, isDone: false }));
    child.once('error', reject);
    // a process that ends while it is being written to is reported by its exit
    child.send(job, () => undefined);
  });
}
