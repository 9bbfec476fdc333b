import { spawnSync } from 'node:child_process';
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '../errors.ts';

/** An exclusive hold on a directory, until released or until this process ends in whatever way. */
export interface DirectoryLock {
  release(): void;
}

/** Name of the lock file within the directory. It stays there: deleting it would let two processes hold two files. */
export const LOCK_FILE = 'lock';

/**
 * Takes a directory for this process alone. A second taker is refused at once, also within the same process.
 *
 * The kernel keeps the lock (`flock`), on the open file and not on anything written in it. So there is nothing to be
 * stale: the kernel drops the lock when the holder ends, by SIGKILL too, and a restart succeeds at once. And there is
 * nothing to race for: of several processes the kernel admits one. Containers that share a volume exclude each other,
 * as the lock belongs to the file and not to a name, a port or a process id.
 *
 * Node has no `flock`. macOS takes the lock in `open` (O_EXLOCK). On Linux the `flock` program of util-linux locks the
 * descriptor that it inherits; the lock belongs to the open file, which this process keeps when the program has ended.
 *
 * @throws {DomainError} DATA_DIRECTORY_LOCKED naming the process that holds it; CONFIGURATION_INVALID when the lock file
 * cannot be written, or this system has no way to lock
 */
export function lockDirectory(directory: string): DirectoryLock {
  const path = join(directory, LOCK_FILE);
  const descriptor = process.platform === 'darwin' ? openLocked(path, directory) : openThenLock(path, directory);
  ftruncateSync(descriptor);
  // only for the refusal's message: the lock itself is the kernel's
  writeSync(descriptor, `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}\n`, 0);
  return { release: () => closeSync(descriptor) };
}

/** macOS: `open(2)` locks and opens in one step. Node names neither flag's value: they are of <sys/fcntl.h>. */
function openLocked(path: string, directory: string): number {
  const O_EXLOCK = 0x20;
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') throw locked(path, directory);
    throw notWritable(directory, error);
  }
}

/** Linux: opens, then lets `flock` lock the descriptor, which is number 3 in that program. */
function openThenLock(path: string, directory: string): number {
  const descriptor = openForWriting(path, directory);
  const { status, error } = spawnSync('flock', ['--exclusive', '--nonblock', '3'], {
    stdio: ['ignore', 'ignore', 'ignore', descriptor],
  });
  if (status === 0) return descriptor;
  closeSync(descriptor);
  if (status === 1) throw locked(path, directory);
  throw new DomainError(
    'CONFIGURATION_INVALID',
    `DATA_DIR: cannot lock ${directory}: the program flock (util-linux) ${error ? 'was not found' : `ended with ${status}`}; install it, or use PostgreSQL with DATABASE_URL`,
    {},
    { cause: error },
  );
}

function openForWriting(path: string, directory: string): number {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch (error) {
    throw notWritable(directory, error);
  }
}

function locked(path: string, directory: string): DomainError {
  const holder = readFileSync(path, 'utf8').trim() || 'another process';
  return new DomainError(
    'DATA_DIRECTORY_LOCKED',
    `the data directory ${directory} is in use by ${holder}; stop it, or set DATA_DIR to another folder`,
    { directory, holder },
  );
}

function notWritable(directory: string, error: unknown): DomainError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new DomainError('STORAGE_FULL', `DATA_DIR: no room left in ${directory}`, {}, { cause: error });
  return new DomainError(
    'CONFIGURATION_INVALID',
    `DATA_DIR: found ${directory}, expected a folder this process can write to (${code})`,
    {},
    { cause: error },
  );
}
