import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of a tick of /proc: Linux tells programs 100 a second on every machine. */
const TICK_MS = 10;

/**
 * CPU time of a process with all its threads, user and system, milliseconds. Unlike `process.cpuUsage()` it is read from outside,
 * so that programs of any language are measured alike.
 */
export function processCpuMs(pid: number): number {
  const { user, system } = readStat(pid);
  return (user + system) * TICK_MS;
}

/** CPU time of a process and of its children, those that have ended included, milliseconds. */
export function familyCpuMs(pid: number): number {
  const parent = readStat(pid);
  const ticks = parent.user + parent.system + parent.endedUser + parent.endedSystem;
  return childrenOf(pid).reduce((sum, child) => sum + childCpuMs(child), ticks * TICK_MS);
}

function childCpuMs(pid: number): number {
  try {
    return processCpuMs(pid);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // it has ended since: its parent has its time from now on
    if (code === 'ENOENT' || code === 'ESRCH') return 0;
    throw error;
  }
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

function readStat(pid: number) {
  // the name of the program, which may hold anything, ends with the last bracket
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
  return { user, system, endedUser, endedSystem };
}
