import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Quality of one version in the comparison.' })
export class ShadowSide {
  @Field(() => Float, { nullable: true, description: 'Median latency, milliseconds.' })
  readonly latencyP50Ms: number | null;

  @Field(() => Float, { nullable: true, description: '95th percentile of the latency, milliseconds.' })
  readonly latencyP95Ms: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Area under the ROC curve on matured leads, 0 to 1; null unless both outcomes occur.',
  })
  readonly auc: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Brier score on matured leads, 0 (best) to 1; null without matured leads.',
  })
  readonly brier: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Number of requests with a given pair of grades.' })
export class GradeChange {
  @Field(() => String, { description: 'Grade by the version that answered.' })
  readonly championGrade: string;

  @Field(() => String, { description: 'Grade by the shadow.' })
  readonly shadowGrade: string;

  @Field(() => Int, { description: 'Number of requests.' })
  readonly count: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "Comparison of a shadow's scores with the returned ones, over its newest 50,000 requests.",
})
export class ShadowReport {
  @Field(() => Int, {
    description: 'Number of requests that both versions answered; all other figures are about these.',
  })
  readonly count: number;

  @Field(() => Int, { description: 'Number of requests that failed in the shadow.' })
  readonly errors: number;

  @Field(() => Float, { description: 'Number of requests that the shadow skipped because its queue was full.' })
  readonly dropped: number;

  @Field(() => Int, {
    description: 'Number of requests about leads with a known outcome, or old enough to count as lost.',
  })
  readonly matured: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Pearson correlation of the probabilities, −1 to 1; null if one of them is constant.',
  })
  readonly pearson: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Spearman rank correlation of the probabilities, −1 to 1; null if one of them is constant.',
  })
  readonly spearman: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean absolute difference of the probabilities, 0 to 1; null without requests.',
  })
  readonly meanAbsoluteDifference: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Population Stability Index of the shadow's scores over the deciles of the returned ones, in nats; null without requests.",
  })
  readonly scorePsi: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of the best 10 % of leads that are also among the shadow's best 10 %, 0 to 1; null without requests.",
  })
  readonly topDecileOverlap: number | null;

  @Field(() => [GradeChange], { description: 'Pairs of grades that occur, equal ones included.' })
  readonly gradeChanges: readonly GradeChange[];

  @Field(() => ShadowSide, { description: 'Quality of the version that answered.' })
  readonly champion: ShadowSide;

  @Field(() => ShadowSide, { description: 'Quality of the shadow.' })
  readonly shadow: ShadowSide;
}
