import 'reflect-metadata';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { ModelSignature } from './signature.ts';
import { ModelAlias, ModelStage } from './stage.ts';

@ObjectType({ simpleResolvers: true, description: 'A figure measured on the holdout, such as auc.' })
export class ModelMetric {
  @Field(() => String, { description: 'What was measured: auc, brier, logLoss, ece, liftAt10, rows, positives …' })
  readonly name: string;

  @Field(() => Float, { description: 'The measured value.' })
  readonly value: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How the raw output p becomes a probability. PLATT: 1 / (1 + exp(−(slope · logit(p) + intercept))).',
})
export class ModelCalibration {
  @Field(() => String, { description: 'IDENTITY or PLATT.' })
  readonly method: string;

  @Field(() => Float, { nullable: true, description: 'Slope of PLATT.' })
  readonly slope: number | null;

  @Field(() => Float, { nullable: true, description: 'Intercept of PLATT.' })
  readonly intercept: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The frozen sample that drift of a version is measured against.' })
export class ReferenceWindow {
  @Field(() => DateTime, { description: 'Scoring time of the first row.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'Scoring time of the last row.' })
  readonly until: number;

  @Field(() => Int, { description: 'Leads in the sample.' })
  readonly rows: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The comparison of a file with the scores of its reference window, made at registration.',
})
export class ScoreComparison {
  @Field(() => Int, { description: 'Rows compared.' })
  readonly rows: number;

  @Field(() => Float, { description: 'Largest difference allowed, in probability; scoreTolerance of the manifest.' })
  readonly tolerance: number;

  @Field(() => Float, { description: 'Largest difference found, in probability.' })
  readonly largestDifference: number;
}

@Directive('@key(fields: "model version")')
@ObjectType({ simpleResolvers: true, description: 'One version of a model: an ONNX file and what is known about it.' })
export class ModelVersion {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version, from 1.' })
  readonly version: number;

  @Field(() => ModelStage, { description: 'Where the version stands.' })
  readonly stage: keyof typeof ModelStage;

  @Field(() => [ModelAlias], { description: 'The aliases it has now.' })
  readonly aliases: readonly (keyof typeof ModelAlias)[];

  @Field(() => String, { description: 'What the version is, in the words of whoever registered it.' })
  readonly description: string;

  @Field(() => String, { description: 'What it was trained with, such as scikit-learn 1.7.2.' })
  readonly framework: string;

  @Field(() => String, { description: 'The command that made the file; empty when unknown.' })
  readonly command: string;

  @Field(() => String, { description: 'SHA-256 of the ONNX file, hexadecimal. Checked whenever the file is loaded.' })
  readonly digest: string;

  @Field(() => Int, { description: 'Size of the ONNX file, bytes.' })
  readonly sizeBytes: number;

  @Field(() => ModelSignature, { description: 'What the model takes and gives.' })
  readonly signature: ModelSignature;

  @Field(() => ModelCalibration, { description: 'How its raw output becomes a probability.' })
  readonly calibration: ModelCalibration;

  @Field(() => [ModelMetric], { description: 'Figures measured on the holdout, by name.' })
  readonly metrics: readonly ModelMetric[];

  @Field(() => String, {
    nullable: true,
    description:
      'The rows that the figures were measured on: their SHA-256, or their span of time and number. Figures are compared on equal ones only; null when none was stated.',
  })
  readonly holdout: string | null;

  @Field(() => ReferenceWindow, {
    nullable: true,
    description: 'The frozen sample for drift; null when none was given.',
  })
  readonly referenceWindow: ReferenceWindow | null;

  @Field(() => ScoreComparison, {
    nullable: true,
    description:
      'How near the file came to the scores of the reference window. Null when nothing shows that the file scores as the training library did: the manifest had no reference window, or the version is older than this comparison.',
  })
  readonly scoreComparison: ScoreComparison | null;

  @Field(() => DateTime, { description: 'When it was registered.' })
  readonly createdAt: number;

  @Field(() => String, { description: 'Who registered it.' })
  readonly createdBy: string;

  @Field(() => DateTime, { nullable: true, description: 'When it last became champion; null when it never was.' })
  readonly promotedAt: number | null;
}
