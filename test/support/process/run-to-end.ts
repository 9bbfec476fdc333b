import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { EntryPoint } from '../../../platform/process/program.ts';

/** End of a process. */
interface Ending {
  /** what it printed, trimmed */
  readonly output: string;
  /** the signal that ended it */
  readonly signal: NodeJS.Signals | null;
}

/** Runs a program of the tests until it ends, by itself or by a signal. */
export async function runToEnd({ url, execArgv }: EntryPoint, ...args: readonly string[]): Promise<Ending> {
  const child = spawn(process.execPath, [...execArgv, url.pathname, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { output: output.trim(), signal: signal as NodeJS.Signals | null };
}
