import { sql } from 'kysely';
import { type ConfidenceSequence, differenceSequence, shareOf } from '../../../../statistics/confidence-sequence.ts';
import { type SampleSize, sampleSize } from '../../../../statistics/sample-size.ts';
import type { Db } from '../../versions/store/version-store.ts';
import { type AbArm, type AbResult, abResult } from '../rules/ab-test.ts';
import type { RolloutRow } from '../rules/rollout-row.ts';
import { LEAST_SAMPLES } from '../rules/verdict/judgement.ts';
import { readEnteredSteps } from './evidence-store.ts';
import { countArmOutcomes, type Maturity } from './outcome-store.ts';
import { readAbArms } from './read-ab-arms.ts';

/** An A/B test as far as it has come. */
export interface AbTest {
  /** control first */
  readonly arms: readonly AbArm[];
  readonly result: AbResult;
  /** leads that each arm needs to find the stated effect with one look; undefined when none was stated or possible */
  readonly needed: SampleSize | undefined;
}

/** What showing scores to sales does to conversion. */
export interface HoldoutEffect {
  /** leads whose scores were hidden */
  readonly hidden: AbArm;
  /** leads that the champion scored as ever */
  readonly shown: AbArm;
  /** conversion of those shown − conversion of those hidden; undefined while one has no matured lead */
  readonly effect: ConfidenceSequence | undefined;
}

const SURELY = { alpha: 0.05, tunedForN: 5_000 };

/** Reads the result of an A/B test as of now, also after its end: leads go on maturing. */
export async function readAbTest(db: Db, row: RolloutRow, maturity: Maturity): Promise<AbTest> {
  const { arms, leadsInSeveralArms } = await readAbArms(db, row, await beginningOf(db, row), maturity);
  return { arms, result: abResult(arms, leadsInSeveralArms), needed: await neededSamples(db, row, arms) };
}

/** Reads what a rollout's random holdout says; undefined when it has none. */
export async function readHoldoutEffect(
  db: Db,
  row: RolloutRow,
  maturity: Maturity,
): Promise<HoldoutEffect | undefined> {
  if (row.holdout_share === 0) return undefined;
  const from = await beginningOf(db, row);
  const armOf = async (heldOut: boolean, weight: number): Promise<AbArm> => {
    const counts = await countArmOutcomes(db, row.id, from, maturity, heldOut);
    const { exposed = 0, matured = 0, converted = 0 } = counts.find(({ version }) => version === row.champion) ?? {};
    return { name: heldOut ? 'hidden' : 'shown', weight, exposed, matured, converted };
  };
  const hidden = await armOf(true, row.holdout_share);
  const shown = await armOf(false, 1 - row.holdout_share);
  const [control, treatment] = [hidden, shown].map(({ matured, converted }) => ({
    trials: matured,
    events: converted,
  }));
  return { hidden, shown, effect: control && treatment && differenceSequence(control, treatment, SURELY) };
}

/** When the first step began; before that no exposure counts. */
async function beginningOf(db: Db, { id }: RolloutRow): Promise<number> {
  const [first] = await readEnteredSteps(db, id, []);
  return first?.since ?? Number.MAX_SAFE_INTEGER;
}

/** For the least arm among the treatments; the control's rate is that of all leads until it has some of its own. */
async function neededSamples(db: Db, row: RolloutRow, arms: readonly AbArm[]): Promise<SampleSize | undefined> {
  const { minimumEffect } = row.settings;
  const [control, ...treatments] = arms;
  if (minimumEffect === undefined || !control) return undefined;
  const own = { trials: control.matured, events: control.converted };
  const baseline = control.matured >= LEAST_SAMPLES ? shareOf(own) : await readConversion(db);
  if (!baseline || baseline + minimumEffect >= 1) return undefined;
  const ratio = Math.min(...treatments.map(({ weight }) => weight)) / control.weight;
  return sampleSize({ baseline, effect: minimumEffect, ratio });
}

/** Share of leads with an outcome that converted, 0–1; undefined when no lead has one. */
async function readConversion(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ conversion: number | null }>`
    SELECT avg((result = 'CONVERTED')::int)::float8 AS conversion FROM leads.outcome_facts WHERE result IS NOT NULL
    `.execute(db);
  return rows[0]?.conversion ?? undefined;
}
