import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Prediction } from '../record/prediction.ts';
import { type HistoryPage, LARGEST_HISTORY_PAGE, scoreHistory } from '../record/score-history.ts';
import type { ScoreLoaders } from './loaders.ts';
import { Score, ScoreConnection } from './score.ts';
import { Lead } from './stubs.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';

const MODEL = {
  nullable: true,
  description: 'Name of the model, such as lead-conversion. Default: the model whose scores the CRM gets.',
} as const;

/** Fields of a lead that `scores` resolves. */
@Resolver(() => Lead)
export class LeadResolver {
  readonly #loaders: ScoreLoaders;
  readonly #crmModel: string;

  /** @param crmModel name of the model that feeds the CRM */
  constructor(loaders: ScoreLoaders, crmModel: string) {
    this.#loaders = loaders;
    this.#crmModel = crmModel;
  }

  @Directive(READ)
  @FieldResolver(() => Score, {
    nullable: true,
    description: 'Newest score of the lead by one model; null before its first score.',
  })
  async score(
    @Root() { id: leadId }: Lead,
    @Arg('model', () => String, MODEL) model: string | null | undefined,
  ): Promise<Prediction | undefined> {
    return (await this.#loaders.histories.load({ leadId, model: model ?? this.#crmModel, limit: 1 }))[0];
  }

  @Directive(READ)
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @FieldResolver(() => ScoreConnection, {
    nullable: true,
    description: 'All scores of the lead by one model, newest first.',
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
  ): Promise<HistoryPage> {
    const page = { leadId, model: model ?? this.#crmModel, first, after: after ?? undefined };
    return scoreHistory(this.#loaders.histories, page);
  }
}
