import type { BacktestDecisionTime } from '../../graph/generated/graphql.ts';

/** The form that starts a back-test, with its fields as typed. */
export interface BacktestDraft {
  readonly version: number;
  /** day, YYYY-MM-DD, UTC */
  readonly from: string;
  /** day, YYYY-MM-DD, UTC, exclusive */
  readonly until: string;
  readonly at: BacktestDecisionTime;
  /** quantiles in days, separated by commas */
  readonly ages: string;
}

/** Fields of the form with a fault. */
export type BacktestFault = 'FROM' | 'UNTIL' | 'AGES';

const DAY_MS = 86_400_000;
const FIRST_DAYS = 180;
const MOST_AGES = 101;
const LONGEST_AGE_DAYS = 3_650;

/** The form as it opens: the last half year, each lead once at the age of a day. */
export function firstBacktest(version: number, now: number): BacktestDraft {
  return { version, from: dayOf(now - FIRST_DAYS * DAY_MS), until: dayOf(now), at: 'LEAD_AGE', ages: '1' };
}

/** Faults of the form. */
export function backtestFaults({ from, until, at, ages }: BacktestDraft, now: number): ReadonlySet<BacktestFault> {
  const faults = new Set<BacktestFault>();
  const [start, end] = [Date.parse(from), Date.parse(until)];
  if (Number.isNaN(start)) faults.add('FROM');
  if (Number.isNaN(end) || !(end > start) || end > now) faults.add('UNTIL');
  if (at === 'LEAD_AGE' && agesOf(ages) === undefined) faults.add('AGES');
  return faults;
}

/** The form as `startBacktest` takes it, without the model. */
export function backtestVariables({ version, from, until, at, ages }: BacktestDraft) {
  const decision = at === 'LEAD_AGE' ? { at, leadAges: [...(agesOf(ages) ?? [1])] } : { at };
  return { version, from: `${from}T00:00:00Z`, until: `${until}T00:00:00Z`, decision };
}

/** Ages in days: ascending, 1 to 101 of them, each 0 to 3650; undefined for others. */
export function agesOf(text: string): readonly number[] | undefined {
  const ages = text
    .split(/[,،;\s]+/)
    .filter((part) => part !== '')
    .map(Number);
  const areFit =
    ages.length > 0 &&
    ages.length <= MOST_AGES &&
    ages.every((age, index) => age >= (ages[index - 1] ?? 0) && age <= LONGEST_AGE_DAYS);
  return areFit ? ages : undefined;
}

/** Day of a time, YYYY-MM-DD, UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
