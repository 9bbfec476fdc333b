/** Judgement of a guardrail at one time. */
export interface GuardrailPoint {
  readonly at: string;
  readonly found: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Lines of a guardrail over time, oldest first. */
export interface GuardrailSeries {
  /** epoch milliseconds */
  readonly times: readonly number[];
  readonly found: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/** An event of a rollout with its analysis. */
export interface AnalysedEvent {
  readonly at: string;
  readonly analysis?: {
    readonly at: string;
    readonly metrics: readonly {
      readonly metric: string;
      readonly found?: number | null;
      readonly lower?: number | null;
      readonly upper?: number | null;
    }[];
  } | null;
}

const MOST_POINTS = 400;

/** Estimates and confidence sequences of a guardrail from the events of a rollout, at most {@link MOST_POINTS} of them. */
export function guardrailSeries(events: readonly AnalysedEvent[], metric: string): GuardrailSeries {
  const points = new Map<number, GuardrailPoint>();
  for (const { analysis } of events) {
    const judged = analysis?.metrics.find((each) => each.metric === metric);
    if (!analysis || !judged || (judged.found ?? judged.lower ?? judged.upper) == null) continue;
    const { found = null, lower = null, upper = null } = judged;
    points.set(Date.parse(analysis.at), { at: analysis.at, found, lower, upper });
  }
  const thinned = thin([...points].sort(([a], [b]) => a - b));
  return {
    times: thinned.map(([time]) => time),
    found: thinned.map(([, { found }]) => found),
    lower: thinned.map(([, { lower }]) => lower),
    upper: thinned.map(([, { upper }]) => upper),
  };
}

/**
 * Limits of a chart on which the guardrail's limit is visible: a confidence sequence begins as wide as its scale, and
 * would press the limit onto the axis. Rounded up to 1, 2 or 5 times a power of ten, so that it rarely changes.
 */
export function seriesRange({ found, lower, upper }: GuardrailSeries, limit: number): readonly [number, number] {
  const latest = upper.findLast((value) => value !== null) ?? 0;
  const estimates = found.filter((value) => value !== null);
  const top = roundUp(Math.max(limit * 2, Math.min(latest * 1.25, limit * 20), ...estimates.slice(-50)));
  const low = Math.min(...lower.slice(-50).filter((value) => value !== null), ...estimates.slice(-50), 0);
  return [low < 0 ? -Math.min(roundUp(-low), top) : 0, top];
}

/** The least 1, 2 or 5 times a power of ten that is not below a value. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) as number;
  return factor * power;
}

/** Keeps the first and the last, and every n-th between them. */
function thin<Point>(points: readonly Point[]): readonly Point[] {
  if (points.length <= MOST_POINTS) return points;
  const every = Math.ceil(points.length / (MOST_POINTS - 1));
  return points.filter((_, index) => index % every === 0 || index === points.length - 1);
}
