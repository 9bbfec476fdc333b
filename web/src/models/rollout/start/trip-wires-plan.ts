import { isCount, numberOf } from './typed-number.ts';

/** Trip-wires as the form holds them, as typed. */
export interface DraftTripWires {
  readonly failures: string;
  readonly p95Ms: string;
}

/** Faults of the trip-wires, by field. */
export interface TripWireFaults {
  readonly failures: boolean;
  readonly p95Ms: boolean;
}

/** Trip-wires that the gateway takes when none are given. */
export const DEFAULT_TRIP_WIRES: DraftTripWires = { failures: '5', p95Ms: '500' };

/** Faults of the trip-wires. */
export function tripWireFaults({ failures, p95Ms }: DraftTripWires): TripWireFaults {
  return {
    failures: !isCount(numberOf(failures), 2),
    p95Ms: !(numberOf(p95Ms) > 0 && Number.isFinite(numberOf(p95Ms))),
  };
}

/** Trip-wires as the graph takes them. */
export function plannedTripWires({ failures, p95Ms }: DraftTripWires): {
  readonly consecutiveFailures: number;
  readonly p95Ms: number;
} {
  return { consecutiveFailures: numberOf(failures), p95Ms: numberOf(p95Ms) };
}
