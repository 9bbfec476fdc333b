import type { Db } from '../../versions/store/version-store.ts';
import type { AbArm } from '../rules/ab-test.ts';
import type { RolloutRow } from '../rules/rollout-row.ts';
import type { RolloutStep } from '../rules/steps.ts';
import { countArmOutcomes, type Maturity } from './outcome-store.ts';

/** The arms of an A/B test, control first, as {@link abResult} takes them. */
export interface AbArms {
  readonly arms: readonly AbArm[];
  readonly leadsInSeveralArms: number;
}

/**
 * Reads how the leads of each arm of an A/B test ended. An arm is named after its version; the champion is the control.
 *
 * @param from when the test began, epoch milliseconds
 */
export async function readAbArms(db: Db, row: RolloutRow, from: number, maturity: Maturity): Promise<AbArms> {
  const { trafficShare } = row.settings.steps[0] as RolloutStep;
  const counts = new Map((await countArmOutcomes(db, row.id, from, maturity)).map((count) => [count.version, count]));
  const armOf = (version: number, weight: number): AbArm => {
    const { exposed = 0, matured = 0, converted = 0 } = counts.get(version) ?? {};
    return { name: String(version), weight, exposed, matured, converted };
  };
  const treatments = row.versions.filter(({ role }) => role === 'CHALLENGER');
  return {
    arms: [
      armOf(row.champion, 1 - trafficShare),
      ...treatments.map(({ version, weight }) => armOf(version, trafficShare * weight)),
    ],
    leadsInSeveralArms: [...counts.values()].reduce((sum, { several }) => sum + several, 0),
  };
}
