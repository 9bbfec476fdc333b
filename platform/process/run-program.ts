import { DomainError } from '../errors.ts';
import { stopProgress } from './progress-bar.ts';
import { nameSourcePositions } from './source-positions.ts';

/** Runs a program of the command line: what its user can fix is one line on standard error, and exit code 1. */
export async function runProgram(main: () => Promise<void>): Promise<void> {
  nameSourcePositions();
  try {
    await main();
  } catch (error) {
    stopProgress();
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n`);
    process.exitCode = 1;
  }
}
