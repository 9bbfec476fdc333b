import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { DriftReport, DriftWindow } from './drift-report.ts';

@InputType({
  description:
    'Predictions to check: those of a time window, or the newest ones. Of more than 100,000 the newest are checked.',
})
export class DriftWindowInput {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Start of the window; by default DRIFT_WINDOW_HOURS before the end.',
  })
  readonly from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'End of the window; now by default.' })
  readonly until?: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of newest predictions, 1 to 100,000, instead of `from`.' })
  readonly lastRows?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Result of `runDriftCheck`.' })
export class RunDriftCheckPayload {
  @Field(() => DriftReport, { description: 'The stored report.' })
  readonly report: DriftReport;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Reference window that a person fixed. It never changes.',
})
export class FixedReferenceWindow extends DriftWindow {
  @Field(() => ID, { description: 'Id of the window.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'Version that the window is a reference of.' })
  readonly modelVersion: ModelVersion;

  @Field(() => DateTime, { description: 'Time at which the window was fixed.' })
  readonly at: number;

  @Field(() => String, { description: 'Subject that fixed the window.' })
  readonly actor: string;

  @Field(() => DateTime, { deprecationReason: 'Use at.', description: 'Time at which the window was fixed.' })
  readonly fixedAt: number;

  @Field(() => String, { deprecationReason: 'Use actor.', description: 'Subject that fixed the window.' })
  readonly fixedBy: string;

  @Field(() => String, { description: 'Reason for fixing the window.' })
  readonly reason: string;
}

@ObjectType({ simpleResolvers: true, description: 'Result of `setReferenceWindow`.' })
export class SetReferenceWindowPayload {
  @Field(() => FixedReferenceWindow, { description: 'Reference window of the version from now on.' })
  readonly referenceWindow: FixedReferenceWindow;
}

@ObjectType({ simpleResolvers: true, description: 'A fixed reference window with its position in the list.' })
export class FixedReferenceWindowEdge {
  @Field(() => String, { description: 'Position of this window, to be passed as `after`.' })
  readonly cursor: string;

  @Field(() => FixedReferenceWindow, { description: 'The window.' })
  readonly node: FixedReferenceWindow;
}

@ObjectType({ simpleResolvers: true, description: 'A page of fixed reference windows, newest first.' })
export class FixedReferenceWindowConnection {
  @Field(() => [FixedReferenceWindowEdge], { description: 'The windows of this page.' })
  readonly edges: readonly FixedReferenceWindowEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
