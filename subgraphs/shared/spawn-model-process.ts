import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EntryPoint } from './program.ts';

/**
 * Starts a process that runs models: the one place where such a process is started, so that each has the same limits.
 *
 * A process and not a thread: a run of ONNX Runtime cannot be interrupted. Ending a thread in the middle of one aborts
 * everything around it, and a thread that hangs keeps the whole process from exiting. A child process can be killed, sees
 * nothing of our environment, and may crash.
 *
 * @param args for the process, after its entry
 */
export function spawnModelProcess({ url, execArgv }: EntryPoint, args: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(url), [...args], {
    execArgv: [...execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
  });
}
