import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, Int, Query, Resolver } from 'type-graphql';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { DAY_MS } from '../../../../platform/time.ts';
import { READ } from '../../graph/scopes.ts';
import { readFeatureStatistics } from '../read-feature-statistics.ts';
import { FeatureStatistics } from './feature-statistics.ts';

/** Query of feature statistics. */
@Resolver()
export class FeatureStatisticsResolver {
  readonly #db: Kysely<never>;
  readonly #clock: () => number;

  /** @param clock epoch milliseconds */
  constructor(db: Kysely<never>, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
  }

  @Directive(READ)
  @Query(() => FeatureStatistics, {
    nullable: true,
    description:
      'Statistics of the features of a model version within a time window, compared with its reference window.',
  })
  async featureStatistics(
    @Arg('model', () => String, { defaultValue: DEFAULT_MODEL, description: 'Name of the model.' }) model: string,
    @Arg('version', () => Int, { nullable: true, description: 'Number of the version; the champion by default.' })
    version: number | null | undefined,
    @Arg('from', () => DateTime, {
      nullable: true,
      description: 'Start of the window; one day before the end by default.',
    })
    from: number | null | undefined,
    @Arg('until', () => DateTime, { nullable: true, description: 'End of the window; now by default.' }) until:
      | number
      | null
      | undefined,
  ): Promise<FeatureStatistics> {
    const now = this.#clock();
    const end = until ?? now;
    const window = { from: from ?? end - DAY_MS, until: end };
    return readFeatureStatistics(this.#db, { model, version: version ?? undefined, ...window }, now);
  }
}
