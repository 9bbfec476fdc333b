import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { DriftReport, DriftWindow } from './drift-report.ts';

@InputType({
  description:
    'Which predictions are checked: those of a time, or the newest so many. Of more than 100,000 the newest.',
})
export class DriftWindowInput {
  @Field(() => DateTime, {
    nullable: true,
    description: 'From this time; DRIFT_WINDOW_HOURS before the end by default.',
  })
  readonly from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this time; now by default.' })
  readonly until?: number | null;

  @Field(() => Int, { nullable: true, description: 'The newest so many, 1 to 100,000, in place of `from`.' })
  readonly lastRows?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What runDriftCheck did.' })
export class RunDriftCheckPayload {
  @Field(() => DriftReport, { description: 'The report, which is stored.' })
  readonly report: DriftReport;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A reference window that someone fixed. Nothing of it ever changes.',
})
export class FixedReferenceWindow extends DriftWindow {
  @Field(() => ID, { description: 'Identifies it.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'The version it is the reference of.' })
  readonly modelVersion: ModelVersion;

  @Field(() => DateTime, { description: 'When it was fixed.' })
  readonly fixedAt: number;

  @Field(() => String, { description: 'Who fixed it.' })
  readonly fixedBy: string;

  @Field(() => String, { description: 'Why.' })
  readonly reason: string;
}

@ObjectType({ simpleResolvers: true, description: 'What setReferenceWindow did.' })
export class SetReferenceWindowPayload {
  @Field(() => FixedReferenceWindow, { description: 'The reference of the version from now on.' })
  readonly referenceWindow: FixedReferenceWindow;
}

@ObjectType({ simpleResolvers: true, description: 'A fixed reference window and its place in the list.' })
export class FixedReferenceWindowEdge {
  @Field(() => String, { description: 'The place of this window, for `after`.' })
  readonly cursor: string;

  @Field(() => FixedReferenceWindow, { description: 'The window.' })
  readonly node: FixedReferenceWindow;
}

@ObjectType({ simpleResolvers: true, description: 'A page of fixed reference windows, newest first.' })
export class FixedReferenceWindowConnection {
  @Field(() => [FixedReferenceWindowEdge], { description: 'The windows of this page.' })
  readonly edges: readonly FixedReferenceWindowEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}
