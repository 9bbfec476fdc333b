import 'reflect-metadata';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { type BatchFilter, MOST_FILTER_LEADS, MOST_FILTER_VALUES } from '../rules/batch-filter.ts';
import type * as rules from '../rules/batch-job.ts';
import { BatchOutput } from './batch-enums.ts';

const MOST = `at most ${MOST_FILTER_VALUES}`;

@InputType({ description: 'Conditions on the leads of a batch job. A lead must meet every condition that is set.' })
export class BatchFilterInput implements BatchFilter {
  @Field(() => [ID], { nullable: true, description: `Leads with these ids, at most ${MOST_FILTER_LEADS}.` })
  readonly leadIds?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: `Leads of one of these industries, such as TRADING; ${MOST}.` })
  readonly industries?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Leads from one of these countries, ISO 3166-1 alpha-2, such as AE; ${MOST}.`,
  })
  readonly countries?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Leads that one of these channels brought, such as GOOGLE_ADS; ${MOST}.`,
  })
  readonly sources?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Leads that want one of these kinds of licence, such as FREE_ZONE_COMMERCIAL; ${MOST}.`,
  })
  readonly licenceTypes?: readonly string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether leads of a closed stage are scored, too. Default: false.',
  })
  readonly includeClosed?: boolean | null;
}

@InputType({ description: 'Batch job to start.' })
export class StartBatchJobInput {
  @Field(() => BatchFilterInput, {
    nullable: true,
    description: 'Conditions on the leads. Default: all leads whose stage is open.',
  })
  readonly filter?: BatchFilterInput | null;

  @Field(() => String, { nullable: true, description: 'Name of the model. Default: the one that feeds the CRM.' })
  readonly model?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of the version, of any stage but ARCHIVED. Default: the champion. Scores of a version that does not answer ' +
      'traffic are recorded with the role TRIAL, and not shown.',
  })
  readonly modelVersion?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time as of which features are computed, up to now, from the table `silver`. Default: the features of the table ' +
      '`gold/features`, as of its time. The log takes no score that is as of an earlier time than the last one of its lead.',
  })
  readonly asOf?: number | null;

  @Field(() => [BatchOutput], { nullable: true, description: 'Destinations of the predictions. Default: all.' })
  readonly outputs?: readonly rules.BatchOutput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether only leads are scored whose features or version differ from those of their last prediction in the ' +
      'destination. Features that merely age do not count. Default: true.',
  })
  readonly onlyChanged?: boolean | null;
}

@InputType({ description: 'Run of another engine whose predictions are imported.' })
export class ImportPredictionsInput {
  @Field(() => ID, { description: 'Job id of its rows in the Delta table `predictions`.' })
  readonly jobId: string;
}
