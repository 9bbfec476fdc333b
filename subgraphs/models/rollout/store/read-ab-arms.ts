import type { Db } from '../../versions/store/version-store.ts';
import type { AbArm } from '../rules/ab-test.ts';
import type { RolloutRow } from '../rules/rollout-row.ts';
import type { RolloutStep } from '../rules/steps.ts';
import { countArmOutcomes, type Maturity } from './outcome-store.ts';

/** Arms of an A/B test for {@link abResult}, control first. */
export interface AbArms {
  readonly arms: readonly AbArm[];
  readonly leadsInSeveralArms: number;
}

/**
 * Reads the outcomes by arm of an A/B test. An arm is named after its version; the champion is the control.
 *
 * @param from start of the test, epoch milliseconds
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
