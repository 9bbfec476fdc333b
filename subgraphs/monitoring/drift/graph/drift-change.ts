import 'reflect-metadata';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { DriftDetector, DriftDirection, DriftMeasure } from './drift-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'Change of a mean that a streaming detector found.' })
export class DriftChange {
  @Field(() => ID, { description: 'Id of the change.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'Version in which the change was found.' })
  readonly modelVersion: ModelVersion;

  @Field(() => DriftMeasure, { description: 'Measure that changed.' })
  readonly measure: keyof typeof DriftMeasure;

  @Field(() => DriftDetector, { description: 'Detector that found the change.' })
  readonly detector: keyof typeof DriftDetector;

  @Field(() => DriftDirection, { description: 'Direction of the change.' })
  readonly direction: keyof typeof DriftDirection;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean before the change, in the unit of the measure; null unless the detector is ADWIN.',
  })
  readonly meanBefore: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean after the change, in the unit of the measure; null unless the detector is ADWIN.',
  })
  readonly meanAfter: number | null;

  @Field(() => DateTime, { description: 'Time of the prediction or outcome at which the change was found.' })
  readonly at: number;
}

@ObjectType({ simpleResolvers: true, description: 'A change with its position in the list.' })
export class DriftChangeEdge {
  @Field(() => String, { description: 'Position of this change, to be passed as `after`.' })
  readonly cursor: string;

  @Field(() => DriftChange, { description: 'The change.' })
  readonly node: DriftChange;
}

@ObjectType({ simpleResolvers: true, description: 'A page of changes, newest first.' })
export class DriftChangeConnection {
  @Field(() => [DriftChangeEdge], { description: 'The changes of this page.' })
  readonly edges: readonly DriftChangeEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
