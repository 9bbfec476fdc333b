import 'reflect-metadata';
import { Field, InputType, Int } from 'type-graphql';
import { Json } from '../../../../platform/json.ts';
import { MlflowVersionInput } from './mlflow.ts';
import { RegistrationStage } from './stage.ts';

/** Places of an ONNX file, of which one is given. */
@InputType()
abstract class ArtifactSource {
  @Field(() => String, {
    nullable: true,
    description: 'ONNX file in base64, at most ARTIFACT_LIMIT_BYTES (default 32 MB).',
  })
  readonly artifactBase64?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Absolute path of the ONNX file on the host of the models subgraph, in a folder of ARTIFACT_SOURCES.',
  })
  readonly artifactPath?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'URL of the ONNX file, below a URL prefix of ARTIFACT_SOURCES. Redirects must stay below one.',
  })
  readonly artifactUrl?: string | null;
}

@InputType({
  description:
    'ONNX file and its manifest. Give the file in exactly one of artifactBase64, artifactPath, artifactUrl and mlflowVersion.',
})
export class RegisterModelVersionInput extends ArtifactSource {
  @Field(() => Json, {
    nullable: true,
    description:
      'Manifest as JSON: model (default lead-conversion), description, framework, command, signature in the format of MLflow, calibration, metrics, holdoutDigest, split, referenceWindow and scoreTolerance. Required are description and signature. The file must reproduce the scores of referenceWindow within scoreTolerance (default 0.0001, at most 0.01). With mlflowVersion nothing is required, and a given field replaces that of MLflow.',
  })
  readonly manifest?: unknown;

  @Field(() => MlflowVersionInput, {
    nullable: true,
    description: 'Version of the synchronized MLflow server: its ONNX file, signature, metrics and tags are used.',
  })
  readonly mlflowVersion?: MlflowVersionInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the new version; by default the number in MLflow if that is free, else the next free one.',
  })
  readonly version?: number | null;

  @Field(() => RegistrationStage, { defaultValue: RegistrationStage.NONE, description: 'Stage of the new version.' })
  readonly stage: keyof typeof RegistrationStage;

  @Field(() => String, {
    nullable: true,
    description: 'Reason for the registration, at most 1,000 characters; stored in the history.',
  })
  readonly reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Key of this registration, 1 to 200 characters. A repeat with the same key and the same input returns the version of the first call.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType({
  description:
    'ONNX file and manifest to validate. Give the file in exactly one of artifactBase64, artifactPath and artifactUrl.',
})
export class ValidateModelVersionInput extends ArtifactSource {
  @Field(() => Json, { description: 'Manifest as JSON, as for registerModelVersion.' })
  readonly manifest: unknown;
}
