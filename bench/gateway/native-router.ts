import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../platform/process/free-port.ts';
import { HEADERS } from './protocol.ts';

const READY_WITHIN_MS = 20_000;

/** The program of Hive Router (Rust): HIVE_ROUTER, or `hive_router` on PATH; undefined where it is not installed. */
export function findNativeRouter(): string | undefined {
  const { HIVE_ROUTER: given, PATH = '' } = process.env;
  if (given) return given;
  return PATH.split(delimiter)
    .map((folder) => join(folder, 'hive_router'))
    .find((path) => existsSync(path));
}

/**
 * Starts Hive Router over a supergraph, with the subgraphs' headers on every request, and waits until it is ready.
 *
 * @throws {Error} when it ends or is not ready in time
 */
export async function startNativeRouter(
  program: string,
  supergraphSdl: string,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-router-'));
  const port = await findFreePort();
  await writeFile(join(folder, 'supergraph.graphql'), supergraphSdl);
  const inserts = Object.entries(HEADERS).map(([name, value]) => ({ insert: { name, value } }));
  const configuration = {
    supergraph: { source: 'file', path: './supergraph.graphql' },
    http: { host: '127.0.0.1', port },
    log: { level: 'error' },
    // takes less of its CPU than one client of all workers, its default
    traffic_shaping: { http_client_mode: 'per_worker' },
    headers: { all: { request: inserts } },
  };
  const file = join(folder, 'router.config.json');
  await writeFile(file, JSON.stringify(configuration));
  const child = spawn(program, [], {
    cwd: folder,
    env: { ...process.env, ROUTER_CONFIG_FILE_PATH: file },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.once('exit', () => child.kill());
  await untilReady(child, port);
  return { child, port };
}

async function untilReady(child: ChildProcess, port: number): Promise<void> {
  for (const end = performance.now() + READY_WITHIN_MS; performance.now() < end; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`the router ended with ${child.exitCode} before it was ready`);
    const response = await fetch(`http://127.0.0.1:${port}/readiness`).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error(`the router is not ready after ${READY_WITHIN_MS} ms`);
}
