import type { Bin } from '../../drift/bins.ts';

/** How a fact of the evidence reads: a time, a share, a number, or a text. */
export type FactKind = 'TIME' | 'SHARE' | 'NUMBER' | 'TEXT';

/** A fact of the evidence of an alert. */
export interface Fact {
  /** keys from the outside in, as `latency.p50Ms` */
  readonly path: string;
  readonly kind: FactKind;
  readonly value: number | string;
}

// lists of a finding are short; of other evidence the first entries tell enough
const MOST_ENTRIES = 5;
// what has a drawing or a place of its own
const DRAWN: ReadonlySet<string> = new Set(['bins', 'calibrationCurve', 'confusion', 'statistics']);
// 2001: a number as large as this, under such a name, is a time
const LEAST_TIME = 1_000_000_000_000;
const TIME_NAME = /^(at|from|until)$|(At|Since)$/;
const SHARE_NAME = /Share$|^(errorRate|conversionRate|expectedError)$/;

/** Facts of the evidence of an alert, whatever its metric: every value that is not drawn, in the order of the evidence. */
export function evidenceFacts(evidence: unknown): readonly Fact[] {
  return [...factsOf(evidence, [])];
}

/** Histograms of both windows in the evidence of drift; none in that of other metrics. */
export function evidenceBins(evidence: unknown): readonly Bin[] {
  const bins = isRecord(evidence) && Array.isArray(evidence.bins) ? evidence.bins : [];
  return bins.filter(isCounted).map(({ bin, reference, current }) => ({
    kind: bin.of,
    from: bin.from ?? null,
    to: bin.to ?? null,
    value: bin.value ?? null,
    category: bin.category ?? null,
    categories: bin.categories ?? null,
    reference,
    current,
  }));
}

/** Id of the drift report that the evidence is of; undefined where there is none. */
export function evidenceReport(evidence: unknown): string | undefined {
  const report = isRecord(evidence) ? evidence.report : undefined;
  return typeof report === 'number' || typeof report === 'string' ? String(report) : undefined;
}

/** A point of a calibration curve in the evidence of performance. */
export interface EvidencePoint {
  readonly leads: number;
  readonly meanProbability: number;
  readonly conversionRate: { readonly estimate: number; readonly lower: number; readonly upper: number };
}

/** The calibration curve in the evidence of performance; empty in that of other metrics. */
export function evidenceCurve(evidence: unknown): readonly EvidencePoint[] {
  const report = isRecord(evidence) && isRecord(evidence.report) ? evidence.report : {};
  return Array.isArray(report.calibrationCurve) ? report.calibrationCurve.filter(isPoint) : [];
}

function* factsOf(value: unknown, path: readonly string[]): Iterable<Fact> {
  const name = path.at(-1) ?? '';
  if (DRAWN.has(name) || value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.slice(0, MOST_ENTRIES).entries()) {
      const isPlain = !isRecord(entry);
      yield* factsOf(entry, isPlain ? path : [...path.slice(0, -1), `${name} ${index + 1}`]);
    }
  } else if (isRecord(value)) {
    for (const [key, entry] of Object.entries(value)) yield* factsOf(entry, [...path, key]);
  } else if (typeof value === 'number' || typeof value === 'string') {
    yield { path: path.join('.'), kind: kindOf(name, value), value };
  } else if (typeof value === 'boolean') {
    yield { path: path.join('.'), kind: 'TEXT', value: String(value) };
  }
}

function kindOf(name: string, value: number | string): FactKind {
  if (typeof value === 'string') return 'TEXT';
  if (value >= LEAST_TIME && TIME_NAME.test(name)) return 'TIME';
  return SHARE_NAME.test(name) ? 'SHARE' : 'NUMBER';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface StoredBin {
  readonly bin: Omit<Partial<Bin>, 'kind'> & { readonly of: Bin['kind'] };
  readonly reference: number;
  readonly current: number;
}

function isCounted(value: unknown): value is StoredBin {
  return (
    isRecord(value) &&
    isRecord(value.bin) &&
    typeof value.bin.of === 'string' &&
    typeof value.reference === 'number' &&
    typeof value.current === 'number'
  );
}

function isPoint(value: unknown): value is EvidencePoint {
  return (
    isRecord(value) &&
    typeof value.leads === 'number' &&
    typeof value.meanProbability === 'number' &&
    isRecord(value.conversionRate) &&
    typeof value.conversionRate.estimate === 'number'
  );
}
