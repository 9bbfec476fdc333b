import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rm } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EntryPoint, entryPoint } from './program.ts';

/** Default memory limit of a process that runs models: 1 GiB, of which Node itself takes a seventh. */
export const DEFAULT_MODEL_MEMORY_BYTES = 1_073_741_824;

/** Options of {@link startModelProcess}. */
export interface ModelProcessOptions {
  /** for the process, after its entry */
  readonly args?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

/** A process that runs models of others. */
export interface ModelProcess {
  /** speaks by messages, with advanced serialization */
  readonly child: ChildProcess;
  /** Tells whether it ran out of memory; valid after its event `close`. */
  ranOutOfMemory(): boolean;
}

const GUARD = entryPoint('platform/process/model-process-guard.ts');

// data is what the kernel counts of the memory that a process can write to; Node reserves much more address space than it
// uses. The limit cannot be set only where a lower one is set already.
const LIMITED = 'ulimit -d "$0" 2>/dev/null; exec "$@"';

// of the C++ library, of V8, and of the guard
const OUT_OF_MEMORY = /out of memory|bad_alloc|allocation failed/i;

/**
 * Starts a process that runs models: with a limit on its memory, in a new folder with nothing in it, without our
 * environment, and gone when we are. The one place where such a process is started.
 *
 * A process and not a thread: a run of ONNX Runtime cannot be interrupted. Ending a thread in the middle of one aborts
 * everything around it, and a thread that hangs keeps the whole process from exiting.
 *
 * On Linux the kernel keeps the limit: an allocation beyond it fails, which ONNX Runtime reports. Elsewhere a thread in
 * the process looks at its resident memory every 20 ms, and ends it.
 *
 * @param memoryLimitBytes of everything that the process can write to
 */
export function startModelProcess(
  { url, execArgv }: EntryPoint,
  memoryLimitBytes: number,
  { args = [], platform = process.platform }: ModelProcessOptions = {},
): ModelProcess {
  const folder = mkdtempSync(join(tmpdir(), 'model-'));
  const program = [process.execPath, ...execArgv, '--import', GUARD.url.href, fileURLToPath(url), ...args];
  const env = { PARENT_PID: `${process.pid}` };
  const options: SpawnOptions = {
    cwd: folder,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  };
  // the loader of TypeScript has a thread of its own
  const threads = execArgv.length > 0 ? 2 : 1;
  const limit = String(Math.floor((memoryLimitBytes + threads * codeRange()) / 1024));
  const child =
    platform === 'linux'
      ? spawn('/bin/sh', ['-c', LIMITED, limit, ...program], {
          ...options,
          env,
        })
      : spawn(program[0] as string, program.slice(1), {
          ...options,
          env: { ...env, MEMORY_LIMIT_BYTES: `${memoryLimitBytes}` },
        });
  // a folder that stays behind is empty
  child.once('close', () => rm(folder, { recursive: true, force: true }, () => undefined));
  return { child, ranOutOfMemory: heed(child) };
}

let codeRangeBytes: number | undefined;

/**
 * Address space that V8 takes in advance for a thread's compiled code, in bytes. From Node 24 on the kernel counts it as memory that
 * the process can write to, 512 MiB although next to nothing of it is used; before, it is 0 here.
 */
function codeRange(): number {
  if (process.platform !== 'linux') return 0;
  codeRangeBytes ??= Math.max(
    0,
    ...readFileSync('/proc/self/maps', 'utf8')
      .split('\n')
      .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rwxp /.exec(line))
      .map((range) => (range ? Number.parseInt(range[2] as string, 16) - Number.parseInt(range[1] as string, 16) : 0)),
  );
  return codeRangeBytes;
}

/** Reads what a process complains about, without keeping our own process alive for it until it has ended. */
function heed(child: ChildProcess): () => boolean {
  const stderr = child.stderr as Socket;
  let said = '';
  stderr.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-4_096);
  });
  stderr.unref();
  child.once('exit', () => stderr.ref());
  return () => OUT_OF_MEMORY.test(said);
}
