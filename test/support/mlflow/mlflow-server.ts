import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startMlflow } from '../../../gateway/demo/loop/mlflow-process.ts';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { projectFile } from '../../../platform/process/program.ts';

/** Real MLflow server, empty at first. */
export interface MlflowServer {
  /** on 127.0.0.1 */
  readonly url: string;
  /** artifact folder of the proxy */
  readonly artifacts: string;
  /** Calls its REST API: `POST registered-models/alias`. @throws {Error} with the response unless the status is 200 */
  call(method: string, path: string, body?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Logs the models of `log_models.py` once for each prefix. */
  logModels(prefixes: readonly string[]): Promise<void>;
  /** Stops the server and removes its data. */
  close(): Promise<void>;
}

const NEEDED = ['mlflow', 'onnx', 'onnxruntime', 'skl2onnx', 'sklearn'];
const LOG_MODELS = fileURLToPath(projectFile('test/support/mlflow/log_models.py'));
const IN_PROJECT = fileURLToPath(projectFile('.venv/bin/python'));

const python = process.env.MLFLOW_PYTHON ?? IN_PROJECT;

/** Reason why no server can be started here; undefined when one can. */
export function whyNoMlflow(): string | undefined {
  const expected =
    'no Python with mlflow (MLFLOW_PYTHON, or .venv/bin/python made from test/support/mlflow/requirements.txt)';
  if (!existsSync(python)) return expected;
  const script = `import importlib.util as u; print([m for m in ${JSON.stringify(NEEDED)} if not u.find_spec(m)])`;
  const missing = execFileSync(python, ['-c', script], { encoding: 'utf8' }).trim();
  return missing === '[]' ? undefined : `${expected}: ${python} lacks ${missing}`;
}

/**
 * Starts a server with an SQLite store and the artifact proxy. @throws {Error} with its output when it does not start
 */
export async function startMlflowServer(): Promise<MlflowServer> {
  const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-mlflow-'));
  const { url, artifacts, environment, close } = await startMlflow(python, folder, await findFreePort());
  const env = { ...process.env, ...environment };
  return {
    url,
    artifacts,
    call: (method, path, body) => call(`${url}/api/2.0/mlflow/${path}`, method, body),
    logModels: async (prefixes) => {
      await promisify(execFile)(python, [LOG_MODELS, ...prefixes], { cwd: folder, env });
    },
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function call(url: string, method: string, body?: Readonly<Record<string, unknown>>): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return JSON.parse(text);
}
