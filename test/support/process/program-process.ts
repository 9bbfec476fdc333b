import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectFile } from '../../../platform/process/program.ts';

/** A program of `dist/` in a process of its own. Runs what `npm run build` made. */
export interface ProgramProcess<Ready> {
  /** what it printed that says it is ready */
  readonly ready: Ready;
  readonly pid: number;
  /** what it has printed, both streams */
  output(): string;
  /** Sends a signal and resolves to the exit code, null when the signal ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Environment that differs from the default. */
export type ProgramEnvironment = Readonly<Record<string, string>>;

/**
 * Starts a program and waits until it is ready.
 *
 * @param args of Node: the program below `dist/` and its arguments
 * @param findReady reads in the output that it is ready
 * @throws {Error} with all its output when it ends before that
 */
export async function startProgram<Ready>(
  args: readonly string[],
  environment: ProgramEnvironment,
  findReady: (output: string) => Ready | undefined,
): Promise<ProgramProcess<Ready>> {
  const child = spawn(process.execPath, ['--v8-pool-size=1', ...args], {
    cwd: projectFile('.'),
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', LAKE_URL: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = findReady(output);
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it was ready:\n${output}`)));
  });
  return { ready, pid: child.pid as number, output: () => output, stop: (signal) => stop(child, signal) };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = await exited;
  return code as number | null;
}
