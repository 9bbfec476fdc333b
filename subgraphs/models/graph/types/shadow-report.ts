import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'How one version did in the comparison.' })
export class ShadowSide {
  @Field(() => Float, { nullable: true, description: 'Median latency, milliseconds.' })
  readonly latencyP50Ms: number | null;

  @Field(() => Float, { nullable: true, description: '95 % of its requests took less, milliseconds.' })
  readonly latencyP95Ms: number | null;

  @Field(() => Float, { nullable: true, description: 'On matured leads; null unless both outcomes occur.' })
  readonly auc: number | null;

  @Field(() => Float, { nullable: true, description: 'Brier score on matured leads, 0 is best; null without any.' })
  readonly brier: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Requests with one grade by the one and one by the other.' })
export class GradeChange {
  @Field(() => String, { description: 'Grade by the version that answered.' })
  readonly championGrade: string;

  @Field(() => String, { description: 'Grade by the shadow.' })
  readonly shadowGrade: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What a shadow would have changed: its scores against those of whoever answered, over its newest 50,000 requests.',
})
export class ShadowReport {
  @Field(() => Int, { description: 'Requests that both answered: everything else is about these.' })
  readonly count: number;

  @Field(() => Int, { description: 'Requests that the shadow failed on.' })
  readonly errors: number;

  @Field(() => Float, { description: 'Requests that it never saw, as its queue was full.' })
  readonly dropped: number;

  @Field(() => Int, { description: 'Requests about leads with a known outcome.' })
  readonly matured: number;

  @Field(() => Float, { nullable: true, description: 'Correlation of the probabilities; null when one never varies.' })
  readonly pearson: number | null;

  @Field(() => Float, { nullable: true, description: 'Correlation of the ranks; null when one never varies.' })
  readonly spearman: number | null;

  @Field(() => Float, { nullable: true, description: 'Of probabilities, 0–1; null without requests.' })
  readonly meanAbsoluteDifference: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "PSI of the shadow's scores over the deciles of the others, nats; null without requests.",
  })
  readonly scorePsi: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the best tenth that is among the best tenth of the shadow, too, 0–1; null without requests.',
  })
  readonly topDecileOverlap: number | null;

  @Field(() => [GradeChange], { description: 'Every pair of grades that occurs, equal ones included.' })
  readonly gradeChanges: readonly GradeChange[];

  @Field(() => ShadowSide, { description: 'The version that answered.' })
  readonly champion: ShadowSide;

  @Field(() => ShadowSide, { description: 'The shadow.' })
  readonly shadow: ShadowSide;
}
