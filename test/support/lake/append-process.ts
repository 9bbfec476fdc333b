import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { entryPoint } from '../../../platform/process/program.ts';

/** A writer in a process of its own, see test/support/programs/append-rows.ts. */
export interface AppendProcess {
  /** starts its batches */
  go(): void;
  /** Waits until it has committed so many batches. @throws {Error} when it ends before */
  committed(count: number): Promise<void>;
  /** Waits for its end: batches that were committed, with milliseconds each, and the exit code. */
  ended(): Promise<{ readonly batches: ReadonlyMap<number, number>; readonly code: number | null }>;
  /** ends it with SIGKILL */
  kill(): void;
}

/** Starts a writer and waits until it is ready. @param args of the program, after the lake's URL */
export async function startAppendProcess(url: string, ...args: readonly string[]): Promise<AppendProcess> {
  const { url: program, execArgv } = entryPoint('test/support/programs/append-rows.ts');
  const child = spawn(process.execPath, [...execArgv, program.pathname, url, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  /** Waits for a number of whole lines, of which the first says that it is ready. */
  const printed = (lines: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = () => output.split('\n').length > lines && resolve();
      child.stdout.on('data', check);
      child.once('exit', (code) => reject(new Error(`the writer ended with ${code} before its line ${lines}`)));
      check();
    });
  // a writer that was killed takes no line any more
  child.stdin.on('error', () => {});
  await printed(1);
  return {
    go: () => child.stdin.write('go\n'),
    committed: (count) => printed(1 + count),
    kill: () => child.kill('SIGKILL'),
    ended: async () => {
      const [code] = await exited;
      const lines = output.split('\n').slice(1, -1);
      return { batches: new Map(lines.map((line) => line.split(' ').map(Number) as [number, number])), code };
    },
  };
}
