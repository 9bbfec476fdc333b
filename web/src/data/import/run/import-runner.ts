import type { GraphError } from '../../../graph/graph-error.ts';
import { Gate } from '../send/gate.ts';
import { type RunReport, runImport } from '../send/run-import.ts';
import { LEADS_PER_REQUEST, REQUESTS_AT_ONCE, sendLeads } from '../send/send-leads.ts';
import { importState, isUnderWay, patchImport } from '../state/import-state.ts';

const FIRST_REPORT: RunReport = {
  phase: 'RUNNING',
  share: 0,
  activeMs: 0,
  sent: 0,
  created: 0,
  known: 0,
  updated: 0,
  refused: 0,
  refusals: [],
  file: undefined,
  fault: undefined,
};

let running = new AbortController();
let gate = new Gate();

/** Sends the valid rows of the chosen file. */
export function startImport(): void {
  const { source, settings, check } = importState.get();
  if (!source || !settings || !check?.isDone || isUnderWay(importState.get())) return;
  running = new AbortController();
  gate = new Gate();
  const { signal } = running;
  const own = gate;
  patchImport({ run: FIRST_REPORT });
  window.addEventListener('beforeunload', warn);
  // a file that is forgotten, at the end of the session for example, is not sent on
  const endWatch = importState.follow(() => {
    if (importState.get().source !== source) cancelImport();
  });
  runImport(source, settings, {
    send: sendLeads,
    size: LEADS_PER_REQUEST,
    lanes: REQUESTS_AT_ONCE,
    updatesExisting: settings.updatesExisting,
    nowMs: Date.now,
    signal,
    whileHeld: () => own.passed,
    wait: (milliseconds) => waitFor(milliseconds, signal),
    onProgress: (report) => patchRun(signal, report),
    onWaiting: (fault) => patchRun(signal, { fault, ...(!own.isClosed && { phase: fault ? 'WAITING' : 'RUNNING' }) }),
    onStop: (fault) => hold('STOPPED', fault),
  })
    .then((file) => patchRun(signal, { file, fault: undefined, ...(signal.aborted ? { phase: 'CANCELLED' } : DONE) }))
    .catch((error: Error) => {
      patchRun(signal, { phase: 'CANCELLED' });
      patchImport({ fault: error.message });
    })
    .finally(() => {
      endWatch();
      window.removeEventListener('beforeunload', warn);
    });
}

/** Pauses after the request that is under way. */
export function pauseImport(): void {
  hold('PAUSED', undefined);
}

/** Goes on after a pause, or after a fault that stopped it. */
export function resumeImport(): void {
  patchRun(running.signal, { phase: 'RUNNING', fault: undefined });
  gate.open();
}

/** Ends the import; what was sent stays. */
export function cancelImport(): void {
  running.abort();
  gate.open();
}

const DONE = { phase: 'DONE', share: 1 } as const;

function hold(phase: 'PAUSED' | 'STOPPED', fault: GraphError | undefined): void {
  gate.close();
  patchRun(running.signal, { phase, fault });
}

/** A report of an earlier import, which came late, changes nothing. */
function patchRun(signal: AbortSignal, part: Partial<RunReport>): void {
  const { run } = importState.get();
  if (run && signal === running.signal) patchImport({ run: { ...run, ...part } });
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
