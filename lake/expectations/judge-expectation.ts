import { robustBand } from '../../statistics/robust-band.ts';
import type { Expectation, ExpectationStatus, FixedThreshold, LearntThreshold } from './expectation.ts';

/** Earlier result of an expectation. */
export interface PastResult {
  readonly status: ExpectationStatus;
  /** null where there was no data */
  readonly found: number | null;
  /** rows and version of the table at that time */
  readonly rows: number;
  readonly version: number;
  /** epoch milliseconds */
  readonly checkedAt: number;
}

/** Figures of a table that an expectation is judged by. */
export interface TableFigures {
  readonly rows: number;
  /** rows at the last check in which no gate of the table failed; null when there was none */
  readonly passedRows: number | null;
  /** by name of the expectation, those that SQL measures; null where there is no data */
  readonly values: Readonly<Record<string, number | null>>;
  /** rows of the other tables of the layer, by path */
  readonly rowsBeside: Readonly<Record<string, number>>;
}

/** Result of one check of an expectation. */
export interface Judgement {
  readonly status: ExpectationStatus;
  readonly found: number | null;
  /** bounds of the figure; null where there is none, or none is known yet */
  readonly least: number | null;
  readonly greatest: number | null;
}

/**
 * Compares a figure with its threshold. A figure on a bound passes.
 *
 * A learnt threshold knows only the checks that did not fail, so a failure that lasts does not become usual by itself. A
 * fixed one is widened to a figure that somebody accepted, and narrows again as the figure gets better.
 *
 * @param past     earlier results since the last acceptance, the newest first
 * @param accepted figure that was accepted; null when none was
 */
export function judgeExpectation(
  expectation: Expectation,
  figures: TableFigures,
  past: readonly PastResult[],
  accepted: number | null = null,
): Judgement {
  const found = figureOf(expectation, figures, past);
  const { threshold } = expectation;
  const range = threshold.kind === 'FIXED' ? widen(threshold, past, accepted) : learn(threshold, past);
  const { least = null, greatest = null } = range ?? {};
  if (found === null || !range) return { status: 'INSUFFICIENT', found, least, greatest };
  const isWithin = (least === null || found >= least) && (greatest === null || found <= greatest);
  return { status: isWithin ? 'PASSED' : 'FAILED', found, least, greatest };
}

function figureOf(
  { name, measure, severity }: Expectation,
  { rows, passedRows, values, rowsBeside }: TableFigures,
  past: readonly PastResult[],
): number | null {
  switch (measure.kind) {
    case 'ROW_GROWTH': {
      const before = severity === 'GATE' ? passedRows : past[0]?.rows;
      return before ? rows / before : null;
    }
    case 'ROW_SHARE': {
      const all = measure.beside.reduce((sum, path) => sum + (rowsBeside[path] ?? 0), rows);
      return all > 0 ? rows / all : null;
    }
    default: {
      const value = values[name] ?? null;
      return value !== null && Number.isFinite(value) ? value : null;
    }
  }
}

function widen(threshold: FixedThreshold, past: readonly PastResult[], accepted: number | null): FixedThreshold {
  if (accepted === null) return threshold;
  const bound = past.find(({ status, found }) => status !== 'FAILED' && found !== null)?.found ?? accepted;
  const { least, greatest } = threshold;
  return {
    kind: 'FIXED',
    ...(least !== undefined && { least: Math.min(least, bound) }),
    ...(greatest !== undefined && { greatest: Math.max(greatest, bound) }),
  };
}

function learn(
  { bad, deviations, floor, minimum, window }: LearntThreshold,
  past: readonly PastResult[],
): { readonly least?: number; readonly greatest?: number } | undefined {
  const values = past.flatMap(({ status, found }) => (status === 'FAILED' || found === null ? [] : found));
  if (values.length < minimum) return undefined;
  const band = robustBand(values.slice(0, window), { deviations, floor });
  return band && { ...(bad !== 'HIGH' && { least: band.least }), ...(bad !== 'LOW' && { greatest: band.greatest }) };
}
