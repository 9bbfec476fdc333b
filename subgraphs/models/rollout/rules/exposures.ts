/** That a lead was shown the score of an arm. */
export interface Exposure {
  readonly leadId: string;
  readonly arm: string;
  /** epoch milliseconds */
  readonly at: number;
}

/** Exposures, each lead once. */
export interface ExposureSummary {
  /** per lead the earliest exposure: the one that counts */
  readonly first: readonly Exposure[];
  /** leads that were exposed to more than one arm: assignment is broken if there are many */
  readonly inSeveralArms: readonly string[];
}

/**
 * Counts every lead once, in the arm that it saw first, whatever the order of the exposures.
 */
export function firstExposures(exposures: readonly Exposure[]): ExposureSummary {
  const first = new Map<string, Exposure>();
  const several = new Set<string>();
  for (const exposure of exposures) {
    const known = first.get(exposure.leadId);
    if (known && known.arm !== exposure.arm) several.add(exposure.leadId);
    if (!known || exposure.at < known.at) first.set(exposure.leadId, exposure);
  }
  return { first: [...first.values()], inSeveralArms: [...several] };
}
