import 'reflect-metadata';
import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { GRADES, type Grade } from '../../../../scoring/grade.ts';

registerEnumType(GRADES, {
  name: 'Grade',
  description: "Grade of a lead, from A (best) to D, by the limits of its model's grade policy.",
});

/** GraphQL enum of the grades. */
export { GRADES };

@ObjectType({
  simpleResolvers: true,
  description: 'Least probability of each grade above D. A probability that reaches a limit has the grade.',
})
export class GradeLimits {
  @Field(() => Float, { description: 'Least probability of grade A, above `b` and below 1.' })
  readonly a: number;

  @Field(() => Float, { description: 'Least probability of grade B, between `c` and `a`.' })
  readonly b: number;

  @Field(() => Float, { description: 'Least probability of grade C, above 0 and below `b`; lower ones are grade D.' })
  readonly c: number;
}

@InputType({ description: 'Least probability of each grade above D: 1 > a > b > c > 0.' })
export class GradeLimitsInput {
  @Field(() => Float, { description: 'Least probability of grade A, above `b` and below 1.' })
  readonly a: number;

  @Field(() => Float, { description: 'Least probability of grade B, between `c` and `a`.' })
  readonly b: number;

  @Field(() => Float, { description: 'Least probability of grade C, above 0 and below `b`; lower ones are grade D.' })
  readonly c: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Version of the limits between the grades of a model. Scores are recorded with its name, and keep it.',
})
export class GradePolicy {
  @Field(() => Int, { description: 'Number of the version, from 1, the default of every model.' })
  readonly version: number;

  @Field(() => String, { description: 'Name of the version, as in `Score.gradePolicy`: v1, v2 and so on.' })
  readonly name: string;

  @Field(() => GradeLimits, { description: 'The limits.' })
  readonly limits: GradeLimits;

  @Field(() => DateTime, {
    description: 'Time from which new scores get it; of version 1, the registration of the model.',
  })
  readonly at: number;

  @Field(() => String, {
    nullable: true,
    description: 'Subject of the access token that set it; null for version 1, which nobody set.',
  })
  readonly actor: string | null;

  @Field(() => String, { nullable: true, description: 'Reason that the actor gave; null for version 1.' })
  readonly reason: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Grade policy with its cursor.' })
export class GradePolicyEdge {
  @Field(() => String, { description: 'Cursor of this policy, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => GradePolicy, { description: 'The policy.' })
  readonly node: GradePolicy;
}

@ObjectType({ simpleResolvers: true, description: 'Page of the grade policies of a model, newest first.' })
export class GradePolicyConnection {
  @Field(() => [GradePolicyEdge], { description: 'Policies of this page.' })
  readonly edges: readonly GradePolicyEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** Payload of `setGradePolicy`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `setGradePolicy`.' })
export class SetGradePolicyPayload {
  @Field(() => GradePolicy, { description: 'The policy that new scores get.' })
  readonly gradePolicy: GradePolicy;
}

@ObjectType({ simpleResolvers: true, description: 'Number of open leads with a given pair of grades.' })
export class GradeMove {
  @Field(() => GRADES, { description: 'Grade that the newest score of the lead was given.' })
  readonly from: Grade;

  @Field(() => GRADES, { description: 'Grade of the same probability by the previewed limits.' })
  readonly to: Grade;

  @Field(() => Int, { description: 'Number of open leads, 0 or more.' })
  readonly leads: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Outcomes of the leads whose first score, made while they were open, has one grade by the previewed limits.',
})
export class PreviewedGrade {
  @Field(() => GRADES, { description: 'Grade by the previewed limits.' })
  readonly grade: Grade;

  @Field(() => Int, { description: 'Number of leads with an outcome, 0 or more.' })
  readonly decided: number;

  @Field(() => Int, { description: 'Number of leads that converted, 0 or more.' })
  readonly converted: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the leads with an outcome that converted, 0 to 1; null where there are none.',
  })
  readonly conversionRate: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Effect that other limits would have on the leads of a model.' })
export class GradePolicyPreview {
  @Field(() => Int, { description: 'Number of open leads that have a score by the model.' })
  readonly openLeads: number;

  @Field(() => Int, { description: 'Number of open leads whose grade would differ.' })
  readonly moved: number;

  @Field(() => [GradeMove], { description: 'Open leads by every pair of grades, 16 rows, best grades first.' })
  readonly moves: readonly GradeMove[];

  @Field(() => [PreviewedGrade], { description: 'Outcomes by every grade, 4 rows, best grade first.' })
  readonly outcomes: readonly PreviewedGrade[];
}
