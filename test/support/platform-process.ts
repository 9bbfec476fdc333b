import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** `npm start` in a process of its own, ready to be asked or killed. Runs what `npm run build` made. */
export interface PlatformProcess {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  /** what it has printed, both streams */
  output(): string;
  /** Sends a signal and resolves to the exit code, null when the signal ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Environment that differs from the default. */
export type PlatformEnvironment = Readonly<Record<string, string>>;

const READY = /ready at (http:\/\/\S+)/;
const TOKEN = /export TOKEN=(\S+)/;

/**
 * Starts the platform on a free port and waits until it is ready.
 *
 * @throws {Error} with all its output when it ends before that
 */
export async function startPlatform(environment: PlatformEnvironment): Promise<PlatformProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/gateway/start.js'], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const [url, token] = await ready(child, () => output);
  return {
    url,
    token,
    pid: child.pid as number,
    output: () => output,
    stop: (signal) => stop(child, signal),
  };
}

async function ready(child: ChildProcess, output: () => string): Promise<[string, string]> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const url = READY.exec(output())?.[1];
      const token = TOKEN.exec(output())?.[1];
      if (url && token) resolve([url, token]);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) =>
      reject(new Error(`the platform ended with ${code} before it was ready:\n${output()}`)),
    );
  });
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = await exited;
  return code as number | null;
}
