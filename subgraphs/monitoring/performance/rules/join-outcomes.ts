import { EXCLUSIONS, type Exclusion, type LeadHistory, type MaturityRule, maturityOf } from './maturity.ts';

/** Prediction about a lead, with the outcome of the lead. */
export interface JoinedPrediction extends LeadHistory {
  readonly leadId: string;
  /** calibrated, 0–1 */
  readonly probability: number;
}

/** Matured prediction. */
export interface MaturedPrediction<Prediction extends JoinedPrediction = JoinedPrediction> {
  readonly prediction: Prediction;
  /** 1 converted, 0 not */
  readonly outcome: 0 | 1;
}

/** Predictions of one version, one per lead, by maturity. */
export interface JoinedOutcomes<Prediction extends JoinedPrediction = JoinedPrediction> {
  readonly matured: readonly MaturedPrediction<Prediction>[];
  readonly pending: readonly Prediction[];
  /** of leads that had ended when they were scored; they are counted in `excluded` too */
  readonly ended: readonly Prediction[];
  /** excluded predictions, by reason */
  readonly excluded: Readonly<Record<Exclusion, number>>;
  /** later predictions about a lead that had one before */
  readonly repeated: number;
}

/**
 * Joins the predictions of one version with the outcomes of their leads.
 *
 * The first prediction about a lead counts, the one that sales started with: a later one knows more, and the last before a
 * conversion nearly the conversion itself.
 */
export function joinOutcomes<Prediction extends JoinedPrediction>(
  predictions: readonly Prediction[],
  rule: MaturityRule,
): JoinedOutcomes<Prediction> {
  const first = new Map<string, Prediction>();
  for (const prediction of predictions) {
    const known = first.get(prediction.leadId);
    if (!known || prediction.predictedAt < known.predictedAt) first.set(prediction.leadId, prediction);
  }
  const matured: MaturedPrediction<Prediction>[] = [];
  const pending: Prediction[] = [];
  const ended: Prediction[] = [];
  const excluded = Object.fromEntries(EXCLUSIONS.map((reason) => [reason, 0])) as Record<Exclusion, number>;
  for (const prediction of first.values()) {
    const maturity = maturityOf(prediction, rule);
    if (maturity.status === 'MATURED') matured.push({ prediction, outcome: maturity.outcome });
    else if (maturity.status === 'PENDING') pending.push(prediction);
    else {
      excluded[maturity.reason] += 1;
      if (maturity.reason === 'OUTCOME_BEFORE_PREDICTION') ended.push(prediction);
    }
  }
  return { matured, pending, ended, excluded, repeated: predictions.length - first.size };
}
