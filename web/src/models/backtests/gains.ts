/** Outcomes of the leads of one grade, by the score that they had first. */
export interface GradeOutcome {
  readonly grade: string;
  readonly matured: number;
  readonly converted: number;
  /** sum of the known revenue of the conversions */
  readonly revenue?: number;
}

/** Gain of working the leads down to a grade, against as many leads chosen at random. */
export interface Gain {
  /** lowest grade that is worked */
  readonly downTo: string;
  readonly leads: number;
  /** share of all matured leads that is worked, 0 to 1 */
  readonly leadShare: number;
  readonly conversions: number;
  /** share of all conversions that is found, 0 to 1 */
  readonly conversionShare: number;
  /** conversions that as many leads, chosen at random, would have */
  readonly atRandom: number;
  /** conversions found for each that a random choice finds */
  readonly lift: number;
  /** revenue beyond that of a random choice; undefined without revenue */
  readonly revenueGain: number | undefined;
}

/** Gains of working leads in the order of their grades, best first; none without matured leads or conversions. */
export function cumulativeGains(outcomes: readonly GradeOutcome[]): readonly Gain[] {
  const ordered = [...outcomes].sort((a, b) => a.grade.localeCompare(b.grade));
  const all = ordered.reduce((sum, { matured }) => sum + matured, 0);
  const conversions = ordered.reduce((sum, { converted }) => sum + converted, 0);
  if (all === 0 || conversions === 0) return [];
  const revenues = ordered.map(({ revenue }) => revenue);
  const revenue = revenues.every((each) => each !== undefined)
    ? revenues.reduce((sum, each) => sum + each, 0)
    : undefined;
  const gains: Gain[] = [];
  let [leads, found, earned] = [0, 0, 0];
  for (const outcome of ordered) {
    leads += outcome.matured;
    found += outcome.converted;
    earned += outcome.revenue ?? 0;
    const leadShare = leads / all;
    gains.push({
      downTo: outcome.grade,
      leads,
      leadShare,
      conversions: found,
      conversionShare: found / conversions,
      atRandom: leadShare * conversions,
      lift: leadShare > 0 ? found / conversions / leadShare : 0,
      revenueGain: revenue ? earned - leadShare * revenue : undefined,
    });
  }
  return gains;
}
