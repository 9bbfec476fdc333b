import { z } from 'zod';
import { FIGURE_UNITS, type FigureUnit } from '../../../../lake/expectations/figure-unit.ts';
import { SECOND_MS } from '../../../../platform/time.ts';
import type { AlertMetric } from '../rules/alert-rule.ts';
import { countText, shareText, shortNumber } from './notice-numbers.ts';
import { durationText, timeBefore } from './notice-time.ts';

const EXPECTATION = z.object({
  description: z.string(),
  unit: z.enum(FIGURE_UNITS),
  found: z.number().nullable(),
  least: z.number().nullable(),
  greatest: z.number().nullable(),
  rows: z.number(),
  version: z.number(),
});
const OVERDUE = z.object({ refreshedAt: z.number() });

const IN_UNITS: Readonly<Record<FigureUnit, (value: number) => string>> = {
  SHARE: (share) => `${shareText(share)} of the rows`,
  RATIO: (ratio) => `${shortNumber(ratio)} times the rows before`,
  SECONDS: (seconds) => (seconds < 0 ? `${shortNumber(seconds)} s` : durationText(seconds * SECOND_MS)),
  NUMBER: shortNumber,
};

/** Evidence of an alert on the lake in words: `found 12.3 % of the rows, expected at most 0 % of the rows`. */
export function lakeEvidence(metric: AlertMetric, evidence: unknown, now: number, zone: string): readonly string[] {
  if (metric === 'LAKE_OVERDUE_SECONDS') {
    const overdue = OVERDUE.safeParse(evidence).data;
    return overdue ? [`last brought up to date at ${timeBefore(overdue.refreshedAt, now, zone)}`] : [];
  }
  const result = EXPECTATION.safeParse(evidence).data;
  if (!result) return [];
  const { description, unit, found, least, greatest, rows, version } = result;
  const inUnits = (value: number) => IN_UNITS[unit](value);
  const figure = found === null ? 'found no data' : `found ${inUnits(found)}`;
  return [
    `${figure}, expected ${rangeText(least, greatest, inUnits)}`,
    `${countText(rows)} rows in version ${version}`,
    `the rule: ${description.replace(/\.$/, '')}`,
  ];
}

function rangeText(least: number | null, greatest: number | null, inUnits: (value: number) => string): string {
  if (least !== null && greatest !== null) return `${inUnits(least)} to ${inUnits(greatest)}`;
  if (greatest !== null) return `at most ${inUnits(greatest)}`;
  return least === null ? 'any' : `at least ${inUnits(least)}`;
}
