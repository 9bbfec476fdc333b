import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { logit } from '../../../scoring/log-odds.ts';
import { reasonsOf, strongest } from '../explain/contribution.ts';
import type { Explanations } from '../explain/explanations.ts';
import { changeParts } from '../explain/score-change.ts';
import type { Prediction } from '../record/prediction.ts';
import { ScoreReason } from './explanation.ts';
import {
  type Facts,
  type PresentedExplanation,
  presentContribution,
  presentExplanation,
  presentParts,
  presentReason,
} from './present-explanation.ts';
import type { PreviousScores } from './previous-scores.ts';
import { Score } from './score.ts';
import { ScoreChange } from './score-change.ts';
import { ScoreContribution, ScoreExplanation } from './score-explanation.ts';

/** Dependencies of {@link ExplanationResolver}. */
export interface ExplanationResolverDeps {
  readonly explanations: Pick<Explanations, 'explain'>;
  readonly facts: Facts;
  readonly previous: PreviousScores;
}

/** Fields of `Score` that explain it. They are computed on request, from the recorded features. */
@Resolver(() => Score)
export class ExplanationResolver {
  readonly #deps: ExplanationResolverDeps;

  constructor(deps: ExplanationResolverDeps) {
    this.#deps = deps;
  }

  @Directive('@cost(weight: 2)')
  @FieldResolver(() => ScoreExplanation, {
    nullable: true,
    description:
      'The score as a sum over features, in log-odds. It is computed on request, from the recorded features and the model version that computed the score.',
  })
  async explanation(@Root() prediction: Prediction): Promise<PresentedExplanation> {
    const explanation = await this.#deps.explanations.explain(prediction, prediction.features);
    return presentExplanation(explanation, prediction.model);
  }

  @Directive('@cost(weight: 2)')
  @Directive('@listSize(slicingArguments: ["top"])')
  @FieldResolver(() => [ScoreReason], {
    nullable: true,
    description:
      'Features that move the score most, strongest first: the first contributions of `explanation` that are 0.001 or more.',
  })
  async reasons(
    @Root() prediction: Prediction,
    @Arg('top', () => Int, { defaultValue: 3, description: 'Largest number of reasons.' }) top: number,
  ): Promise<readonly ScoreReason[]> {
    const { contributions } = await this.#deps.explanations.explain(prediction, prediction.features);
    return reasonsOf(contributions, top).map((reason) => presentReason(this.#deps.facts, prediction.model, reason));
  }

  @Directive('@cost(weight: 4)')
  @FieldResolver(() => ScoreChange, {
    nullable: true,
    description:
      "Why the score differs from the lead's previous score by the same model; null for its first score. It is computed on request.",
  })
  async change(@Root() prediction: Prediction): Promise<ScoreChange | null> {
    const from = await this.#deps.previous.of(prediction);
    if (!from) return null;
    const explain = (features: Prediction['features']) => this.#deps.explanations.explain(prediction, features);
    const [before, after] = await Promise.all([explain(from.features), explain(prediction.features)]);
    const parts = changeParts(from, prediction, { before, after });
    return {
      from,
      difference: logit(prediction.probability) - logit(from.probability),
      probabilityDifference: prediction.probability - from.probability,
      parts: presentParts(parts, { from: from.version, to: prediction.version }),
    };
  }
}

/** Fields of `ScoreExplanation` that take arguments. */
@Resolver(() => ScoreExplanation)
export class ContributionResolver {
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  @Directive('@listSize(slicingArguments: ["top"])')
  @FieldResolver(() => [ScoreContribution], {
    description: 'Contributions of the features of the model, the strongest first.',
  })
  contributions(
    @Root() { all, model }: PresentedExplanation,
    @Arg('top', () => Int, {
      defaultValue: 20,
      description: 'Largest number of contributions. A model has one per feature, at most 17.',
    })
    top: number,
  ): readonly ScoreContribution[] {
    return strongest(all, top).map((each) => presentContribution(this.#facts, model, each));
  }
}
