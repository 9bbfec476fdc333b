import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { ModelSignature } from './signature.ts';
import { ModelAlias, ModelStage } from './stage.ts';

@ObjectType({ simpleResolvers: true, description: 'Metric measured on the holdout, such as auc.' })
export class ModelMetric {
  @Field(() => String, {
    description:
      'Name of the metric: auc, brier, logLoss, ece, liftAt10, rows, positives, or any other of the manifest.',
  })
  readonly name: string;

  @Field(() => Float, { description: 'Value of the metric.' })
  readonly value: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Mapping of the raw output p to a probability. IDENTITY: p. PLATT: 1 / (1 + exp(−(slope · logit(p) + intercept))).',
})
export class ModelCalibration {
  @Field(() => String, { description: 'IDENTITY or PLATT.' })
  readonly method: string;

  @Field(() => Float, { nullable: true, description: 'Slope of PLATT; null with IDENTITY.' })
  readonly slope: number | null;

  @Field(() => Float, { nullable: true, description: 'Intercept of PLATT; null with IDENTITY.' })
  readonly intercept: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Frozen sample of leads that drift of a version is measured against.',
})
export class ReferenceWindow {
  @Field(() => DateTime, { description: 'Scoring time of the first lead.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'Scoring time of the last lead.' })
  readonly until: number;

  @Field(() => Int, { description: 'Number of leads.' })
  readonly rows: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Comparison, at registration, of the scores of the file with those of its reference window.',
})
export class ScoreComparison {
  @Field(() => Int, { description: 'Number of compared rows.' })
  readonly rows: number;

  @Field(() => Float, { description: 'Largest allowed difference of two probabilities, 0 to 0.01.' })
  readonly tolerance: number;

  @Field(() => Float, { description: 'Largest difference of two probabilities found, 0 to 1.' })
  readonly largestDifference: number;
}

@Directive('@key(fields: "model version")')
@ObjectType({ simpleResolvers: true, description: 'Version of a model: an ONNX file with its manifest.' })
export class ModelVersion {
  @Field(() => ID, { description: 'Id of the version: name of the model and number, such as lead-conversion:1.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model, such as lead-conversion.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version, from 1.' })
  readonly version: number;

  @Field(() => ModelStage, { description: 'Stage of the version.' })
  readonly stage: keyof typeof ModelStage;

  @Field(() => [ModelAlias], { description: 'Aliases that the version has now.' })
  readonly aliases: readonly (keyof typeof ModelAlias)[];

  @Field(() => String, { description: 'Description from the manifest.' })
  readonly description: string;

  @Field(() => String, { description: 'Framework of the training, such as scikit-learn 1.7.2.' })
  readonly framework: string;

  @Field(() => String, { description: 'Command that created the file; empty if unknown.' })
  readonly command: string;

  @Field(() => String, { description: 'SHA-256 of the ONNX file, hexadecimal; verified at each load of the file.' })
  readonly digest: string;

  @Field(() => Int, { description: 'Size of the ONNX file, bytes.' })
  readonly sizeBytes: number;

  @Field(() => ModelSignature, { description: 'Names and types of the inputs and outputs.' })
  readonly signature: ModelSignature;

  @Field(() => ModelCalibration, { description: 'Mapping of the raw output to a probability.' })
  readonly calibration: ModelCalibration;

  @Field(() => [ModelMetric], { description: 'Metrics measured on the holdout, in order of their names.' })
  readonly metrics: readonly ModelMetric[];

  @Field(() => String, {
    nullable: true,
    description:
      'Rows that the metrics were measured on: their SHA-256, or their time span and number. Metrics of two versions are compared only if these are equal; null if not stated.',
  })
  readonly holdout: string | null;

  @Field(() => ReferenceWindow, {
    nullable: true,
    description: 'Sample that drift is measured against; null if the manifest has none.',
  })
  readonly referenceWindow: ReferenceWindow | null;

  @Field(() => ScoreComparison, {
    nullable: true,
    description:
      'Comparison of the scores of the file with those of the reference window. Null if there was none: the manifest had no reference window, or the version was registered before such comparisons were made.',
  })
  readonly scoreComparison: ScoreComparison | null;

  @Field(() => DateTime, { description: 'Time of the registration.' })
  readonly createdAt: number;

  @Field(() => String, { description: 'Subject of the access token that registered it.' })
  readonly createdBy: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the latest promotion to champion; null if it never was champion.',
  })
  readonly promotedAt: number | null;
}
