import { existsSync, openSync, readSync } from 'node:fs';

const FILE = `/proc/self/task/${process.pid}/schedstat`;
const text = Buffer.alloc(64);
const file = existsSync(FILE) ? openSync(FILE, 'r') : undefined;

/**
 * CPU time of the main thread, milliseconds: neither other programs nor the threads that compile and collect garbage count.
 * Where Linux does not tell, the time that has passed.
 */
export function threadCpuMs(): number {
  if (file === undefined) return performance.now();
  return Number(text.toString('latin1', 0, readSync(file, text, 0, text.length, 0)).split(' ')[0]) / 1e6;
}
