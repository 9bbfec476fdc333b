import 'reflect-metadata';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { Grade } from '../../../scoring/grade.ts';
import { GRADES } from './enums.ts';
import { ScoreFeature } from './explanation.ts';
import { ModelVersion } from './stubs.ts';

const READ = requiresScopes('leads:read');

/** A score that is not recorded. Its explanation is in the what-if resolver. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'A score that is not recorded.' })
export class HypotheticalScore {
  @Field(() => Float, { description: 'Probability that the lead converts, 0 to 1, calibrated.' })
  readonly probability: number;

  @Field(() => Int, { description: 'The probability in points, 1 to 99.' })
  readonly points: number;

  @Field(() => GRADES, { description: 'Grade of the probability, by the limits of `gradePolicy`.' })
  readonly grade: Grade;

  @Field(() => String, { description: 'Name of the set of limits between grades, such as v1.' })
  readonly gradePolicy: string;

  @Directive('@listSize(assumedSize: 18)')
  @Field(() => [ScoreFeature], { description: 'Features that the score was computed from.' })
  readonly features: readonly ScoreFeature[];
}

/** Answer of `whatIf`. The parts of the difference are in the what-if resolver. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Scores of a lead with other values and with its own.' })
export class WhatIf {
  @Field(() => ModelVersion, { nullable: true, description: 'The model version that computed both scores.' })
  readonly modelVersion: ModelVersion;

  @Field(() => HypotheticalScore, { description: 'The score with the values of the request.' })
  readonly score: HypotheticalScore;

  @Field(() => HypotheticalScore, { description: 'The score with the values that the lead has now.' })
  readonly current: HypotheticalScore;

  @Field(() => Float, {
    description: 'Difference of the log-odds (natural logarithm) from the current score: the sum of all parts.',
  })
  readonly difference: number;

  @Field(() => Float, { description: 'Difference of the probability from the current score, −1 to 1.' })
  readonly probabilityDifference: number;
}
