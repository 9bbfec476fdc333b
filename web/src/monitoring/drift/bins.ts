/** A bin of two histograms. */
export interface Bin {
  readonly kind: 'RANGE' | 'VALUE' | 'CATEGORY' | 'OTHER' | 'MISSING';
  readonly from: number | null;
  readonly to: number | null;
  readonly value: number | null;
  readonly category: string | null;
  readonly categories: number | null;
  /** rows of either window */
  readonly reference: number;
  readonly current: number;
}

/** Words of a bin in the reader's language. */
export interface BinWords {
  below(to: string): string;
  from(from: string): string;
  range(from: string, to: string): string;
  exactly(value: string): string;
  other(count: string): string;
  readonly missing: string;
}

/** A bin with its name and its shares of both windows. */
export interface NamedBin {
  readonly name: string;
  readonly reference: number;
  readonly current: number;
}

/** Bins with names and shares, for a drawing; bins that are empty in both windows are left out. */
export function namedBins(
  bins: readonly Bin[],
  words: BinWords,
  number: (value: number) => string,
): readonly NamedBin[] {
  const totals = {
    reference: Math.max(1, sum(bins.map(({ reference }) => reference))),
    current: Math.max(1, sum(bins.map(({ current }) => current))),
  };
  return bins
    .filter(({ reference, current }) => reference + current > 0)
    .map((bin) => ({
      name: nameOf(bin, words, number),
      reference: bin.reference / totals.reference,
      current: bin.current / totals.current,
    }));
}

/** The bin whose share grew the most. */
export function mostGained(bins: readonly NamedBin[]): NamedBin | undefined {
  return bins.toSorted((a, b) => b.current - b.reference - (a.current - a.reference))[0];
}

/** A bound of a bin with as many digits as people read: four significant ones. */
export function shortBound(value: number): number {
  return Number(value.toPrecision(4));
}

function nameOf(bin: Bin, words: BinWords, number: (value: number) => string): string {
  const bound = (value: number): string => number(shortBound(value));
  switch (bin.kind) {
    case 'MISSING':
      return words.missing;
    case 'CATEGORY':
      return bin.category ?? '';
    case 'OTHER':
      return words.other(number(bin.categories ?? 0));
    case 'VALUE':
      return words.exactly(bound(bin.value ?? 0));
    case 'RANGE':
      if (bin.from === null) return bin.to === null ? '' : words.below(bound(bin.to));
      return bin.to === null ? words.from(bound(bin.from)) : words.range(bound(bin.from), bound(bin.to));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
