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
      'Scores of leads, as soon as each is recorded for good, in one order for all subscribers. Nothing is lost: ' +
      'subscribe again with the cursor of the last score you have, and what was recorded meanwhile comes first.',
  })
  leadScored(
    @Root() score: Prediction,
    @Arg('filter', () => LeadScoredFilter, { nullable: true, description: 'Which scores; all when absent.' })
    _filter: LeadScoredFilter | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description: '`cursor` of a score: begins with what was recorded after it. Absent: with what is recorded now.',
    })
    _after: string | null | undefined,
  ): Prediction {
    return score;
  }
}
