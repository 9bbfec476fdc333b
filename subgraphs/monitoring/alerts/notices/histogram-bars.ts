import { cutText } from '../../../../platform/cut-text.ts';
import type { Bin, BinCounts } from '../../windows/bin-windows.ts';
import type { NoticeBar } from './notice.ts';

const MOST_BARS = 12;
const LONGEST_LABEL = 24;

/**
 * Histograms of both windows as shares, from the evidence: `bins` of a feature's drift, or of the report that contains it.
 * Evidence without them has no bars.
 */
export function histogramBars(evidence: unknown): readonly NoticeBar[] {
  const bins = findBins(evidence);
  const reference = bins.reduce((sum, bin) => sum + bin.reference, 0);
  const current = bins.reduce((sum, bin) => sum + bin.current, 0);
  if (reference <= 0 || current <= 0) return [];
  return bins.slice(0, MOST_BARS).map((bin) => ({
    label: binLabel(bin.bin),
    reference: bin.reference / reference,
    current: bin.current / current,
  }));
}

/** Two bars per bin as text, `#` for the reference and `=` for the current window, the longest of `width` characters. */
export function textBars(bars: readonly NoticeBar[], width: number): string {
  const labels = Math.max(0, ...bars.map(({ label }) => label.length));
  const longest = Math.max(Number.MIN_VALUE, ...bars.flatMap(({ reference, current }) => [reference, current]));
  const bar = (sign: string, share: number) =>
    `${sign.repeat(Math.round((share / longest) * width))} ${percent(share)}`;
  return bars
    .map(({ label, reference, current }) => {
      const indent = ' '.repeat(labels);
      return `${label.padEnd(labels)} ${bar('#', reference)}\n${indent} ${bar('=', current)}`;
    })
    .join('\n');
}

/** A share as text: `12.5 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Finds the bins of the two histograms in the evidence; none when it has none. */
export function findBins(evidence: unknown): readonly BinCounts[] {
  if (typeof evidence !== 'object' || evidence === null) return [];
  const { bins, feature } = evidence as { readonly bins?: unknown; readonly feature?: unknown };
  if (Array.isArray(bins)) return bins.filter(isBin);
  return feature === undefined ? [] : findBins(feature);
}

/** Checks the form of a bin: evidence is stored as JSON. */
function isBin(value: unknown): value is BinCounts {
  if (typeof value !== 'object' || value === null) return false;
  const { bin, reference, current } = value as { bin?: unknown; reference?: unknown; current?: unknown };
  const isCount = (count: unknown) => typeof count === 'number' && count >= 0;
  return typeof bin === 'object' && bin !== null && isCount(reference) && isCount(current);
}

function binLabel(bin: Bin): string {
  switch (bin.of) {
    case 'RANGE':
      return `${bin.from === undefined ? '' : shown(bin.from)} … ${bin.to === undefined ? '' : shown(bin.to)}`.trim();
    case 'VALUE':
      return shown(bin.value);
    case 'CATEGORY':
      return cutText(bin.category, LONGEST_LABEL);
    case 'OTHER':
      return 'other';
    default:
      return 'missing';
  }
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
