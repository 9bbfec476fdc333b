import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { CONFLICT_STATES } from '../../mlflow/store/conflict-store.ts';
import { ModelVersion } from './model-version.ts';

/** GraphQL enum of the states of the synchronization with MLflow. */
export const RegistrySyncState = stringEnum(['OFF', 'FOLLOWING', 'FAILING'] as const);
registerEnumType(RegistrySyncState, {
  name: 'RegistrySyncState',
  description: 'State of the synchronization with MLflow.',
  valuesConfig: {
    OFF: { description: 'No MLflow server is configured.' },
    FOLLOWING: { description: 'The last synchronization succeeded, or the first is still to come.' },
    FAILING: { description: 'The last synchronization failed; it is retried until it succeeds.' },
  },
});

/** GraphQL enum of the states of a conflict. */
export const RegistryConflictState = stringEnum(CONFLICT_STATES);
registerEnumType(RegistryConflictState, {
  name: 'RegistryConflictState',
  description: 'State of a conflict with MLflow. LEFT, PENDING, REQUESTED and GONE are open, the others settled.',
  valuesConfig: {
    LEFT: { description: 'This registry has no value of its own, so MLflow keeps its value.' },
    PENDING: { description: 'The value of this registry is to be written to MLflow.' },
    REQUESTED: {
      description: 'A promotion was requested for the version that became champion in MLflow; its decision is awaited.',
    },
    GONE: {
      description:
        'The model or version was deleted in MLflow. Version, stage and traffic in this registry stay. The conflict is settled (AGREED) once it exists in MLflow again, or is archived in this registry.',
    },
    WRITTEN_BACK: { description: 'The value of this registry was written to MLflow.' },
    AGREED: { description: 'Both registries have the same value again.' },
    SUPERSEDED: { description: 'A later conflict about the same alias or stage replaced this one.' },
    RENAMED: {
      description:
        'The model was renamed in MLflow. It keeps its name in this registry and is synchronized under the new one.',
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'Difference between MLflow and this registry: in an alias, in a stage, or in the existence of a version or model. A deletion in MLflow changes nothing in this registry. For aliases and stages this registry decides: a change in MLflow is reverted, unless this registry has no champion, no challenger or stage NONE. With MLFLOW_ALIAS_MOVES=request, a champion that was moved in MLflow first becomes a promotion request.',
})
export class RegistryConflict {
  @Field(() => ID, { description: 'Id of the conflict; later conflicts have higher ids.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model in MLflow.' })
  readonly model: string;

  @Field(() => String, {
    description:
      'Part that differs: `champion`, `challenger`, `model`, `stage of N` or `version N`, with N a version number in MLflow.',
  })
  readonly subject: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Value in this registry: a version number or stage in terms of MLflow; for a deletion, the version or model in this registry; null for none.',
  })
  readonly here: string | null;

  @Field(() => String, { nullable: true, description: 'Value in MLflow; null for none.' })
  readonly there: string | null;

  @Field(() => RegistryConflictState, { description: 'State of the conflict.' })
  readonly state: keyof typeof RegistryConflictState;

  @Field(() => ID, { nullable: true, description: 'Id of the promotion request that it led to; null if none.' })
  readonly requestId: string | null;

  @Field(() => DateTime, { description: 'Time when the conflict was first detected.' })
  readonly detectedAt: number;

  @Field(() => DateTime, { nullable: true, description: 'Time when the conflict was settled; null while it is open.' })
  readonly closedAt: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Synchronization with MLflow, over all replicas.' })
export class RegistrySync {
  @Field(() => RegistrySyncState, { description: 'State of the synchronization.' })
  readonly state: keyof typeof RegistrySyncState;

  @Field(() => String, { nullable: true, description: 'URL of the MLflow server; null if none is configured.' })
  readonly trackingUri: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the last successful synchronization; null before the first.',
  })
  readonly lastSyncedAt: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the first failure of the current outage; null without an outage.',
  })
  readonly failingSince: number | null;

  @Field(() => String, { nullable: true, description: 'Error code of the last synchronization; null if it succeeded.' })
  readonly lastErrorCode: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Error message of the last synchronization; null if it succeeded.',
  })
  readonly lastError: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Value that was written to MLflow.' })
export class RegistryUpdate {
  @Field(() => String, { description: 'Name of the model in MLflow.' })
  readonly model: string;

  @Field(() => String, {
    description: 'Part that was written: `champion`, `challenger` or `stage of N`, with N a version number in MLflow.',
  })
  readonly subject: string;

  @Field(() => String, {
    nullable: true,
    description: 'Written version number or stage; null if the alias was removed.',
  })
  readonly value: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Model or version of MLflow that was not imported, with the reason.',
})
export class RegistrySkip {
  @Field(() => String, { description: 'Name of the model in MLflow.' })
  readonly model: string;

  @Field(() => Int, { nullable: true, description: 'Version number in MLflow; null if the whole model was skipped.' })
  readonly mlflowVersion: number | null;

  @Field(() => String, { description: 'Error code of the reason.' })
  readonly code: string;

  @Field(() => String, { description: 'Found and expected values.' })
  readonly reason: string;
}

/** Tag of an MLflow version. */
@ObjectType({ simpleResolvers: true, description: 'Tag of a version in MLflow.' })
export class MlflowTag {
  @Field(() => String, { description: 'Key of the tag.' })
  readonly key: string;

  @Field(() => String, { description: 'Value of the tag.' })
  readonly value: string;
}

@ObjectType({ simpleResolvers: true, description: 'MLflow version that a version was imported from.' })
export class MlflowVersion {
  @Field(() => String, { description: 'Name of the registered model in MLflow.' })
  readonly name: string;

  @Field(() => Int, { description: 'Number of the version in MLflow.' })
  readonly version: number;

  @Field(() => String, { nullable: true, description: 'Id of the MLflow run that created it; null if unknown.' })
  readonly runId: string | null;

  @Field(() => String, { nullable: true, description: 'Stage in MLflow at the last synchronization; null for None.' })
  readonly stage: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time when its deletion in MLflow was detected; null while it exists.',
  })
  readonly deletedAt: number | null;

  @Field(() => [MlflowTag], { description: 'Tags in MLflow at the last synchronization, in order of their keys.' })
  readonly tags: readonly MlflowTag[];
}

@InputType({ description: 'Version of a registered model in the synchronized MLflow server.' })
export class MlflowVersionInput {
  @Field(() => String, { description: 'Name of the registered model in MLflow.' })
  readonly name: string;

  @Field(() => Int, { description: 'Number of the version in MLflow.' })
  readonly version: number;
}

@ObjectType({ simpleResolvers: true, description: 'Result of one synchronization with MLflow.' })
export class RegistrySyncPayload {
  @Field(() => [ModelVersion], { description: 'Imported versions.' })
  readonly imported: readonly ModelVersion[];

  @Field(() => [RegistryUpdate], { description: 'Values that were written to MLflow.' })
  readonly updated: readonly RegistryUpdate[];

  @Field(() => [RegistryConflict], {
    description: 'Open conflicts, and those settled by this synchronization.',
  })
  readonly conflicts: readonly RegistryConflict[];

  @Field(() => [RegistrySkip], { description: 'Models and versions that were not imported, with the reasons.' })
  readonly skipped: readonly RegistrySkip[];
}
