import 'reflect-metadata';
import { Directive, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { type Trend, trend } from '../../../scoring/trend.ts';
import { describeFeatures, type FeatureReading } from '../explain/describe-features.ts';
import { isMonitored, type Prediction } from '../record/prediction.ts';
import type { ScoreFeed } from '../record/score-feed.ts';
import { TRENDS } from './enums.ts';
import { ScoreFeature } from './explanation.ts';
import type { PreviousScores } from './previous-scores.ts';
import { Score } from './score.ts';
import { Lead, ModelVersion, Rollout } from './stubs.ts';

/** Dependencies of {@link ScoreResolver}. */
export interface ScoreResolverDeps {
  readonly previous: PreviousScores;
  readonly feed: Pick<ScoreFeed, 'cursorOf'>;
}

/** Fields of `Score` that are computed or read from elsewhere. */
@Resolver(() => Score)
export class ScoreResolver {
  readonly #previous: PreviousScores;
  readonly #feed: Pick<ScoreFeed, 'cursorOf'>;

  constructor({ previous, feed }: ScoreResolverDeps) {
    this.#previous = previous;
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
    return trend(prediction.probability, await this.#previous.probabilityOf(prediction));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "Probability of the lead's previous score by the same model, 0 to 1; null for its first score.",
  })
  previousProbability(@Root() prediction: Prediction): Promise<number | undefined> {
    return this.#previous.probabilityOf(prediction);
  }

  @Directive('@listSize(assumedSize: 18)')
  @FieldResolver(() => [ScoreFeature], { description: 'Features that the score was computed from, as recorded.' })
  features(@Root() { features }: Prediction): readonly FeatureReading[] {
    return describeFeatures(features);
  }
}
