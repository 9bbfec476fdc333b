import 'reflect-metadata';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { DriftDetector, DriftDirection, DriftMeasure } from './drift-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'A change that a streaming detector found.' })
export class DriftChange {
  @Field(() => ID, { description: 'Identifies the change.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'The version that was followed.' })
  readonly modelVersion: ModelVersion;

  @Field(() => DriftMeasure, { description: 'What was followed.' })
  readonly measure: keyof typeof DriftMeasure;

  @Field(() => DriftDetector, { description: 'The detector that found it.' })
  readonly detector: keyof typeof DriftDetector;

  @Field(() => DriftDirection, { description: 'Where the mean went.' })
  readonly direction: keyof typeof DriftDirection;

  @Field(() => Float, { nullable: true, description: 'Mean before it; ADWIN tells.' })
  readonly meanBefore: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean since; ADWIN tells.' })
  readonly meanAfter: number | null;

  @Field(() => DateTime, { description: 'Time of the prediction or outcome at which it was found.' })
  readonly at: number;
}

@ObjectType({ simpleResolvers: true, description: 'A change and its place in the list.' })
export class DriftChangeEdge {
  @Field(() => String, { description: 'The place of this change, for `after`.' })
  readonly cursor: string;

  @Field(() => DriftChange, { description: 'The change.' })
  readonly node: DriftChange;
}

@ObjectType({ simpleResolvers: true, description: 'A page of changes, newest first.' })
export class DriftChangeConnection {
  @Field(() => [DriftChangeEdge], { description: 'The changes of this page.' })
  readonly edges: readonly DriftChangeEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}
