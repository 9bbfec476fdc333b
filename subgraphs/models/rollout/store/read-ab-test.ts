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

/** A/B test with its result so far. */
export interface AbTest {
  /** control first */
  readonly arms: readonly AbArm[];
  readonly result: AbResult;
  /**
   * leads that each arm needs to detect the minimum effect with a single test; undefined when none was stated or it is
   * impossible
   */
  readonly needed: SampleSize | undefined;
}

/** Effect of showing scores to sales on conversion. */
export interface HoldoutEffect {
  /** leads whose scores are hidden */
  readonly hidden: AbArm;
  /** leads that the champion scored, with the score shown */
  readonly shown: AbArm;
  /**
   * conversion rate of leads with shown scores − that of leads with hidden scores; undefined until both have a matured
   * lead
   */
  readonly effect: ConfidenceSequence | undefined;
}

const SURELY = { alpha: 0.05, tunedForN: 5_000 };

/** Reads the current result of an A/B test, also after its end, as leads continue to mature. */
export async function readAbTest(db: Db, row: RolloutRow, maturity: Maturity): Promise<AbTest> {
  const { arms, leadsInSeveralArms } = await readAbArms(db, row, await beginningOf(db, row), maturity);
  return { arms, result: abResult(arms, leadsInSeveralArms), needed: await neededSamples(db, row, arms) };
}

/** Reads the effect of a rollout's random holdout; undefined without one. */
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

/** Time at which the first step began; earlier exposures do not count. */
async function beginningOf(db: Db, { id }: RolloutRow): Promise<number> {
  const [first] = await readEnteredSteps(db, id, []);
  return first?.since ?? Number.MAX_SAFE_INTEGER;
}

/** Sample size for the smallest treatment; before the control has a rate of its own, that of all leads is used. */
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

/** Conversion rate of leads with an outcome, 0 to 1; undefined without any. */
async function readConversion(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ conversion: number | null }>`
    SELECT avg((result = 'CONVERTED')::int)::float8 AS conversion FROM leads.outcome_facts WHERE result IS NOT NULL
    `.execute(db);
  return rows[0]?.conversion ?? undefined;
}
