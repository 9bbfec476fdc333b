import 'reflect-metadata';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { AB_VALIDITIES } from '../../rollout/rules/ab-test.ts';
import { ModelVersion } from './model-version.ts';
import { RolloutVerdict } from './rollout-enums.ts';

/** GraphQL enum of whether an A/B test can be believed. */
export const AbTestValidity = stringEnum(AB_VALIDITIES);
registerEnumType(AbTestValidity, {
  name: 'AbTestValidity',
  description: 'Whether an A/B test can be believed.',
  valuesConfig: {
    VALID: { description: 'Nothing speaks against it.' },
    SAMPLE_RATIO_MISMATCH: { description: 'The arms are not as full as their weights say: assignment is broken.' },
    MULTIPLE_EXPOSURE: { description: 'More than 1 % of the leads saw several arms.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'A difference of conversion with bounds that hold at every look, however often one looks.',
})
export class ConversionDifference {
  @Field(() => Float, { description: 'Difference of the shares that converted, −1 to 1.' })
  readonly estimate: number;

  @Field(() => Float, { description: 'It is surely above this.' })
  readonly lower: number;

  @Field(() => Float, { description: 'It is surely below this.' })
  readonly upper: number;
}

@ObjectType({ simpleResolvers: true, description: 'One arm of an A/B test.' })
export class AbTestArm {
  @Field(() => ModelVersion, { description: 'The version that answers its leads.' })
  readonly modelVersion: ModelVersion;

  @Field(() => Float, { description: 'Its share of the traffic, 0–1.' })
  readonly weight: number;

  @Field(() => Int, { description: 'Leads that saw it first.' })
  readonly exposed: number;

  @Field(() => Int, { description: 'Of them, those with an outcome, or too old to get one.' })
  readonly matured: number;

  @Field(() => Int, { description: 'Of them, those that converted.' })
  readonly converted: number;

  @Field(() => ConversionDifference, {
    nullable: true,
    description: "Its conversion less the champion's; null for the champion, and while one has no matured lead.",
  })
  readonly difference: ConversionDifference | null;

  @Field(() => RolloutVerdict, {
    nullable: true,
    description: 'SUCCESS when it surely converts better than the champion, FAILURE when worse; null for the champion.',
  })
  readonly verdict: keyof typeof RolloutVerdict | null;
}

@ObjectType({ simpleResolvers: true, description: 'What an A/B test says so far, on conversion of matured leads.' })
export class AbTest {
  @Field(() => AbTestValidity, { description: 'Unless it is VALID nothing may be concluded.' })
  readonly validity: keyof typeof AbTestValidity;

  @Field(() => RolloutVerdict, {
    description: 'SUCCESS when a treatment surely converts better than the champion, FAILURE when all are worse.',
  })
  readonly verdict: keyof typeof RolloutVerdict;

  @Field(() => [AbTestArm], { description: 'The arms; the champion, as the control, first.' })
  readonly arms: readonly AbTestArm[];

  @Field(() => Float, { description: 'Chance of arms as uneven as these if assignment works, 0–1.' })
  readonly sampleRatioPValue: number;

  @Field(() => Float, { description: 'Share of leads that saw several arms, 0–1.' })
  readonly multipleExposure: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Matured leads that the champion needs to find `minimumEffect` with one look at the end; null when none was stated.',
  })
  readonly neededControl: number | null;

  @Field(() => Int, { nullable: true, description: 'The same for the smallest treatment.' })
  readonly neededTreatment: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Leads whose scores were hidden from sales, or shown.' })
export class HoldoutGroup {
  @Field(() => Int, { description: 'Leads.' })
  readonly exposed: number;

  @Field(() => Int, { description: 'Of them, those with an outcome, or too old to get one.' })
  readonly matured: number;

  @Field(() => Int, { description: 'Of them, those that converted.' })
  readonly converted: number;
}

@ObjectType({ simpleResolvers: true, description: 'What the score itself is worth: leads with and without it.' })
export class HoldoutEffect {
  @Field(() => HoldoutGroup, { description: 'Scored, but hidden from sales.' })
  readonly hidden: HoldoutGroup;

  @Field(() => HoldoutGroup, { description: 'Scored by the champion and shown as ever.' })
  readonly shown: HoldoutGroup;

  @Field(() => ConversionDifference, {
    nullable: true,
    description: 'Conversion of leads whose scores are shown less that of the others; null without matured leads.',
  })
  readonly effect: ConversionDifference | null;
}
