import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { RegistryConflict, RegistrySkip, RegistryUpdate } from './mlflow.ts';
import { ModelVersion } from './model-version.ts';

@ObjectType({ simpleResolvers: true, description: 'What one look at MLflow did.' })
export class RegistrySyncPayload {
  @Field(() => [ModelVersion], { description: 'The versions that were imported.' })
  readonly imported: readonly ModelVersion[];

  @Field(() => [RegistryUpdate], { description: 'What was written to MLflow.' })
  readonly updated: readonly RegistryUpdate[];

  @Field(() => [RegistryConflict], {
    description: 'What differed: conflicts that are open, and those settled just now.',
  })
  readonly conflicts: readonly RegistryConflict[];

  @Field(() => [RegistrySkip], { description: 'What was left out, and why.' })
  readonly skipped: readonly RegistrySkip[];
}
