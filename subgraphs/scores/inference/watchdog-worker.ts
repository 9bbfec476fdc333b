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
const LOOK_MS = 100;
const PINO_ERROR = 50;
const LOG = 2;

interface Seen {
  readonly session: number;
  readonly ended: number;
  readonly heldUpMs: number;
}

const versions = new Map<number, VersionIdentity>();
const seen: Seen[] = Array.from({ length: cells.length / SLOT_CELLS }, () => ({ session: 0, ended: 0, heldUpMs: 0 }));
let lookedAt = performance.now();

parentPort?.on('message', ({ session, version }: WatchedSession) => versions.set(session, version));
setInterval(look, LOOK_MS);

function look(): void {
  const now = performance.now();
  // a process that was stopped or starved as a whole holds nothing up: each look counts for little
  const passedMs = Math.min(now - lookedAt, 2 * LOOK_MS);
  lookedAt = now;
  for (const [slot, before] of seen.entries()) {
    const session = Atomics.load(cells, slot * SLOT_CELLS);
    const ended = Atomics.load(cells, slot * SLOT_CELLS + 1);
    const isSame = session !== 0 && session === before.session && ended === before.ended;
    const heldUpMs = isSame ? before.heldUpMs + passedMs : 0;
    seen[slot] = { session, ended, heldUpMs };
    if (heldUpMs > limitMs) end(session);
  }
}

function end(session: number): void {
  const version = versions.get(session);
  const at = Date.now();
  const reason = `a run had not ended after ${limitMs} ms`;
  try {
    if (version) recordStall(dataDir, randomUUID(), { ...version, reason, at });
  } catch (error) {
    say({ err: String(error), msg: 'stalled run not recorded' }, at);
  } finally {
    say({ ...version, reason, msg: 'a model holds up a thread of this process, which is killed now' }, at);
    process.kill(process.pid, 'SIGKILL');
  }
}

/** Logs by itself: the thread that logs may be the one that stands still. */
function say(facts: Readonly<Record<string, unknown>>, at: number): void {
  writeSync(LOG, `${JSON.stringify({ level: PINO_ERROR, time: new Date(at).toISOString(), ...facts })}\n`);
}
