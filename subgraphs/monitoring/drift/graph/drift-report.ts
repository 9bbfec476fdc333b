import 'reflect-metadata';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { DriftOutcome, ReferenceSource } from './drift-enums.ts';
import { FeatureDrift } from './feature-drift.ts';

@ObjectType({ simpleResolvers: true, description: 'Predictions that were compared.' })
export class DriftWindow {
  @Field(() => DateTime, { description: 'Its predictions are from this time on.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'Its predictions end at this time.' })
  readonly until: number;

  @Field(() => Int, { description: 'Predictions.' })
  readonly rows: number;
}

@ObjectType({ simpleResolvers: true, description: 'What a check was held against.' })
export class DriftReference extends DriftWindow {
  @Field(() => ReferenceSource, { description: 'Where the window comes from.' })
  readonly source: keyof typeof ReferenceSource;
}

@ObjectType({ simpleResolvers: true, description: 'The current window against another.' })
export class DriftComparison {
  @Field(() => DriftOutcome, { description: 'The most severe of scores, grades and features.' })
  readonly outcome: keyof typeof DriftOutcome;

  @Field(() => FeatureDrift, { description: 'Drift of the probabilities.' })
  readonly score: FeatureDrift;

  @Field(() => FeatureDrift, { description: 'Drift of the mix of grades.' })
  readonly gradeMix: FeatureDrift;

  @Field(() => [FeatureDrift], { description: 'Drift of the features: by impact, then by PSI beyond chance.' })
  readonly features: readonly FeatureDrift[];
}

@ObjectType({ simpleResolvers: true, description: 'What a check found among the leads of one slice.' })
export class SliceDrift {
  @Field(() => String, { description: 'What leads are sliced by: industry, country or referral_source.' })
  readonly dimension: string;

  @Field(() => String, { description: 'The value that the leads of the slice share.' })
  readonly slice: string;

  @Field(() => Int, { description: 'Rows of the reference in it.' })
  readonly referenceRows: number;

  @Field(() => Int, { description: 'Rows of the current window in it.' })
  readonly currentRows: number;

  @Field(() => DriftOutcome, { description: 'The most severe; INSUFFICIENT below 200 rows in either window.' })
  readonly outcome: keyof typeof DriftOutcome;

  @Field(() => [FeatureDrift], { description: 'What drifts in it: features, @score and @gradeMix.' })
  readonly drifting: readonly FeatureDrift[];
}

@ObjectType({ simpleResolvers: true, description: 'A drift check of a model version.' })
export class DriftReport {
  @Field(() => ID, { description: 'Identifies the report.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'The version that was checked.' })
  readonly modelVersion: ModelVersion;

  @Field(() => String, { nullable: true, description: 'Who asked for it; null when the schedule did.' })
  readonly requestedBy: string | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  readonly checkedAt: number;

  @Field(() => Float, { description: 'How long it took, with reading, milliseconds.' })
  readonly durationMs: number;

  @Field(() => DriftOutcome, { description: 'Against the reference: the most severe of scores, grades and features.' })
  readonly outcome: keyof typeof DriftOutcome;

  @Field(() => DriftReference, { description: 'The reference window of the version.' })
  readonly reference: DriftReference;

  @Field(() => DriftWindow, { description: 'What was checked.' })
  readonly current: DriftWindow;

  @Field(() => DriftWindow, { nullable: true, description: 'The window before; null when it has no predictions.' })
  readonly previous: DriftWindow | null;

  /** of the stored report */
  readonly key: number;

  /** against the window before */
  readonly previousOutcome: keyof typeof DriftOutcome | null;
}

@ObjectType({ simpleResolvers: true, description: 'A drift report and its place in the list.' })
export class DriftReportEdge {
  @Field(() => String, { description: 'The place of this report, for `after`.' })
  readonly cursor: string;

  @Field(() => DriftReport, { description: 'The report.' })
  readonly node: DriftReport;
}

@ObjectType({ simpleResolvers: true, description: 'A page of drift reports, newest first.' })
export class DriftReportConnection {
  @Field(() => [DriftReportEdge], { description: 'The reports of this page.' })
  readonly edges: readonly DriftReportEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}
