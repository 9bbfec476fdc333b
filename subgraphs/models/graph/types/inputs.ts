import 'reflect-metadata';
import { Field, InputType, Int } from 'type-graphql';
import { Json } from '../../../../platform/json.ts';
import { MlflowVersionInput } from './mlflow.ts';
import { RegistrationStage } from './stage.ts';

@InputType({ description: 'An ONNX file and what is known about it.' })
export class RegisterModelVersionInput {
  @Field(() => Json, {
    nullable: true,
    description:
      'The manifest: model (default lead-conversion), description, framework, command, signature as MLflow writes it, calibration, metrics, holdoutDigest, split, referenceWindow, scoreTolerance. Only description and signature are required; the file must give the scores of the referenceWindow, within scoreTolerance (default 0.0001, 0.01 at most); with mlflowVersion nothing is, and what is given replaces what MLflow says.',
  })
  readonly manifest?: unknown;

  @Field(() => String, {
    nullable: true,
    description:
      'The ONNX file in base64; this, artifactPath, artifactUrl or mlflowVersion. The limit is ARTIFACT_LIMIT_BYTES, 32 MB by default.',
  })
  readonly artifactBase64?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Absolute path of the ONNX file where the subgraph runs, in a folder of ARTIFACT_SOURCES.',
  })
  readonly artifactPath?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'URL of the ONNX file, below a prefix of ARTIFACT_SOURCES. Redirects must stay below one, too.',
  })
  readonly artifactUrl?: string | null;

  @Field(() => MlflowVersionInput, {
    nullable: true,
    description: 'A version of the MLflow server that is followed: its ONNX file, signature, metrics and tags.',
  })
  readonly mlflowVersion?: MlflowVersionInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number to give it; the next free one when absent, and before that the one it has in MLflow.',
  })
  readonly version?: number | null;

  @Field(() => RegistrationStage, { defaultValue: RegistrationStage.NONE, description: 'Stage it starts in.' })
  readonly stage: keyof typeof RegistrationStage;

  @Field(() => String, { nullable: true, description: 'Why it is registered; goes to the history.' })
  readonly reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A repeat with the same key and the same input answers with the version of the first time.',
  })
  readonly idempotencyKey?: string | null;
}
