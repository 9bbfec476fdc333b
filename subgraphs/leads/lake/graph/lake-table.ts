import 'reflect-metadata';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import { LakeExpectationSeverity, LakeExpectationStatus, LakeFigureUnit, LakeLayer } from './lake-enums.ts';

const READ = requiresScopes('monitoring:read', 'monitoring:write');

const TABLE = 'Path of the table below the URL of the lake, such as `silver/leads`.';
const FOUND = 'Figure that was found, in `unit`; null without data.';
const LEAST = 'Least figure that passes; null where there is none, or it is not known yet.';
const GREATEST = 'Greatest figure that passes; null where there is none, or it is not known yet.';

/** Result of one check of an expectation. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Result of one check of an expectation of a table of the lake.' })
export class LakeExpectationResult {
  @Field(() => LakeLayer, { description: 'Layer of the table.' })
  readonly layer: keyof typeof LakeLayer;

  @Field(() => String, { description: TABLE })
  readonly table: string;

  @Field(() => String, { description: 'Name of the expectation, such as `keys_present`.' })
  readonly expectation: string;

  @Field(() => LakeExpectationSeverity, { description: 'Effect of a failure at that time.' })
  readonly severity: keyof typeof LakeExpectationSeverity;

  @Field(() => LakeExpectationStatus, { description: 'Result of the check.' })
  readonly status: keyof typeof LakeExpectationStatus;

  @Field(() => LakeFigureUnit, {
    nullable: true,
    description: 'Unit of the figures; null for an expectation that no longer exists.',
  })
  readonly unit: keyof typeof LakeFigureUnit | null;

  @Field(() => Float, { nullable: true, description: FOUND })
  readonly found: number | null;

  @Field(() => Float, { nullable: true, description: LEAST })
  readonly least: number | null;

  @Field(() => Float, { nullable: true, description: GREATEST })
  readonly greatest: number | null;

  @Field(() => Float, { description: 'Rows of the table at that time, a whole number.' })
  readonly rows: number;

  @Field(() => Int, { description: 'Delta version of the table that was checked, from 0.' })
  readonly version: number;

  @Field(() => DateTime, { description: 'Time of the check.' })
  readonly checkedAt: number;
}

/** Expectation of a table with its latest result. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'A named rule about a table of the lake, with its latest result.' })
export class LakeExpectation {
  readonly table: string;

  @Field(() => String, { description: 'Name, unique within the table, such as `keys_present`.' })
  readonly name: string;

  @Field(() => String, { description: 'The rule in words.' })
  readonly description: string;

  @Field(() => LakeExpectationSeverity, { description: 'Effect of a failure.' })
  readonly severity: keyof typeof LakeExpectationSeverity;

  @Field(() => Boolean, {
    description:
      'Whether the bounds are learnt from earlier checks that did not fail, at least 10; false for fixed bounds.',
  })
  readonly isLearnt: boolean;

  @Field(() => LakeFigureUnit, { description: 'Unit of the figures.' })
  readonly unit: keyof typeof LakeFigureUnit;

  @Field(() => LakeExpectationStatus, { nullable: true, description: 'Latest result; null before the first check.' })
  readonly status: keyof typeof LakeExpectationStatus | null;

  @Field(() => Float, { nullable: true, description: FOUND })
  readonly found: number | null;

  @Field(() => Float, { nullable: true, description: LEAST })
  readonly least: number | null;

  @Field(() => Float, { nullable: true, description: GREATEST })
  readonly greatest: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Bounds as text, such as `0 to 0.05` or `at most 0`; null while none is known.',
  })
  readonly expected: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the latest check; null before the first one.' })
  readonly checkedAt: number | null;
}

/** Table of the lake with its state. */
@Directive(READ)
@ObjectType({
  simpleResolvers: true,
  description: 'A Delta table of the lake. Of a table that was never written all figures are null.',
})
export class LakeTable {
  @Field(() => LakeLayer, { description: 'Layer of the table.' })
  readonly layer: keyof typeof LakeLayer;

  @Field(() => String, { description: TABLE })
  readonly name: string;

  @Field(() => Float, { nullable: true, description: 'Rows of the current version, a whole number.' })
  readonly rows: number | null;

  @Field(() => Int, { nullable: true, description: 'Current Delta version, from 0.' })
  readonly version: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Last version that was checked without a failed gate; null when there was none.',
  })
  readonly passedVersion: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the current version.' })
  readonly updatedAt: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time at which the table was last brought up to date, whether or not there was anything new; of predictions that at ' +
      'which the last ones were written.',
  })
  readonly refreshedAt: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds since `refreshedAt`, 0 or more.',
  })
  readonly freshnessSeconds: number | null;

  @Field(() => Float, { nullable: true, description: 'Size of the data files of the current version, bytes.' })
  readonly bytes: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of data files of the current version.' })
  readonly files: number | null;
}

/** Result with its position in the list. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'A result with its position in the list.' })
export class LakeExpectationResultEdge {
  @Field(() => String, { description: 'Position of this result, to be passed as `after`.' })
  readonly cursor: string;

  @Field(() => LakeExpectationResult, { description: 'The result.' })
  readonly node: LakeExpectationResult;
}

/** Page of results. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'A page of results of expectations, newest first.' })
export class LakeExpectationResultConnection {
  @Field(() => [LakeExpectationResultEdge], { description: 'The results of this page.' })
  readonly edges: readonly LakeExpectationResultEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** Payload of `acceptLakeExpectation`. */
@Directive(requiresScopes('monitoring:write'))
@ObjectType({ simpleResolvers: true, description: 'Result of `acceptLakeExpectation`.' })
export class AcceptLakeExpectationPayload {
  @Field(() => LakeExpectation, { description: 'The expectation with its latest result, which is from before.' })
  readonly expectation: LakeExpectation;
}
