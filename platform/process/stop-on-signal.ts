import type { Logger } from '../logger.ts';
import { stillClosing } from './close-part.ts';

/** Settings of a graceful stop. */
export interface StopOptions {
  readonly close: () => Promise<void>;
  /** after which the process ends, whatever is still under way */
  readonly deadlineMs: number;
  /** requests under way, by method and route */
  readonly requests: () => Readonly<Record<string, number>>;
  readonly log: Logger;
}

/** Exit code of a process whose stop came to its deadline, or failed. */
const STOPPED_IN_VAIN = 1;

/**
 * Stops in order on SIGINT and SIGTERM. The process ends with code 0 once nothing is left to do; at the
 * deadline with code 1 and a log line that names what it waited for. A second signal ends it at once.
 */
export function stopOnSignal(options: StopOptions): void {
  const stop = (signal: NodeJS.Signals): void => void stopInTime(signal, options);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function stopInTime(signal: NodeJS.Signals, { close, deadlineMs, requests, log }: StopOptions): Promise<void> {
  log.info({ signal, deadlineMs }, 'stopping');
  const giveUp = (): void => {
    const waitedFor = { closing: stillClosing(), requests: requests(), resources: activeResources() };
    log.fatal({ deadlineMs, waitedFor }, 'stop deadline exceeded');
    process.exit(STOPPED_IN_VAIN);
  };
  // what is forgotten behind the close keeps the process alive, and so this timer
  setTimeout(giveUp, deadlineMs).unref();
  try {
    await close();
    log.info({}, 'stopped');
  } catch (error) {
    log.error({ err: error }, 'stop failed');
    process.exitCode = STOPPED_IN_VAIN;
  }
}

/** Resources that keep the process alive, by kind. */
function activeResources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
