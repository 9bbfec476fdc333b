import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { describeFeature, describeFeatures, type FeatureReading } from '../explain/describe-features.ts';
import { explainScore } from '../explain/explain-score.ts';
import { reasonSentence } from '../explain/reason-sentence.ts';
import { type Trend, trend } from '../explain/trend.ts';
import { isMonitored, type Prediction } from '../record/prediction.ts';
import type { ScoreFeed } from '../record/score-feed.ts';
import type { RecordedModels } from '../versions/historical-models.ts';
import { TRENDS } from './enums.ts';
import { ScoreFeature, ScoreReason } from './explanation.ts';
import type { ScoreLoaders } from './loaders.ts';
import { Score } from './score.ts';
import { Lead, ModelVersion, Rollout } from './stubs.ts';

/** What the fields of a score need. */
export interface ScoreResolverDeps {
  readonly loaders: ScoreLoaders;
  readonly recorded: RecordedModels;
  readonly feed: Pick<ScoreFeed, 'cursorOf'>;
}

/** Fields of `Score` that need more than its row. */
@Resolver(() => Score)
export class ScoreResolver {
  readonly #loaders: ScoreLoaders;
  readonly #recorded: RecordedModels;
  readonly #feed: Pick<ScoreFeed, 'cursorOf'>;
  /** trend and previousProbability of one answer share the look-up */
  readonly #previous = new WeakMap<Prediction, Promise<Prediction | undefined>>();

  constructor({ loaders, recorded, feed }: ScoreResolverDeps) {
    this.#loaders = loaders;
    this.#recorded = recorded;
    this.#feed = feed;
  }

  @FieldResolver(() => String, {
    description: 'Its place among all scores: give it to `leadScored` as `after` to hear what came later.',
  })
  cursor(@Root() prediction: Prediction): string {
    return this.#feed.cursorOf(prediction);
  }

  @FieldResolver(() => Lead, { nullable: true, description: 'The lead; null when features were scored without one.' })
  lead(@Root() { leadId }: Prediction): Lead | null {
    return leadId === null ? null : { id: leadId };
  }

  @FieldResolver(() => ModelVersion, { nullable: true, description: 'The version that computed it.' })
  modelVersion(@Root() { model, version }: Prediction): ModelVersion {
    return { model, version };
  }

  @FieldResolver(() => Rollout, {
    nullable: true,
    description: 'The rollout that ran when it was computed; null when none did.',
  })
  rollout(@Root() { rollout }: Prediction): Rollout | null {
    return rollout === null ? null : { id: String(rollout) };
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether it counts in drift, in detectors and in performance: not when it fills up a backlog, and not when the ' +
      'lead was closed already.',
  })
  isMonitored(@Root() prediction: Prediction): boolean {
    return isMonitored(prediction);
  }

  @FieldResolver(() => TRENDS, { description: "How it compares with the lead's previous score by the same model." })
  async trend(@Root() prediction: Prediction): Promise<Trend> {
    return trend(prediction.probability, (await this.#previousOf(prediction))?.probability);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "Probability of the lead's previous score by the same model, 0–1; null for its first.",
  })
  async previousProbability(@Root() prediction: Prediction): Promise<number | undefined> {
    return (await this.#previousOf(prediction))?.probability;
  }

  @Directive('@listSize(assumedSize: 18)')
  @FieldResolver(() => [ScoreFeature], { description: 'The features it was computed from, as recorded.' })
  features(@Root() { features }: Prediction): readonly FeatureReading[] {
    return describeFeatures(features);
  }

  // the model runs again for every feature
  @Directive('@cost(weight: 2)')
  @Directive('@listSize(slicingArguments: ["top"])')
  @FieldResolver(() => [ScoreReason], {
    nullable: true,
    description: 'The strongest reasons for it, by what each recorded value brings. Computed when asked for.',
  })
  async reasons(
    @Root() prediction: Prediction,
    @Arg('top', () => Int, { defaultValue: 3, description: 'How many at most.' }) top: number,
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
