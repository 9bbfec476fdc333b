import { refusal } from '../../../../platform/refusal.ts';
import { MOST_WINDOW_ROWS, type WindowRequest } from '../../windows/prediction-window.ts';
import { checkTimeWindow, previousWindow, type TimeWindow } from '../../windows/time-window.ts';

/** Requested predictions: those of a time window, or a number of the newest. */
export interface AskedWindow {
  readonly from?: number | undefined;
  /** now when absent */
  readonly until?: number | undefined;
  readonly lastRows?: number | undefined;
}

/**
 * Window that is read for a request.
 *
 * @param defaultMs its length when neither a beginning nor a number of rows is given
 * @throws {DomainError} VALIDATION_FAILED when it is empty, reaches into the future, or has both
 */
export function windowRequest({ from, until, lastRows }: AskedWindow, defaultMs: number, now: number): WindowRequest {
  if (lastRows !== undefined && from !== undefined)
    throw refusal('VALIDATION_FAILED', 'window', 'from and lastRows', 'one of them');
  if (lastRows !== undefined && !(lastRows >= 1 && lastRows <= MOST_WINDOW_ROWS))
    throw refusal('VALIDATION_FAILED', 'window.lastRows', `${lastRows}`, `1 to ${MOST_WINDOW_ROWS}`);
  const end = until ?? now;
  const start = from ?? (lastRows === undefined ? end - defaultMs : undefined);
  checkTimeWindow('window', { from: start ?? 0, until: end }, now);
  return { from: start, until: end, mostRows: lastRows };
}

/** The window before one that was read: as long, or with as many rows when it was asked for by its rows. */
export function windowBefore(read: TimeWindow, { mostRows }: WindowRequest): WindowRequest {
  return mostRows === undefined ? previousWindow(read) : { until: read.from, mostRows };
}
