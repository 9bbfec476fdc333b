import 'reflect-metadata';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { Backtest } from '../../graph/backtest.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import { DriftOutcome, ReferenceSource } from './drift-enums.ts';
import { FeatureDrift } from './feature-drift.ts';

@ObjectType({ simpleResolvers: true, description: 'Predictions of a time window that were compared.' })
export class DriftWindow {
  @Field(() => DateTime, { description: 'Start of the window.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the window.' })
  readonly until: number;

  @Field(() => Int, { description: 'Number of predictions in the window.' })
  readonly rows: number;
}

@ObjectType({ simpleResolvers: true, description: 'Reference window of a drift check.' })
export class DriftReference extends DriftWindow {
  @Field(() => ReferenceSource, { description: 'Origin of the window.' })
  readonly source: keyof typeof ReferenceSource;
}

@ObjectType({ simpleResolvers: true, description: 'Comparison of the current window with another one.' })
export class DriftComparison {
  @Field(() => DriftOutcome, { description: 'Most severe outcome of scores, grades and features.' })
  readonly outcome: keyof typeof DriftOutcome;

  @Field(() => FeatureDrift, { description: 'Drift of the scores.' })
  readonly score: FeatureDrift;

  @Field(() => FeatureDrift, { description: 'Drift of the shares of the grades.' })
  readonly gradeMix: FeatureDrift;

  @Field(() => [FeatureDrift], {
    description: 'Drift of each feature, sorted by impact, then by PSI beyond chance, largest first.',
  })
  readonly features: readonly FeatureDrift[];
}

@ObjectType({ simpleResolvers: true, description: 'Result of a drift check for the leads of one slice.' })
export class SliceDrift {
  @Field(() => String, { description: 'Feature that defines the slice: industry, country or referral_source.' })
  readonly dimension: string;

  @Field(() => String, { description: 'Value of that feature in the slice.' })
  readonly slice: string;

  @Field(() => Int, { description: 'Rows of the reference window in the slice.' })
  readonly referenceRows: number;

  @Field(() => Int, { description: 'Rows of the current window in the slice.' })
  readonly currentRows: number;

  @Field(() => DriftOutcome, {
    description: 'Most severe outcome in the slice; INSUFFICIENT when either window has fewer than 200 rows.',
  })
  readonly outcome: keyof typeof DriftOutcome;

  @Field(() => [FeatureDrift], {
    description: 'Features that drift in the slice, with `@score` for the scores and `@gradeMix` for the grades.',
  })
  readonly drifting: readonly FeatureDrift[];
}

@ObjectType({ simpleResolvers: true, description: 'Result of a drift check of a model version.' })
export class DriftReport {
  @Field(() => ID, { description: 'Id of the report.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'The version that was checked.' })
  readonly modelVersion: ModelVersion;

  @Field(() => Backtest, {
    nullable: true,
    description:
      'The backtest whose scores were checked; null for predictions that callers received. Its findings open no alert.',
  })
  readonly backtest: Backtest | null;

  @Field(() => String, { nullable: true, description: 'Subject that requested the check; null for the schedule.' })
  readonly actor: string | null;

  @Field(() => DateTime, { description: 'Time of the check.' })
  readonly at: number;

  @Field(() => String, {
    nullable: true,
    deprecationReason: 'Use actor.',
    description: 'Subject that requested the check; null for the schedule.',
  })
  readonly requestedBy: string | null;

  @Field(() => DateTime, { deprecationReason: 'Use at.', description: 'Time of the check.' })
  readonly checkedAt: number;

  @Field(() => Float, { description: 'Duration of the check, reading included, milliseconds.' })
  readonly durationMs: number;

  @Field(() => DriftOutcome, {
    description: 'Comparison with the reference window: most severe outcome of scores, grades and features.',
  })
  readonly outcome: keyof typeof DriftOutcome;

  @Field(() => DriftReference, { description: 'The reference window of the version.' })
  readonly reference: DriftReference;

  @Field(() => DriftWindow, { description: 'Window that was checked.' })
  readonly current: DriftWindow;

  @Field(() => DriftWindow, {
    nullable: true,
    description: 'Window just before the current one, of the same length; null when it has no predictions.',
  })
  readonly previous: DriftWindow | null;

  /** id of the stored report */
  readonly key: number;

  /** outcome of the comparison with the window before */
  readonly previousOutcome: keyof typeof DriftOutcome | null;
}

@ObjectType({ simpleResolvers: true, description: 'A drift report with its position in the list.' })
export class DriftReportEdge {
  @Field(() => String, { description: 'Position of this report, to be passed as `after`.' })
  readonly cursor: string;

  @Field(() => DriftReport, { description: 'The report.' })
  readonly node: DriftReport;
}

@ObjectType({ simpleResolvers: true, description: 'A page of drift reports, newest first.' })
export class DriftReportConnection {
  @Field(() => [DriftReportEdge], { description: 'The reports of this page.' })
  readonly edges: readonly DriftReportEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
