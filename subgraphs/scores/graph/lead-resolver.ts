import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { type FieldRequest, requestedFields } from '../../../platform/graphql/requested-fields.ts';
import { isPast } from '../../../platform/past-time.ts';
import { refusal } from '../../../platform/refusal.ts';
import { describeFeatures, type FeatureReading } from '../explain/describe-features.ts';
import type { Prediction } from '../record/prediction.ts';
import { type HistoryPage, LARGEST_HISTORY_PAGE, scoreHistory } from '../record/score-history.ts';
import { ScoreFeature } from './explanation.ts';
import type { ScoreLoaders } from './loaders.ts';
import { Score, ScoreConnection } from './score.ts';
import { PAGED_SCORE_FIELDS, SCORE_FIELDS } from './score-fields.ts';
import { Lead } from './stubs.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';

const MODEL = {
  nullable: true,
  description: 'Name of the model, such as lead-conversion. Default: the model whose scores the CRM gets.',
} as const;

/** Dependencies of {@link LeadResolver}. */
export interface LeadResolverDeps {
  readonly loaders: ScoreLoaders;
  /** name of the model that feeds the CRM */
  readonly crmModel: string;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** Fields of a lead that `scores` resolves. */
@Resolver(() => Lead)
export class LeadResolver {
  readonly #loaders: ScoreLoaders;
  readonly #crmModel: string;
  readonly #clock: () => number;

  constructor({ loaders, crmModel, clock }: LeadResolverDeps) {
    this.#loaders = loaders;
    this.#crmModel = crmModel;
    this.#clock = clock;
  }

  @Directive(READ)
  @FieldResolver(() => Score, {
    nullable: true,
    description: 'Newest score of the lead by one model; null before its first score.',
  })
  async score(
    @Root() { id: leadId }: Lead,
    @Arg('model', () => String, MODEL) model: string | null | undefined,
    @Info() info: FieldRequest,
  ): Promise<Prediction | undefined> {
    const histories = this.#loaders.histories.of(SCORE_FIELDS.of(requestedFields(info)));
    return (await histories.load({ leadId, model: model ?? this.#crmModel, limit: 1 }))[0];
  }

  @Directive(READ)
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @FieldResolver(() => ScoreConnection, {
    nullable: true,
    description:
      'All scores of the lead by one model, newest first, with those of the leads that were merged into it; `lead` of each ' +
      'says whose it is.',
  })
  async scoreHistory(
    @Root() { id: leadId }: Lead,
    @Arg('first', () => Int, {
      defaultValue: 20,
      description: `Number of scores on the page, 1 to ${LARGEST_HISTORY_PAGE}.`,
    })
    first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last score of the previous page. Default: the first page.',
    })
    after: string | undefined,
    @Arg('model', () => String, MODEL) model: string | null | undefined,
    @Info() info: FieldRequest,
  ): Promise<HistoryPage> {
    const page = { leadId, model: model ?? this.#crmModel, first, after: after ?? undefined };
    const fields = PAGED_SCORE_FIELDS.of(requestedFields(info, 'edges.node', 'nodes'));
    return scoreHistory(this.#loaders.histories.of(fields), page);
  }

  @Directive(READ)
  @Directive('@listSize(assumedSize: 18)')
  @FieldResolver(() => [ScoreFeature], {
    nullable: true,
    description:
      'Features of the lead as of a time, from the facts that were known at that time. Null when the lead was not known then.',
  })
  async features(
    @Root() { id: leadId }: Lead,
    @Arg('at', () => DateTime, {
      nullable: true,
      description:
        'Time, not in the future; up to 30 seconds ahead counts as now. Default: now, with the features that a score would be computed from.',
    })
    at: number | null | undefined,
  ): Promise<readonly FeatureReading[] | undefined> {
    const now = this.#clock();
    if (at != null && !isPast(at, now)) throw refusal('VALIDATION_FAILED', 'at', isoTime(at), `a time that is past`);
    const { currentFeatures, featuresAt } = this.#loaders;
    const features = await (at == null
      ? currentFeatures.load({ leadId, asOf: now })
      : featuresAt.load({ leadId, asOf: Math.min(at, now) }));
    return features && describeFeatures(features);
  }
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
