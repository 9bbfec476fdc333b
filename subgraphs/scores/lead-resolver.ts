import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ScoreLoaders } from './loaders.ts';
import type { Prediction } from './prediction.ts';
import { type HistoryPage, LARGEST_HISTORY_PAGE, scoreHistory } from './score-history.ts';
import { Score } from './types/score.ts';
import { ScoreConnection } from './types/score-connection.ts';
import { Lead } from './types/stubs.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';

/** What `scores` adds to the lead. */
@Resolver(() => Lead)
export class LeadResolver {
  readonly #loaders: ScoreLoaders;

  constructor(loaders: ScoreLoaders) {
    this.#loaders = loaders;
  }

  @Directive(READ)
  @FieldResolver(() => Score, { nullable: true, description: 'The latest score; null when the lead has none yet.' })
  async score(@Root() { id }: Lead): Promise<Prediction | undefined> {
    return (await this.#loaders.histories.load({ leadId: id, limit: 1 }))[0];
  }

  @Directive(READ)
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @FieldResolver(() => ScoreConnection, { nullable: true, description: 'All scores of the lead, newest first.' })
  async scoreHistory(
    @Root() { id }: Lead,
    @Arg('first', () => Int, { defaultValue: 20, description: `How many scores, 1 to ${LARGEST_HISTORY_PAGE}.` })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after: string | undefined,
  ): Promise<HistoryPage> {
    return scoreHistory(this.#loaders, id, first, after ?? undefined);
  }
}
