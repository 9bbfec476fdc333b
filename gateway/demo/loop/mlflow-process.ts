import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** MLflow server of a demo or a test. */
export interface MlflowProcess {
  /** on 127.0.0.1 */
  readonly url: string;
  /** artifact folder of the proxy */
  readonly artifacts: string;
  /** variables of programs that log to it */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops the server. Its data stay. */
  close(): Promise<void>;
}

/**
 * Starts an MLflow server with an SQLite store and the artifact proxy, empty at first.
 *
 * @param python with mlflow
 * @param folder for its data
 * @throws {Error} with its output when it does not start
 */
export async function startMlflow(python: string, folder: string, port: number): Promise<MlflowProcess> {
  const url = `http://127.0.0.1:${port}`;
  const artifacts = join(folder, 'artifacts');
  const environment = { MLFLOW_TRACKING_URI: url, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true' };
  // its workers for evaluations take seven processes and more than a gigabyte
  const quiet = { MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false' };
  const stores = ['--backend-store-uri', `sqlite:///${folder}/mlflow.db`, '--artifacts-destination', artifacts];
  const address = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1'];
  // the command starts the server as its child: both are in one process group, to be ended together
  const server = spawn(python, ['-m', 'mlflow', 'server', ...address, ...stores, '--serve-artifacts'], {
    cwd: folder,
    env: { ...process.env, ...environment, ...quiet },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.includes('Application startup complete')) break;
  }
  if (server.exitCode !== null) throw new Error(`MLflow did not start: ${said.join('\n')}`);
  server.stderr.resume();
  const close = async (): Promise<void> => {
    const ended = once(server, 'exit');
    process.kill(-(server.pid as number), 'SIGTERM');
    await ended;
  };
  return { url, artifacts, environment, close };
}
