import 'reflect-metadata';
import { Arg, Directive, Resolver, Root, Subscription } from 'type-graphql';
import { streamed } from '../../../platform/subgraph/subgraph-schema.ts';
import type { Prediction } from '../record/prediction.ts';
import { LeadScoredFilter } from './inputs.ts';
import { Score } from './score.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';

/** Arguments of `leadScored`. */
export interface LeadScoredArguments {
  readonly filter?: LeadScoredFilter | null;
  readonly after?: string | null;
}

/** Subscriptions of `scores`. */
@Resolver()
export class ScoreSubscriptionResolver {
  @Directive(READ)
  @Subscription(() => Score, {
    ...streamed('leadScored'),
    nullable: true,
    description:
      'Scores of leads, each sent as soon as it is stored durably, in the same order to all subscribers. To lose no ' +
      'score after an interruption, subscribe again with `after`: the scores of the meantime are sent first.',
  })
  leadScored(
    @Root() score: Prediction,
    @Arg('filter', () => LeadScoredFilter, {
      nullable: true,
      description: 'Filter of scores. Default: all scores of leads.',
    })
    _filter: LeadScoredFilter | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description:
        '`cursor` of the last score that you received: the scores after it are sent. Default: scores from now on.',
    })
    _after: string | null | undefined,
  ): Prediction {
    return score;
  }
}
