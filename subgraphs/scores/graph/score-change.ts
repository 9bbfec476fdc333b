import 'reflect-metadata';
import { Directive, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import { CHANGE_KINDS, type ChangeKind } from '../explain/score-change.ts';
import type { Prediction } from '../record/prediction.ts';
import { ScoreFeature } from './explanation.ts';
import { Score } from './score.ts';

const READ = requiresScopes('leads:read');

registerEnumType(CHANGE_KINDS, {
  name: 'ScoreChangeKind',
  description: 'Kind of a part of the difference between two scores.',
  valuesConfig: {
    FEATURE: { description: "The feature's value changed." },
    AGE: {
      description:
        'The value changed by the passing of time only: the age of the lead, the time since its latest interaction, or interactions that are older than seven days now.',
    },
    INTERPLAY: { description: 'The value stayed, and its contribution moved with the values of others.' },
    MODEL_VERSION: { description: 'Another version of the model computed the score.' },
    CALIBRATION: { description: 'The calibration of the model changed.' },
    ROUNDING: { description: 'Rounding within the model file, some millionths.' },
  },
});

/** Part of a difference. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Part of the difference between two scores.' })
export class ScoreChangePart {
  @Field(() => CHANGE_KINDS, { description: 'Kind of the part.' })
  readonly kind: ChangeKind;

  @Field(() => ScoreFeature, {
    nullable: true,
    description: 'The feature with its value now; null for parts of the model version, its calibration and rounding.',
  })
  readonly feature: ScoreFeature | null;

  @Field(() => ScoreFeature, {
    nullable: true,
    description:
      'The feature with its value before; null for parts of the model version, its calibration and rounding.',
  })
  readonly before: ScoreFeature | null;

  @Field(() => Float, {
    description: 'Part in the difference of the log-odds (natural logarithm). Positive values raised the score.',
  })
  readonly contribution: number;

  @Field(() => String, {
    description: 'The part as a sentence, such as "3 meetings, 1 meeting before: raises the score".',
  })
  readonly sentence: string;
}

/** Difference of a score from the previous one. */
@Directive(READ)
@ObjectType({
  simpleResolvers: true,
  description: "Difference of a score from the lead's previous score by the same model, and the parts that make it up.",
})
export class ScoreChange {
  @Field(() => Score, { description: 'The previous score.' })
  readonly from: Prediction;

  @Field(() => Float, { description: 'Difference of the log-odds (natural logarithm): the sum of all parts.' })
  readonly difference: number;

  @Field(() => Float, { description: 'Difference of the probability, −1 to 1.' })
  readonly probabilityDifference: number;

  @Field(() => [ScoreChangePart], { description: 'Parts of the difference, the strongest first.' })
  readonly parts: readonly ScoreChangePart[];
}
