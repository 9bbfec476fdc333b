import 'reflect-metadata';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { AB_VALIDITIES } from '../../rollout/rules/ab-test.ts';
import { ModelVersion } from './model-version.ts';
import { RolloutVerdict } from './rollout-enums.ts';

/** GraphQL enum of the validity of an A/B test. */
export const AbTestValidity = stringEnum(AB_VALIDITIES);
registerEnumType(AbTestValidity, {
  name: 'AbTestValidity',
  description: 'Whether the result of an A/B test can be trusted.',
  valuesConfig: {
    VALID: { description: 'No check failed.' },
    SAMPLE_RATIO_MISMATCH: {
      description:
        'The sizes of the arms do not match their weights (chi-square test, p < 0.001): the assignment of leads is faulty.',
    },
    MULTIPLE_EXPOSURE: { description: 'More than 1 % of the leads were exposed to several arms.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'Difference between two conversion rates with an always-valid 95 % interval: it stays valid however often it is read.',
})
export class ConversionDifference {
  @Field(() => Float, { description: 'Estimated difference of the conversion rates, −1 to 1.' })
  readonly estimate: number;

  @Field(() => Float, { description: 'Lower bound of the difference, −1 to 1.' })
  readonly lower: number;

  @Field(() => Float, { description: 'Upper bound of the difference, −1 to 1.' })
  readonly upper: number;
}

@ObjectType({ simpleResolvers: true, description: 'One arm of an A/B test.' })
export class AbTestArm {
  @Field(() => ModelVersion, { description: 'Version that scores the leads of this arm.' })
  readonly modelVersion: ModelVersion;

  @Field(() => Float, { description: 'Planned share of the traffic, 0 to 1.' })
  readonly weight: number;

  @Field(() => Int, { description: 'Number of leads whose first exposure was in this arm.' })
  readonly exposed: number;

  @Field(() => Int, { description: 'Number of exposed leads with an outcome, or old enough to count as lost.' })
  readonly matured: number;

  @Field(() => Int, { description: 'Number of matured leads that converted.' })
  readonly converted: number;

  @Field(() => ConversionDifference, {
    nullable: true,
    description:
      'Conversion rate of this arm minus that of the champion; null for the champion, and until both have a matured lead.',
  })
  readonly difference: ConversionDifference | null;

  @Field(() => RolloutVerdict, {
    nullable: true,
    description:
      'SUCCESS if the arm converts better than the champion, FAILURE if worse, INCONCLUSIVE while the interval contains 0; null for the champion.',
  })
  readonly verdict: keyof typeof RolloutVerdict | null;
}

@ObjectType({ simpleResolvers: true, description: 'Result of an A/B test so far: conversion rates of matured leads.' })
export class AbTest {
  @Field(() => AbTestValidity, {
    description: 'Whether the result can be trusted. Draw no conclusion unless it is VALID.',
  })
  readonly validity: keyof typeof AbTestValidity;

  @Field(() => RolloutVerdict, {
    description:
      'SUCCESS if at least one treatment converts better than the champion, FAILURE if all convert worse, else INCONCLUSIVE.',
  })
  readonly verdict: keyof typeof RolloutVerdict;

  @Field(() => [AbTestArm], { description: 'Arms of the test, first the champion as control.' })
  readonly arms: readonly AbTestArm[];

  @Field(() => Float, { description: 'P-value of the check that the arms have their planned sizes, 0 to 1.' })
  readonly sampleRatioPValue: number;

  @Field(() => Float, { description: 'Share of leads that were exposed to several arms, 0 to 1.' })
  readonly multipleExposure: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of matured leads that the champion needs to detect `minimumEffect` with a single test at the end; null without a minimum effect.',
  })
  readonly neededControl: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of matured leads that the smallest treatment needs for the same; null without a minimum effect.',
  })
  readonly neededTreatment: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Leads whose scores are hidden from sales, or those whose scores are shown.',
})
export class HoldoutGroup {
  @Field(() => Int, { description: 'Number of leads.' })
  readonly exposed: number;

  @Field(() => Int, { description: 'Number of leads with an outcome, or old enough to count as lost.' })
  readonly matured: number;

  @Field(() => Int, { description: 'Number of matured leads that converted.' })
  readonly converted: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Effect of showing scores to sales: leads with hidden scores compared with the others.',
})
export class HoldoutEffect {
  @Field(() => HoldoutGroup, { description: 'Leads that were scored, with the score hidden from sales.' })
  readonly hidden: HoldoutGroup;

  @Field(() => HoldoutGroup, { description: 'Leads that the champion scored, with the score shown.' })
  readonly shown: HoldoutGroup;

  @Field(() => ConversionDifference, {
    nullable: true,
    description:
      'Conversion rate of leads with shown scores minus that of leads with hidden scores; null until both groups have a matured lead.',
  })
  readonly effect: ConversionDifference | null;
}
