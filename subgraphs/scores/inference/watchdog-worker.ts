import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { SLOT_CELLS } from './run-slot.ts';
import type { WatchedSession } from './run-watch.ts';
import type { VersionIdentity } from './scoring-version.ts';
import { recordStall } from './stall-files.ts';

const { cells, dataDir, limitMs } = workerData as {
  readonly cells: Int32Array;
  readonly dataDir: string;
  readonly limitMs: number;
};
const POLL_MS = 100;
const PINO_ERROR = 50;
const STDERR = 2;

interface Seen {
  readonly session: number;
  readonly ended: number;
  readonly stalledMs: number;
}

const versions = new Map<number, VersionIdentity>();
const seen: Seen[] = Array.from({ length: cells.length / SLOT_CELLS }, () => ({ session: 0, ended: 0, stalledMs: 0 }));
let polledAt = performance.now();

parentPort?.on('message', ({ session, version }: WatchedSession) => versions.set(session, version));
setInterval(poll, POLL_MS);

function poll(): void {
  const now = performance.now();
  // a pause of the whole process is no stall: each poll counts for two intervals at most
  const passedMs = Math.min(now - polledAt, 2 * POLL_MS);
  polledAt = now;
  for (const [slot, before] of seen.entries()) {
    const session = Atomics.load(cells, slot * SLOT_CELLS);
    const ended = Atomics.load(cells, slot * SLOT_CELLS + 1);
    const isSame = session !== 0 && session === before.session && ended === before.ended;
    const stalledMs = isSame ? before.stalledMs + passedMs : 0;
    seen[slot] = { session, ended, stalledMs };
    if (stalledMs > limitMs) killProcess(session);
  }
}

function killProcess(session: number): void {
  const version = versions.get(session);
  const at = Date.now();
  const reason = `a run had not ended after ${limitMs} ms`;
  try {
    if (version) recordStall(dataDir, randomUUID(), { ...version, reason, at });
  } catch (error) {
    log({ err: String(error), msg: 'stalled run was not recorded' }, at);
  } finally {
    log({ ...version, reason, msg: 'model blocks a thread of this process; killing the process' }, at);
    process.kill(process.pid, 'SIGKILL');
  }
}

/** Writes a log line synchronously: the thread that logs may be the blocked one. */
function log(facts: Readonly<Record<string, unknown>>, at: number): void {
  writeSync(STDERR, `${JSON.stringify({ level: PINO_ERROR, time: new Date(at).toISOString(), ...facts })}\n`);
}
