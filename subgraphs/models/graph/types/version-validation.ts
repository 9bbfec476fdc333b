import 'reflect-metadata';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { COST_CLASSES } from '../../validation/measure-version.ts';
import { ScoreComparison } from './model-version.ts';

/** GraphQL enum of the cost classes. */
export const ModelCostClass = stringEnum(COST_CLASSES);
registerEnumType(ModelCostClass, {
  name: 'ModelCostClass',
  description: 'Where a version runs when it answers callers.',
  valuesConfig: {
    IN_PROCESS: { description: 'In the process of the scores subgraph: the file bounds the work of a run.' },
    OWN_PROCESS: {
      description: 'In a process of its own, which is killed when a run does not end: some milliseconds slower.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Reason for which a registration would be refused.' })
export class ModelVersionFault {
  @Field(() => String, { description: 'Error code that registerModelVersion would answer with.' })
  readonly code: string;

  @Field(() => String, {
    nullable: true,
    description: 'Place in the manifest or the file, such as manifest.metrics.auc; null where only the message has it.',
  })
  readonly path: string | null;

  @Field(() => String, { nullable: true, description: 'Value that is there; null where only the message has it.' })
  readonly found: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Values that may be there; null where only the message has them.',
  })
  readonly expected: string | null;

  @Field(() => String, { description: 'The fault in words.' })
  readonly message: string;
}

@ObjectType({ simpleResolvers: true, description: 'Result of validateModelVersion.' })
export class ModelVersionValidation {
  @Field(() => Boolean, { description: 'Whether registerModelVersion would accept the version: it has no faults.' })
  readonly isValid: boolean;

  @Field(() => [ModelVersionFault], { description: 'Every fault of manifest and file.' })
  readonly faults: readonly ModelVersionFault[];

  @Field(() => [String], {
    description: 'Parts that are absent and that a promotion, a comparison or drift checks need later.',
  })
  readonly warnings: readonly string[];

  @Field(() => Int, { nullable: true, description: 'Size of the ONNX file, bytes; null when it cannot be read.' })
  readonly sizeBytes: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'COLUMNS, one tensor per column, or MATRIX, one for all columns; null for a refused file.',
  })
  readonly inputForm: string | null;

  @Field(() => ScoreComparison, {
    nullable: true,
    description: 'Comparison with the reference window; null without one, and for a refused file.',
  })
  readonly scoreComparison: ScoreComparison | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Median time of a run with one row, milliseconds; null for a refused file.',
  })
  readonly oneRowMs: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Time of a run with 256 rows, milliseconds; null for a refused file.',
  })
  readonly batchMs: number | null;

  @Field(() => ModelCostClass, { nullable: true, description: 'Where the version would run; null for a refused file.' })
  readonly costClass: keyof typeof ModelCostClass | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How scores would be explained: LINEAR or TREES exactly, PERMUTATION by sampling. Null for a refused file, and without a reference window of two rows.',
  })
  readonly explanationMethod: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason why explanations would be sampled; null where they are exact or unknown.',
  })
  readonly inexactBecause: string | null;
}
