import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { CONFLICT_STATES } from '../../mlflow/store/conflict-store.ts';
import { ModelVersion } from './model-version.ts';

/** GraphQL enum of the states of following MLflow. */
export const RegistrySyncState = stringEnum(['OFF', 'FOLLOWING', 'FAILING'] as const);
registerEnumType(RegistrySyncState, {
  name: 'RegistrySyncState',
  description: 'Whether an MLflow server is followed.',
  valuesConfig: {
    OFF: { description: 'None is set.' },
    FOLLOWING: { description: 'The last look at it succeeded, or the first is still to come.' },
    FAILING: { description: 'The last look at it failed; it is tried again until it succeeds.' },
  },
});

/** GraphQL enum of the states of a conflict. */
export const RegistryConflictState = stringEnum(CONFLICT_STATES);
registerEnumType(RegistryConflictState, {
  name: 'RegistryConflictState',
  description: 'How far a conflict with MLflow has come; LEFT, PENDING, REQUESTED and GONE are open.',
  valuesConfig: {
    LEFT: { description: 'This registry has nothing to say about it, so MLflow keeps what it has.' },
    PENDING: { description: "This registry's value is about to be written to MLflow." },
    REQUESTED: { description: 'A promotion was requested for what was made champion in MLflow; it waits for that.' },
    GONE: {
      description:
        'It was deleted in MLflow; version, stage and traffic here stay as they are. It closes (AGREED) when it is there again, or archived here.',
    },
    WRITTEN_BACK: { description: "MLflow got this registry's value." },
    AGREED: { description: 'Both have the same value again.' },
    SUPERSEDED: { description: 'Something else happened to the same alias or stage since.' },
    RENAMED: {
      description: 'The model was renamed in MLflow: it keeps its name here, and is followed under the new one.',
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'Something that was changed in MLflow, or differs there: an alias, a stage, or that a version or model exists. A deletion there changes nothing here. Of aliases and stages this registry decides: a change there is set back, except where this registry has no champion, no challenger or stage NONE; with MLFLOW_ALIAS_MOVES=request a champion moved there becomes a promotion request first.',
})
export class RegistryConflict {
  @Field(() => ID, { description: 'Rises with every conflict.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model in MLflow.' })
  readonly model: string;

  @Field(() => String, {
    description: 'What differs: champion, challenger, model, or stage of, or version, and a version of MLflow.',
  })
  readonly subject: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What it is in this registry: a version number or stage of MLflow; for a deletion the version or model here; null for nothing.',
  })
  readonly here: string | null;

  @Field(() => String, { nullable: true, description: 'What was found in MLflow; null for nothing.' })
  readonly there: string | null;

  @Field(() => RegistryConflictState, { description: 'How far it has come.' })
  readonly state: keyof typeof RegistryConflictState;

  @Field(() => ID, { nullable: true, description: 'The promotion request that it led to; null when it led to none.' })
  readonly requestId: string | null;

  @Field(() => DateTime, { description: 'When it was seen first.' })
  readonly detectedAt: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was settled; null while it is open.' })
  readonly closedAt: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'How following MLflow goes, over all replicas.' })
export class RegistrySync {
  @Field(() => RegistrySyncState, { description: 'Whether it works.' })
  readonly state: keyof typeof RegistrySyncState;

  @Field(() => String, { nullable: true, description: 'The server that is followed; null when none is.' })
  readonly trackingUri: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the last look succeeded; null before the first.' })
  readonly lastSyncedAt: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When the first look of an outage failed; null without one.' })
  readonly failingSince: number | null;

  @Field(() => String, { nullable: true, description: 'Error code of the last look; null when it succeeded.' })
  readonly lastErrorCode: string | null;

  @Field(() => String, { nullable: true, description: 'What the last look failed with; null when it succeeded.' })
  readonly lastError: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Something that was written to MLflow.' })
export class RegistryUpdate {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => String, { description: 'What was written: champion, challenger, or stage of and a version of MLflow.' })
  readonly subject: string;

  @Field(() => String, { nullable: true, description: 'The version number or stage of MLflow; null: taken away.' })
  readonly value: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Something of MLflow that was left out, and why.' })
export class RegistrySkip {
  @Field(() => String, { description: 'Name of the model in MLflow.' })
  readonly model: string;

  @Field(() => Int, { nullable: true, description: 'Version number in MLflow; null when it is about the model.' })
  readonly mlflowVersion: number | null;

  @Field(() => String, { description: 'Error code.' })
  readonly code: string;

  @Field(() => String, { description: 'What was found and what is expected.' })
  readonly reason: string;
}

/** A tag of an MLflow version. */
@ObjectType({ simpleResolvers: true, description: 'A tag of a version in MLflow.' })
export class MlflowTag {
  @Field(() => String, { description: 'Its key.' })
  readonly key: string;

  @Field(() => String, { description: 'Its value.' })
  readonly value: string;
}

@ObjectType({ simpleResolvers: true, description: 'The version in MLflow that a version was imported from.' })
export class MlflowVersion {
  @Field(() => String, { description: 'Name of the registered model.' })
  readonly name: string;

  @Field(() => Int, { description: 'Number of the version there.' })
  readonly version: number;

  @Field(() => String, { nullable: true, description: 'Id of the run that made it; null when none is known.' })
  readonly runId: string | null;

  @Field(() => String, { nullable: true, description: 'Its stage there at the last look; null for None.' })
  readonly stage: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was found to be deleted there; null while it is there.',
  })
  readonly deletedAt: number | null;

  @Field(() => [MlflowTag], { description: 'Its tags there at the last look, by key.' })
  readonly tags: readonly MlflowTag[];
}

@InputType({ description: 'A version of a registered model in the MLflow server that is followed.' })
export class MlflowVersionInput {
  @Field(() => String, { description: 'Name of the registered model.' })
  readonly name: string;

  @Field(() => Int, { description: 'Number of the version there.' })
  readonly version: number;
}

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
