import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { type Trend, trend } from '../../../scoring/trend.ts';
import { describeFeature, describeFeatures, type FeatureReading } from '../explain/describe-features.ts';
import { explainScore } from '../explain/explain-score.ts';
import { reasonSentence } from '../explain/reason-sentence.ts';
import { isMonitored, type Prediction } from '../record/prediction.ts';
import type { ScoreFeed } from '../record/score-feed.ts';
import type { HistoricalModels } from '../versions/historical-models.ts';
import { TRENDS } from './enums.ts';
import { ScoreFeature, ScoreReason } from './explanation.ts';
import type { ScoreLoaders } from './loaders.ts';
import { Score } from './score.ts';
import { Lead, ModelVersion, Rollout } from './stubs.ts';

/** Dependencies of {@link ScoreResolver}. */
export interface ScoreResolverDeps {
  readonly loaders: ScoreLoaders;
  readonly recorded: HistoricalModels;
  readonly feed: Pick<ScoreFeed, 'cursorOf'>;
}

/** Fields of `Score` that are computed or read from elsewhere. */
@Resolver(() => Score)
export class ScoreResolver {
  readonly #loaders: ScoreLoaders;
  readonly #recorded: HistoricalModels;
  readonly #feed: Pick<ScoreFeed, 'cursorOf'>;
  /** trend and previousProbability of one response share the read */
  readonly #previous = new WeakMap<Prediction, Promise<Prediction | undefined>>();

  constructor({ loaders, recorded, feed }: ScoreResolverDeps) {
    this.#loaders = loaders;
    this.#recorded = recorded;
    this.#feed = feed;
  }

  @FieldResolver(() => String, {
    description:
      'Position of the score in the stream of all scores. Send it to `leadScored` as `after` to receive the scores that follow.',
  })
  cursor(@Root() prediction: Prediction): string {
    return this.#feed.cursorOf(prediction);
  }

  @FieldResolver(() => Lead, { nullable: true, description: 'The lead; null for a score of features without a lead.' })
  lead(@Root() { leadId }: Prediction): Lead | null {
    return leadId === null ? null : { id: leadId };
  }

  @FieldResolver(() => ModelVersion, { nullable: true, description: 'The model version that computed the score.' })
  modelVersion(@Root() { model, version }: Prediction): ModelVersion {
    return { model, version };
  }

  @FieldResolver(() => Rollout, {
    nullable: true,
    description: 'The rollout that was open when the score was computed; null without one.',
  })
  rollout(@Root() { rollout }: Prediction): Rollout | null {
    return rollout === null ? null : { id: String(rollout) };
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether drift, detectors and performance count this score. They ignore scores of backfills and of closed leads.',
  })
  isMonitored(@Root() prediction: Prediction): boolean {
    return isMonitored(prediction);
  }

  @FieldResolver(() => TRENDS, {
    description: "Direction of the score, compared with the lead's previous score by the same model.",
  })
  async trend(@Root() prediction: Prediction): Promise<Trend> {
    return trend(prediction.probability, (await this.#previousOf(prediction))?.probability);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "Probability of the lead's previous score by the same model, 0 to 1; null for its first score.",
  })
  async previousProbability(@Root() prediction: Prediction): Promise<number | undefined> {
    return (await this.#previousOf(prediction))?.probability;
  }

  @Directive('@listSize(assumedSize: 18)')
  @FieldResolver(() => [ScoreFeature], { description: 'Features that the score was computed from, as recorded.' })
  features(@Root() { features }: Prediction): readonly FeatureReading[] {
    return describeFeatures(features);
  }

  // the model runs again for every feature
  @Directive('@cost(weight: 2)')
  @Directive('@listSize(slicingArguments: ["top"])')
  @FieldResolver(() => [ScoreReason], {
    nullable: true,
    description:
      'Features that changed the score most, strongest first. They are computed on request, from the recorded features.',
  })
  async reasons(
    @Root() prediction: Prediction,
    @Arg('top', () => Int, { defaultValue: 3, description: 'Largest number of reasons.' }) top: number,
  ): Promise<readonly ScoreReason[]> {
    const reasons = await explainScore(this.#recorded, prediction, top);
    return reasons.map((reason) => ({
      feature: describeFeature(reason.feature, reason.value),
      contribution: reason.contribution,
      sentence: reasonSentence(reason),
    }));
  }

  #previousOf(prediction: Prediction): Promise<Prediction | undefined> {
    const { leadId, model, sequence: before } = prediction;
    if (leadId === null) return Promise.resolve(undefined);
    const known = this.#previous.get(prediction);
    const previous =
      known ?? this.#loaders.histories.load({ leadId, model, before, limit: 1 }).then(([first]) => first);
    this.#previous.set(prediction, previous);
    return previous;
  }
}
