import { Worker } from 'node:worker_threads';

// a model that hangs keeps the main thread from hearing that the parent is gone: another thread looks
const DIE_WITH_PARENT = `setInterval(() => {
  if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');
}, 1000)`;

/** Ends this process, whatever it does, soon after the one that started it: also one that was killed leaves none behind. */
export function dieWithParent(): void {
  new Worker(DIE_WITH_PARENT, { eval: true, execArgv: [] }).unref();
}
