import type { ErrorEntry } from './error-entry.ts';

/** Codes about backtests. */
export const BACKTEST_CODES = {
  BACKTEST_NOT_FOUND: {
    status: 404,
    meaning: 'No backtest has this id.',
    cure: 'Check the id; the query backtests lists those of a model.',
  },
  BACKTEST_ENDED: {
    status: 409,
    meaning: 'The backtest has ended, so it cannot be cancelled.',
    cure: 'Read its status; nothing needs to be cancelled.',
  },
  BACKTEST_QUEUE_FULL: {
    status: 429,
    meaning: 'Too many backtests wait or run.',
    cure: 'Wait until some have ended, or cancel those that are no longer needed.',
  },
} as const satisfies Record<string, ErrorEntry>;
