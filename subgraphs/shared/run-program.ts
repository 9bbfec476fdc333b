import { DomainError } from './errors.ts';
import type { Logger } from './logger.ts';

/** Runs a program of the command line: what its user can fix is one line on standard error, and exit code 1. */
export async function runProgram(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Stops in order on SIGINT and SIGTERM. The process ends by itself, with code 0, once nothing is left to do. */
export function stopOnSignal(close: () => Promise<void>, log: Logger): void {
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    log.info({ signal }, 'stopping');
    await close();
    log.info({}, 'stopped');
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
