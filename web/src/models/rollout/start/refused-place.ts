import type { GraphFault } from '../../../graph/graph-error.ts';

/** Field of the form that the gateway refused, and its message with the code. */
export interface RefusedPlace {
  readonly place: string;
  readonly text: string;
}

const PLACES: Readonly<Record<string, string>> = {
  arms: 'arms',
  'A/B arms': 'arms',
  'step 1, traffic share': 'arms',
  'trip-wire, failures in a row': 'failures',
  'trip-wire, p95': 'p95Ms',
  'requests to replay': 'replayRows',
  'holdout share': 'holdout',
  'minimum effect': 'effect',
};

const SHADOW_SHARE = /^shadow version (\d+), share$/;

/**
 * Field that a refusal of `startRollout` is about; undefined for the whole form.
 *
 * A place is the name of a field, `step 0` by the step's index, `guardrail ERROR_RATE` by its metric, or `version 2`.
 */
export function refusedPlace(faults: readonly GraphFault[] = []): RefusedPlace | undefined {
  const [fault] = faults;
  const place = fault && placeOf(fault.extensions ?? {});
  return fault && place !== undefined ? { place, text: `${fault.code}: ${fault.message}` } : undefined;
}

/** Message of a refusal at a field; undefined for a refusal of another one. */
export function refusedAt(refused: RefusedPlace | undefined, place: string): string | undefined {
  return refused?.place === place ? refused.text : undefined;
}

function placeOf({ where, step, metric, version }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof where === 'string') return PLACES[where] ?? where.replace(SHADOW_SHARE, 'version $1');
  if (typeof step === 'number') return `step ${step}`;
  if (typeof metric === 'string') return `guardrail ${metric}`;
  return typeof version === 'number' ? `version ${version}` : undefined;
}
