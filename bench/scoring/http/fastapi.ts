import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { projectFile } from '../../../platform/process/program.ts';

const MODULES = ['fastapi', 'uvicorn', 'onnxruntime', 'asyncpg', 'numpy', 'uvloop', 'httptools'];
const READY_WITHIN_MS = 30_000;

/** The Python that has FastAPI. */
const python = process.env.FASTAPI_PYTHON ?? fileURLToPath(projectFile('.venv/bin/python'));

/** FastAPI's service in a process of its own. */
export interface FastapiProcess {
  readonly pid: number;
  readonly url: string;
  close(): Promise<void>;
}

/** Says why the service cannot run here, naming what is missing; undefined when it can. */
export function whyNoFastapi(): string | undefined {
  const expected =
    'no Python with FastAPI (FASTAPI_PYTHON, or .venv/bin/python made from bench/scoring/http/requirements.txt)';
  if (!existsSync(python)) return expected;
  const script = `import importlib.util as u; print([m for m in ${JSON.stringify(MODULES)} if not u.find_spec(m)])`;
  const missing = spawnSync(python, ['-c', script], { encoding: 'utf8' }).stdout.trim();
  return missing === '[]' ? undefined : `${expected}: ${python} lacks ${missing}`;
}

/**
 * Starts the service on the demo's logistic model and waits until it answers.
 *
 * @param databaseUrl of the database that takes an insert per score; no score is recorded when absent
 * @throws {Error} when it does not start
 */
export async function startFastapi(databaseUrl?: string): Promise<FastapiProcess> {
  const port = await findFreePort();
  const model = (extension: string): string =>
    fileURLToPath(projectFile(`subgraphs/models/demo/lead-conversion-1.${extension}`));
  const child = spawn(python, [fileURLToPath(projectFile('bench/scoring/http/fastapi_service.py'))], {
    env: {
      ...process.env,
      MODEL: model('onnx'),
      MANIFEST: model('json'),
      PORT: String(port),
      PYTHONDONTWRITEBYTECODE: '1',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (const end = performance.now() + READY_WITHIN_MS; !(await answers(url)); await sleep(100))
    if (child.exitCode !== null || performance.now() > end) throw new Error('the service of FastAPI did not start');
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  return { pid: child.pid as number, url, close };
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(`${url}/openapi.json`).catch(() => undefined);
  return response?.ok === true;
}
