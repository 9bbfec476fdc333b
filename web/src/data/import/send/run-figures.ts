import type { RunReport } from './run-import.ts';

/** Figures of an import under way. */
export interface RunFigures {
  /** share of the valid rows that were sent, 0 to 1 */
  readonly share: number;
  /** rows per second while it ran; undefined before the first answer */
  readonly perSecond: number | undefined;
  /** time that is left at this rate; undefined when it is over, or not known */
  readonly leftMs: number | undefined;
}

/**
 * Figures of an import.
 *
 * @param valid number of rows to send
 */
export function runFigures(
  { sent, activeMs, phase }: Pick<RunReport, 'sent' | 'activeMs' | 'phase'>,
  valid: number,
): RunFigures {
  const perSecond = sent > 0 && activeMs > 0 ? (sent * 1_000) / activeMs : undefined;
  const isOver = phase === 'DONE' || phase === 'CANCELLED';
  return {
    share: valid === 0 ? 1 : Math.min(1, sent / valid),
    perSecond,
    leftMs: perSecond === undefined || isOver ? undefined : (Math.max(0, valid - sent) * 1_000) / perSecond,
  };
}
