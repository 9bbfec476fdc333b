import { isLimitFit, stepFaults } from './rollout-plan.ts';
import { guardrailsOf, isAnswering, type StartDraft, stepsOf, treatmentsOf } from './start-draft.ts';
import { tripWireFaults } from './trip-wires-plan.ts';
import { isCount, numberOf, shareOf } from './typed-number.ts';
import { shadowFaults, treatmentFaults, type VersionFault } from './version-shares.ts';

/** Faults of the further settings, by field. */
export interface FurtherFaults {
  readonly failures: boolean;
  readonly p95Ms: boolean;
  readonly shadows: readonly (VersionFault | undefined)[];
  readonly replayRows: boolean;
  readonly holdout: boolean;
  readonly effect: boolean;
}

const MOST_REPLAYED = 10_000;

/** Faults of the further settings. */
export function furtherFaults(draft: StartDraft): FurtherFaults {
  const { replayRows, holdout, effect, strategy, tripWires, shadows } = draft;
  const rows = numberOf(replayRows);
  const wires = tripWireFaults(tripWires);
  const tested = treatmentsOf(draft).map(({ version }) => version);
  return {
    failures: isAnswering(strategy) && wires.failures,
    p95Ms: isAnswering(strategy) && wires.p95Ms,
    shadows: shadowFaults(shadows, tested),
    replayRows: isAnswering(strategy) && !(isCount(rows, 0) && rows <= MOST_REPLAYED),
    holdout: !(shareOf(holdout) >= 0 && shareOf(holdout) < 1),
    effect: strategy === 'AB_TEST' && effect.trim() !== '' && !(shareOf(effect) > 0 && shareOf(effect) < 1),
  };
}

/** Whether no further setting has a fault. */
export function isFurtherFit({ shadows, ...fields }: FurtherFaults): boolean {
  return !Object.values(fields).includes(true) && shadows.every((fault) => fault === undefined);
}

/** Whether the gateway would take the form. */
export function isFit(draft: StartDraft): boolean {
  const { strategy } = draft;
  const faults = [
    ...stepFaults(strategy, stepsOf(draft)),
    ...(strategy === 'AB_TEST' ? treatmentFaults(treatmentsOf(draft)) : []),
  ];
  return (
    isFurtherFit(furtherFaults(draft)) &&
    faults.every((fault) => fault === undefined) &&
    (!isAnswering(strategy) || guardrailsOf(draft).every(isLimitFit))
  );
}
