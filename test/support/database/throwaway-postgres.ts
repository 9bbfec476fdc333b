import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { findFreePort } from '../../../platform/process/free-port.ts';

/** A PostgreSQL server of our own, with an empty data directory in the temp folder. */
export interface ThrowawayPostgres {
  /** superuser URL of its `postgres` database, on 127.0.0.1 */
  readonly url: string;
  /** its first process, the parent of all others */
  readonly pid: number;
  /** Ends the server with a signal (SIGINT: fast, SIGQUIT: as in a crash) and starts it on the same data and port. */
  restart(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  /** Ends the server; SIGKILL ends each of its processes. */
  stop(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>;
  /** Starts the server that was stopped, on the same data and port. */
  start(): Promise<void>;
  /** Stops the server and removes its data. */
  close(): Promise<void>;
}

/** Where a throwaway server runs, when not as usual. */
export interface PostgresPlace {
  /** folder in which its data is kept; the temp folder when absent */
  readonly parent?: string;
  /** folder that its data is kept in for the next start, instead of one that is removed */
  readonly kept?: string;
  /** environment that it has besides this process's */
  readonly environment?: Readonly<Record<string, string>>;
}

const PROGRAMS = ['initdb', 'postgres'] as const;
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/**
 * Says why no throwaway server can be started here, naming what is missing.
 *
 * @returns undefined when one can be started
 */
export function whyNoPostgres(): string | undefined {
  const missing = PROGRAMS.filter((program) => !findProgram(program));
  if (missing.length > 0) return `no ${missing.join(', ')} on PATH or in ${DEBIAN_FOLDER}/*/bin`;
  return isRoot() && !findUnprivilegedUser() ? 'root may not run it, and no user postgres or nobody exists' : undefined;
}

/**
 * Starts a real PostgreSQL server, fsync on, that listens on a free port of 127.0.0.1 only.
 *
 * PostgreSQL refuses to run as root, so root starts it as `postgres` or `nobody`.
 *
 * @param changes of its settings, as `name=value`
 * @throws {Error} with the server's own words when it does not start; see {@link whyNoPostgres} for when to try
 */
export async function startThrowawayPostgres(
  changes: readonly string[] = [],
  { parent = tmpdir(), kept, environment = {} }: PostgresPlace = {},
): Promise<ThrowawayPostgres> {
  const user = isRoot() ? findUnprivilegedUser() : undefined;
  const folder = kept ?? (await mkdtemp(join(parent, 'lead-scoring-postgres-')));
  if (kept) await mkdir(kept, { recursive: true });
  if (user) await chown(folder, user.uid, user.gid);
  const dataDir = join(folder, 'data');
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C', ...environment } };
  const initialise = ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  if (!existsSync(dataDir)) await promisify(execFile)(getProgram('initdb'), initialise, options);
  const port = await findFreePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...changes];
  const flags = ['-D', dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(getProgram('postgres'), flags, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    await untilReady(started);
    return started;
  };
  let server = await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    get pid() {
      return server.pid as number;
    },
    restart: async (signal) => {
      await end(server, signal);
      server = await start();
    },
    stop: (signal) => (signal === 'SIGKILL' ? killAll(server) : end(server, signal)),
    start: async () => {
      server = await start();
    },
    close: async () => {
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients
      await end(server, 'SIGINT');
      if (!kept) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  server.ref();
  const ended = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined;
  server.kill(signal);
  await ended;
}

/** Kills the server's first process, then those it started: the memory they share is free again. */
async function killAll(server: ChildProcess): Promise<void> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,pid=']);
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = pairs.flatMap(([parent, child = 0]) => (parent === server.pid ? [child] : []));
  await end(server, 'SIGKILL');
  for (const child of children) {
    try {
      process.kill(child, 'SIGKILL');
    } catch {
      // it ended with its parent
    }
  }
}

async function untilReady(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  if (!server.stderr) throw new TypeError('the server was spawned without a pipe for its log');
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.includes('database system is ready to accept connections')) {
      // keep reading, or the server blocks on a full pipe; but let the process end before it does
      server.stderr.resume();
      server.unref();
      (server.stderr as unknown as { unref(): void }).unref();
      return;
    }
  }
  throw new Error(`PostgreSQL did not start: ${said.join('\n')}`);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function findUnprivilegedUser(): { uid: number; gid: number } | undefined {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // `id` fails for a user that does not exist: try the next
    }
  }
  return undefined;
}

function getProgram(name: (typeof PROGRAMS)[number]): string {
  const program = findProgram(name);
  if (!program) throw new Error(`${name} was not found; see whyNoPostgres()`);
  return program;
}

function findProgram(name: string): string | undefined {
  const debian = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...debian.map((version) => join(DEBIAN_FOLDER, version, 'bin')),
  ];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
