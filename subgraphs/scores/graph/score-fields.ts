import { FieldSets } from '../../../platform/graphql/field-sets.ts';
import { isPredictionField, PREDICTION_FIELDS, type PredictionField } from '../record/prediction-columns.ts';

/** Identifies a lead's previous score by the same model. */
const PREVIOUS: readonly PredictionField[] = ['leadId', 'model', 'sequence'];

/** Fields of `Score` that are made from others than the one of their name; those that are absent, from any. */
const READS: Readonly<Record<string, readonly PredictionField[]>> = {
  __typename: [],
  cursor: ['transactionId', 'sequence'],
  lead: ['leadId'],
  modelVersion: ['model', 'version'],
  isMonitored: ['cause', 'leadClosed'],
  trend: [...PREVIOUS, 'probability'],
  previousProbability: PREVIOUS,
};

const readsOf = (name: string) => READS[name] ?? (isPredictionField(name) ? [name] : undefined);

/** Fields of a prediction that the fields of a `Score` are made from. */
export const SCORE_FIELDS = new FieldSets<PredictionField>(PREDICTION_FIELDS, readsOf);

/** The same of a `Score` of a page, whose cursor is made from its sequence. */
export const PAGED_SCORE_FIELDS = new FieldSets<PredictionField>(PREDICTION_FIELDS, readsOf, ['sequence']);
