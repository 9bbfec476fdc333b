import type { ChildProcess, Serializable } from 'node:child_process';
import type { EntryPoint } from './program.ts';
import { spawnModelProcess } from './spawn-model-process.ts';

/** A job for a process of its own. */
export interface ApartJob {
  readonly entry: EntryPoint;
  /** the one message that the process gets */
  readonly job: Serializable;
  /** from the start of the process to its last message */
  readonly timeLimitMs: number;
  /** ends it before */
  readonly signal?: AbortSignal | undefined;
}

/** What became of a job. */
export interface ApartResult<Message> {
  /** what the process said, in order */
  readonly messages: readonly Message[];
  /** how it ended when it was not by itself: over time, or with this exit code or signal */
  readonly ending?: 'OVERDUE' | { readonly crash: string };
}

/**
 * Runs a module in a process of its own, within a time limit.
 *
 * A file that hangs or crashes takes only this process with it. The process says `null` when it is done, and is killed
 * then.
 *
 * @throws the signal's reason when it was aborted
 */
export async function runApart<Message>({ entry, job, timeLimitMs, signal }: ApartJob): Promise<ApartResult<Message>> {
  signal?.throwIfAborted();
  const child = spawnModelProcess(entry);
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
    return { messages, ending: isOverdue ? 'OVERDUE' : { crash: String(child.signalCode ?? child.exitCode) } };
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
    child.once('exit', () => resolve({ messages, isDone: false }));
    child.once('error', reject);
    // a process that ends while it is being written to is reported by its exit
    child.send(job, () => undefined);
  });
}
