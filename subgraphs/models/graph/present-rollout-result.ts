import type { ConfidenceSequence } from '../../../statistics/confidence-sequence.ts';
import type { ShadowReport as ShadowFound, ShadowSide as SideFound } from '../rollout/rules/shadow-report.ts';
import type { AbTest as AbTestFound, HoldoutEffect as HoldoutFound } from '../rollout/store/read-ab-test.ts';
import type { AbTest, ConversionDifference, HoldoutEffect } from './types/ab-test.ts';
import type { ModelVersion } from './types/model-version.ts';
import type { ShadowReport, ShadowSide } from './types/shadow-report.ts';

/**
 * Presents an A/B test in the graph.
 * @param versions of the arms, in their order
 */
export function presentAbTest(
  { arms, result, needed }: AbTestFound,
  versions: readonly (ModelVersion | undefined)[],
): AbTest {
  const { validity, verdict, sampleRatio, multipleExposure, comparisons } = result;
  return {
    validity,
    verdict,
    arms: arms.map(({ name, ...arm }, position) => {
      const comparison = comparisons.find((each) => each.arm === name);
      const modelVersion = versions[position] as ModelVersion;
      const difference = presentDifference(comparison?.difference);
      return { ...arm, modelVersion, difference, verdict: comparison?.verdict ?? null };
    }),
    sampleRatioPValue: sampleRatio.pValue,
    multipleExposure,
    neededControl: needed?.control ?? null,
    neededTreatment: needed?.treatment ?? null,
  };
}

/** Presents the effect of showing scores in the graph. */
export function presentHoldout({ hidden, shown, effect }: HoldoutFound): HoldoutEffect {
  return { hidden, shown, effect: presentDifference(effect) };
}

/** Presents the report of a shadow in the graph. */
export function presentShadowReport(report: ShadowFound): ShadowReport {
  return {
    ...report,
    pearson: report.pearson ?? null,
    spearman: report.spearman ?? null,
    meanAbsoluteDifference: report.meanAbsoluteDifference ?? null,
    scorePsi: report.scorePsi ?? null,
    topDecileOverlap: report.topDecileOverlap ?? null,
    champion: presentSide(report.champion),
    shadow: presentSide(report.shadow),
  };
}

function presentSide({ latencyP50Ms, latencyP95Ms, auc, brier }: SideFound): ShadowSide {
  return {
    latencyP50Ms: latencyP50Ms ?? null,
    latencyP95Ms: latencyP95Ms ?? null,
    auc: auc ?? null,
    brier: brier ?? null,
  };
}

function presentDifference(found: ConfidenceSequence | undefined): ConversionDifference | null {
  return found ? { estimate: found.estimate, lower: found.lower, upper: found.upper } : null;
}
